using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>One form on a sheet: its rows, and values as they show there. Hidden rows and columns show nothing.</summary>
/// <param name="top">First row of the form.</param>
/// <param name="bottom">Last row that may belong to it.</param>
internal sealed class FormArea(SheetGrid grid, int top, int bottom, FindingList findings, Meter meter)
{
    public int Top => top;

    public int Bottom => bottom;

    public int LastColumn => grid.LastColumn;

    public FindingList Findings => findings;

    public Meter Meter => meter;

    /// <summary>Cells of visible rows and columns that a merged range hides.</summary>
    public IEnumerable<GridCell> Covered =>
        grid.Covered.Where(
            cell => cell.Row >= top && cell.Row <= bottom && !grid.IsHiddenRow(cell.Row) && !grid.IsHiddenColumn(cell.Column));

    /// <summary>Cells of a visible row that hold something themselves.</summary>
    public IEnumerable<GridCell> Row(int row) =>
        grid.IsHiddenRow(row) ? []
        : grid.HidesColumns ? grid.Row(row).Where(cell => !grid.IsHiddenColumn(cell.Column))
        : grid.Row(row);

    public GridCell? At(int row, int column) =>
        grid.IsHiddenRow(row) || grid.IsHiddenColumn(column) ? null : grid.At(row, column);

    public string Text(int row, int column) => At(row, column)?.Text ?? "";

    public Merge Area(int row, int column) => grid.Area(row, column);

    /// <summary>
    /// The column of the first text on the right up to the next label: labels are not always merged over the blanks behind them.
    /// Null when nothing stands there.
    /// </summary>
    /// <param name="isLabel">What is a label there; null: any.</param>
    public int? RightOf(int row, int first, Func<string, bool>? isLabel = null)
    {
        isLabel ??= Labels.IsLabel;
        for (var column = first; column <= LastColumn && !isLabel(Text(row, column)); column++)
        {
            if (At(row, column) is not null)
            {
                return column;
            }
        }

        return null;
    }

    public bool HidesColumns => grid.HidesColumns;

    public bool IsHiddenColumn(int column) => grid.IsHiddenColumn(column);

    public bool IsHiddenRow(int row) => grid.IsHiddenRow(row);

    /// <summary>Own cells of a row whether hidden or not.</summary>
    public IReadOnlyList<GridCell> Stored(int row) => grid.Row(row);

    public Place Place(int row, int column)
    {
        var area = grid.Area(row, column);
        return new(grid.Name, SheetGrid.Address(area.Top, area.Left));
    }

    /// <summary>A value of the section: a formula without a value there is an error.</summary>
    public Cell Value(int row, int column) => Value(row, column, Severity.Error);

    /// <summary>A value that is computed again anyway.</summary>
    public Cell Computed(int row, int column) => Value(row, column, Severity.Warning);

    /// <summary>A text whatever it looks like.</summary>
    public Cell TextValue(int row, int column) => Value(row, column, Severity.Error, asText: true);

    /// <summary>An empty cell that stands for a column the form does not have.</summary>
    public Cell Nothing(int row, int column) => new(Place(row, column), "");

    private Cell Value(int row, int column, Severity uncached, bool asText = false)
    {
        var place = Place(row, column);
        if (At(row, column) is not { } cell)
        {
            return new(place, "");
        }

        meter.Hand(cell.Text.Length);
        if (cell.Is(CellTraits.NoCache))
        {
            findings.Add(Notes.FormulaNoCache(place, uncached));
        }
        else if (cell.Is(CellTraits.Error))
        {
            findings.Add(Notes.FormulaError(place, cell.Text));
        }
        else if (cell.Is(CellTraits.Scaled))
        {
            findings.Add(Notes.ScaledNumber(place, cell));
        }
        else if (cell.Is(CellTraits.Unseen))
        {
            findings.Add(Notes.HiddenValue(place));
        }

        if (asText)
        {
            return new(place, cell.Text);
        }

        if (cell.Number is { } number)
        {
            return new(place, cell.Text, number, cell.Is(CellTraits.Percent));
        }

        return cell.Is(CellTraits.Error) || NumberText.Parse(cell.Text) is not { } written ? new(place, cell.Text)
            : written.Unit == "%" ? new(place, cell.Text, written.Number / 100, true)
            : new(place, cell.Text, written.Number);
    }
}
