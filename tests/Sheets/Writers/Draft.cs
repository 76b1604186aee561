using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Tests.Writers;

/// <summary>A number with a number format.</summary>
internal sealed record Shown(double Number, string Format);

/// <summary>A formula; without a cached value it is one that was never calculated.</summary>
internal sealed record Computed(string Formula, object? Cached = null);

/// <summary>An error value such as #DIV/0!.</summary>
internal sealed record Faulty(string Text);

/// <summary>A worksheet on paper, before a writer of one kind or another puts it in a file.</summary>
internal sealed class Draft(string name)
{
    public string Name { get; set; } = name;

    public bool Hidden { get; set; }

    public SortedDictionary<(int Row, int Column), object> Cells { get; } = [];

    public List<(int Top, int Left, int Bottom, int Right)> Merges { get; } = [];

    public HashSet<int> HiddenRows { get; } = [];

    public HashSet<int> HiddenColumns { get; } = [];

    public object? this[string cell]
    {
        get => Cells.GetValueOrDefault(CellReference.Parse(cell));
        set
        {
            if (value is null)
            {
                Cells.Remove(CellReference.Parse(cell));
            }
            else
            {
                Cells[CellReference.Parse(cell)] = value;
            }
        }
    }

    /// <summary>Puts values side by side; null leaves a blank.</summary>
    public Draft Row(int row, int column, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            this[SheetGrid.Address(row, column + i)] = values[i];
        }

        return this;
    }

    public Draft Merge(params string[] ranges)
    {
        foreach (var range in ranges)
        {
            var ends = range.Split(':');
            var (top, left) = CellReference.Parse(ends[0]);
            var (bottom, right) = CellReference.Parse(ends[1]);
            Merges.Add((top, left, bottom, right));
        }

        return this;
    }

    /// <summary>The same draft further down and to the right.</summary>
    public Draft Move(int rows, int columns)
    {
        var moved = new Draft(Name) { Hidden = Hidden };
        foreach (var ((row, column), value) in Cells)
        {
            moved.Cells[(row + rows, column + columns)] = value;
        }

        moved.Merges.AddRange(Merges.Select(merge => (merge.Top + rows, merge.Left + columns, merge.Bottom + rows, merge.Right + columns)));
        return moved;
    }

    /// <summary>Another draft below this one on the same sheet.</summary>
    public Draft Stack(Draft below, int gap = 2)
    {
        var moved = below.Move(Cells.Keys.Max(cell => cell.Row) + gap, 0);
        foreach (var (cell, value) in moved.Cells)
        {
            Cells[cell] = value;
        }

        Merges.AddRange(moved.Merges);
        return this;
    }

    public Draft With(Action<Draft> change)
    {
        change(this);
        return this;
    }
}
