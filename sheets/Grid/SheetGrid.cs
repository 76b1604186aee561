using System.Globalization;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Grid;

/// <summary>One worksheet: its cells by place, its merges, and what is hidden.</summary>
internal sealed class SheetGrid(string name, bool hidden)
{
    private readonly Dictionary<int, List<GridCell>> rows = [];
    private readonly HashSet<int> hiddenRows = [];
    private readonly HashSet<int> hiddenColumns = [];
    private readonly List<GridCell> covered = [];
    private readonly List<Merge> merges = [];
    private Dictionary<int, List<Merge>>? mergesByColumn;
    private List<GridCell> latest = [];

    public string Name => name;

    /// <summary>The whole sheet is hidden.</summary>
    public bool Hidden => hidden;

    public IReadOnlyList<Merge> Merges => merges;

    /// <summary>Null unless it was asked for.</summary>
    public SheetLook? Look { get; init; }

    public int LastRow { get; private set; }

    public int LastColumn { get; private set; }

    /// <summary>False when the place was already taken: the file contradicts itself.</summary>
    public bool Add(GridCell cell)
    {
        var row = RowOf(cell.Row);
        if (row.Count == 0 || row[^1].Column < cell.Column)
        {
            row.Add(cell);
        }
        else
        {
            var at = Find(row, cell.Column);
            if (at >= 0)
            {
                return false;
            }

            row.Insert(~at, cell);
        }

        LastRow = Math.Max(LastRow, cell.Row);
        LastColumn = Math.Max(LastColumn, cell.Column);
        return true;
    }

    public void Add(Merge merge) => merges.Add(merge);

    public void HideRow(int row) => hiddenRows.Add(row);

    /// <param name="from">The first of the columns.</param>
    /// <param name="to">The last; the caller has bounded it.</param>
    public void HideColumns(int from, int to)
    {
        for (var column = from; column <= to; column++)
        {
            hiddenColumns.Add(column);
        }
    }

    public bool IsHiddenRow(int row) => hiddenRows.Contains(row);

    public bool HidesColumns => hiddenColumns.Count > 0;

    public bool IsHiddenColumn(int column) => hiddenColumns.Contains(column);

    /// <summary>Cells that a merged range hides, and that say something else than the one it shows.</summary>
    public IReadOnlyList<GridCell> Covered => covered;

    /// <summary>Once all is read: what lies beneath a merged range is never seen, so it is not kept.</summary>
    public void Settle(SheetLimits limits)
    {
        if (merges.Count == 0)
        {
            return;
        }

        mergesByColumn = IndexMerges(8L * limits.Merges);
        foreach (var row in rows.Values)
        {
            row.RemoveAll(cell =>
            {
                if (MergeAt(cell.Row, cell.Column) is not { } merge || (merge.Top == cell.Row && merge.Left == cell.Column))
                {
                    return false;
                }

                if (covered.Count < limits.Findings && Own(merge.Top, merge.Left)?.Text != cell.Text)
                {
                    covered.Add(cell);
                }

                return true;
            });
        }
    }

    /// <summary>Cells of a row that hold something themselves, from left to right.</summary>
    public IReadOnlyList<GridCell> Row(int row) => rows.TryGetValue(row, out var cells) ? cells : [];

    /// <summary>The cell that shows at a place: of a merged range, the one at its top left. Null for a blank.</summary>
    public GridCell? At(int row, int column)
    {
        if (Own(row, column) is { } own)
        {
            return own;
        }

        var merge = MergeAt(row, column);
        return merge is { } range && (range.Top != row || range.Left != column) ? Own(range.Top, range.Left) : null;
    }

    /// <summary>The merged range over a place; the place alone when there is none.</summary>
    public Merge Area(int row, int column) => MergeAt(row, column) ?? new(row, column, row, column);

    public static string Address(int row, int column)
    {
        const int longestColumn = 8, longestRow = 11;
        Span<char> text = stackalloc char[longestColumn + longestRow];
        var start = longestColumn;
        for (; column > 0; column = (column - 1) / 26)
        {
            text[--start] = (char)('A' + ((column - 1) % 26));
        }

        row.TryFormat(text[longestColumn..], out var digits, provider: CultureInfo.InvariantCulture);
        return new string(text[start..(longestColumn + digits)]);
    }

    /// <summary>Cells come row by row, and a row is about as long as the one before it.</summary>
    private List<GridCell> RowOf(int number)
    {
        if (latest.Count > 0 && latest[0].Row == number)
        {
            return latest;
        }

        if (!rows.TryGetValue(number, out var row))
        {
            const int most = 64;
            rows[number] = row = new(Math.Clamp(latest.Count, 4, most));
        }

        return latest = row;
    }

    private GridCell? Own(int row, int column)
    {
        if (!rows.TryGetValue(row, out var cells))
        {
            return null;
        }

        var at = Find(cells, column);
        return at >= 0 ? cells[at] : null;
    }

    private static int Find(List<GridCell> row, int column)
    {
        int low = 0, high = row.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (row[middle].Column == column)
            {
                return middle;
            }

            (low, high) = row[middle].Column < column ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    private Merge? MergeAt(int row, int column)
    {
        if (mergesByColumn is null || !mergesByColumn.TryGetValue(column, out var ranges))
        {
            return null;
        }

        int low = 0, high = ranges.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var merge = ranges[middle];
            if (row >= merge.Top && row <= merge.Bottom)
            {
                return merge;
            }

            (low, high) = merge.Bottom < row ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Ranges cost their width within the used columns, never their height.</summary>
    private Dictionary<int, List<Merge>> IndexMerges(long most)
    {
        var index = new Dictionary<int, List<Merge>>();
        merges.Sort((left, right) => left.Top.CompareTo(right.Top));
        foreach (var merge in merges)
        {
            most -= Math.Max(0, Math.Min(merge.Right, LastColumn) - merge.Left + 1);
            if (most < 0)
            {
                throw new RefusedException(FileRefusal.TooManyMerges);
            }

            for (var column = merge.Left; column <= Math.Min(merge.Right, LastColumn); column++)
            {
                if (!index.TryGetValue(column, out var list))
                {
                    index[column] = list = [];
                }

                list.Add(merge);
            }
        }

        return index;
    }
}
