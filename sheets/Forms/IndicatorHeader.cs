using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The header of an indicator block, one to three rows deep, and the columns below it.</summary>
internal sealed class IndicatorHeader
{
    private readonly Dictionary<Column, int> columns = [];
    private readonly Dictionary<Column, int> left = [];

    private IndicatorHeader(int top, int bottom)
    {
        Top = top;
        Bottom = bottom;
    }

    public int Top { get; }

    /// <summary>Last header row.</summary>
    public int Bottom { get; }

    public bool ActualIsProgress { get; private set; }

    public int? this[Column column] => columns.TryGetValue(column, out var at) ? at : null;

    public int NameColumn => columns[Column.Name];

    public IEnumerable<int> Columns => columns.Values;

    /// <summary>The long-term block left of the year's, under the same header and with the same level 1; null when there is none.</summary>
    public IndicatorHeader? Beside()
    {
        if (!left.ContainsKey(Column.Name) || !left.ContainsKey(Column.Target))
        {
            return null;
        }

        var beside = new IndicatorHeader(Top, Bottom);
        foreach (var (column, at) in left)
        {
            beside.columns[column] = at;
        }

        if (this[Column.Level1] is { } level1)
        {
            beside.columns.TryAdd(Column.Level1, level1);
        }

        return beside;
    }

    /// <summary>The month N of a header 1-N月执行情况.</summary>
    public int? Month { get; private set; }

    /// <summary>The header whose first row is this one, if it is one.</summary>
    public static IndicatorHeader? At(SheetGrid grid, int row)
    {
        if (!CouldBe(grid.Row(row)))
        {
            return null;
        }

        var name = 0;
        var levels = false;
        var target = false;
        foreach (var cell in grid.Row(row))
        {
            if (cell.Text.Length > 40 || grid.IsHiddenColumn(cell.Column))
            {
                continue;
            }

            switch (ColumnHeaders.Of(cell.Text))
            {
                case Column.Name:
                    name = cell.Column;
                    break;
                case Column.Level1 or Column.Level2:
                    levels = true;
                    break;
                case Column.Target:
                    target = true;
                    break;
                default:
                    break;
            }
        }

        return name > 0 && levels && target && !grid.IsHiddenRow(row) ? Map(grid, row, name) : null;
    }

    /// <summary>A cheap no for the rows of values: every name of the name column has one of these letters.</summary>
    private static bool CouldBe(IReadOnlyList<GridCell> row)
    {
        foreach (var cell in row)
        {
            if (cell.Text.Length <= 40 && cell.Text.AsSpan().IndexOfAny('级', '称', '容') >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same header printed again further down, as a page break makes some programs do.</summary>
    public static bool IsRepeated(FormArea area, int row, IndicatorHeader header) =>
        ColumnHeaders.Of(area.Text(row, header.NameColumn)) == Column.Name
        && header[Column.Target] is { } target && ColumnHeaders.Of(area.Text(row, target)) == Column.Target;

    /// <summary>Which of the three forms has these columns (field.md §3.4, 2); the title decides where they fit two.</summary>
    public FormKind Kind(string title) =>
        this[Column.Score] is not null && this[Column.Actual] is not null ? FormKind.SelfEvaluation
        : this[Column.Likelihood] is not null || this[Column.Certain] is not null || this[Column.Forecast] is not null || ActualIsProgress
            ? FormKind.Monitoring
        : this[Column.Actual] is null ? FormKind.Targets
        : title.Contains("监控", StringComparison.Ordinal) ? FormKind.Monitoring
        : FormKind.SelfEvaluation;

    private static IndicatorHeader Map(SheetGrid grid, int row, int name)
    {
        const int deepest = 3;
        var bottom = Math.Min(grid.Area(row, name).Bottom, row + deepest - 1);
        var below = grid.Row(row + 1);
        if (bottom == row
            && below.All(cell => cell.Column != name)
            && below.Any(cell => ColumnHeaders.IsSubHeader(ColumnHeaders.Of(cell.Text))))
        {
            bottom++;
        }

        var header = new IndicatorHeader(row, bottom);
        for (var column = 1; column <= grid.LastColumn; column++)
        {
            if (!grid.IsHiddenColumn(column))
            {
                header.Map(grid, column);
            }
        }

        return header;
    }

    /// <summary>The lowest header text over a column says what it is.</summary>
    private void Map(SheetGrid grid, int column)
    {
        for (var row = Bottom; row >= Top; row--)
        {
            if (grid.At(row, column) is not { } cell || ColumnHeaders.Of(cell.Text) is not { } kind)
            {
                continue;
            }

            // Long-term and annual block side by side: the right one is the year's.
            var again = kind is Column.Level2 or Column.Name or Column.Target && columns.ContainsKey(kind) && cell.Column == column;
            if (again)
            {
                left[kind] = columns[kind];
                columns[kind] = column;
            }
            else if (columns.TryAdd(kind, column) && kind == Column.Actual)
            {
                var label = TightText.Of(cell.Text);
                ActualIsProgress = label.Contains("执行情况", StringComparison.Ordinal);
                Month = Periods.Month(label);
            }

            return;
        }
    }
}
