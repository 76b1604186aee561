using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The header of an indicator block, one to three rows deep, and the columns below it.</summary>
internal sealed class IndicatorHeader
{
    private readonly Dictionary<Column, int> columns = [];
    private readonly Dictionary<Column, int> left = [];
    private readonly List<HeaderCell> actuals = [];
    private readonly List<HeaderCell> passed = [];
    private readonly List<(HeaderCell First, HeaderCell Second)> doubles = [];
    private readonly List<(HeaderCell Chosen, HeaderCell Other)> choices = [];

    private IndicatorHeader(int top, int bottom)
    {
        Top = top;
        Bottom = bottom;
    }

    public int Top { get; }

    /// <summary>Last header row.</summary>
    public int Bottom { get; }

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

    /// <summary>It looks ahead, as monitoring alone does.</summary>
    public bool Monitors => this[Column.Likelihood] is not null || this[Column.Certain] is not null || this[Column.Forecast] is not null
        || actuals.Exists(actual => actual.Label.Contains("执行情况", StringComparison.Ordinal));

    /// <summary>The month N of a header 1-N月执行情况; known once <see cref="ChooseActual"/> was asked.</summary>
    public int? Month { get; private set; }

    public IEnumerable<(int Month, Place Place)> Period(FormArea area) =>
        Month is { } month && this[Column.Actual] is { } at ? [(month, area.Place(actuals.Find(actual => actual.At == at).Row, at))] : [];

    /// <summary>Two columns that say the same of themselves; the first is read.</summary>
    public IReadOnlyList<(HeaderCell First, HeaderCell Second)> Doubles => doubles;

    /// <summary>A column of weights beside that of points; null when there is none.</summary>
    public int? WeightBeside { get; private set; }

    /// <summary>Two columns of one meaning of which one says better that it counts: the chosen one, and the other.</summary>
    public IReadOnlyList<(HeaderCell Chosen, HeaderCell Other)> Choices => choices;

    /// <summary>Where a target stands that was not adjusted; null where there is one column of targets.</summary>
    public int? TargetBefore { get; private set; }

    /// <summary>A column for a part of the year, or for another one, where this year's is missing; null where there is none.</summary>
    public HeaderCell? PartOnly => this[Column.Actual] is null ? actuals.Concat(passed).Cast<HeaderCell?>().FirstOrDefault() : null;

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

            switch (name > 0 ? ColumnHeaders.InGroup(cell.Text) : ColumnHeaders.Of(cell.Text))
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

        if (name == 0 || !levels || grid.IsHiddenRow(row))
        {
            return null;
        }

        // The names of the levels may stand a row below the other heads, under 绩效指标; the years of the targets a row below the levels.
        var above = !target && grid.Row(row - 1).Any(cell => cell.Column > name && ColumnHeaders.InGroup(cell.Text) == Column.Target);
        target |= above || grid.Row(row + 1).Any(cell => ColumnHeaders.InGroup(cell.Text) == Column.Target);
        return target ? Map(grid, above ? row - 1 : row, row, name) : null;
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

    /// <summary>
    /// Which of the three forms has these columns (field.md §3.4, 2). A form that is scored, or called 自评, is no target sheet;
    /// where the columns fit two the title decides.
    /// </summary>
    public FormKind Kind(string title)
    {
        return this[Column.Score] is not null && (actuals.Count > 0 || !Called("监控")) ? FormKind.SelfEvaluation
            : Called("自评") && !Called("监控") ? FormKind.SelfEvaluation
            : Monitors || Called("监控") ? FormKind.Monitoring
            : actuals.Count > 0 ? FormKind.SelfEvaluation
            : FormKind.Targets;

        bool Called(string word) => title.Contains(word, StringComparison.Ordinal);
    }

    /// <summary>The column of this form's actual values: a round monitors a part of the year, a self-evaluation all of it.</summary>
    /// <param name="month">The round's, as the lines above say it.</param>
    public void ChooseActual(FormKind kind, int? month)
    {
        var parts = actuals.FindAll(actual => actual.IsOfPart);
        var whole = actuals.FindAll(actual => !actual.IsOfPart);
        if (kind == FormKind.Monitoring && parts.Count > 0)
        {
            Choose([parts.Find(part => Periods.Month(part.Label) == month) is { Label: not null } asked
                ? asked
                : parts.MaxBy(part => Periods.Month(part.Label) ?? 0)]);
        }
        else
        {
            Choose(whole);
        }

        Month = actuals.Find(actual => actual.At == this[Column.Actual]).Label is { } label ? Periods.Month(label) : null;
    }

    private static IndicatorHeader Map(SheetGrid grid, int top, int row, int name)
    {
        const int deepest = 3;
        var bottom = Math.Min(grid.Area(row, name).Bottom, row + deepest - 1);
        var below = grid.Row(row + 1);
        if (bottom == row
            && below.All(cell => cell.Column != name)
            && below.Any(cell => ColumnHeaders.IsSubHeader(ColumnHeaders.Of(cell.Text))
                || ColumnHeaders.InGroup(cell.Text) == Column.Target))
        {
            bottom++;
        }

        var header = new IndicatorHeader(top, bottom);
        foreach (var column in new HeaderCells(grid, top, bottom, name).Read().ToLookup(cell => cell.Column).OrderBy(cells => cells.Key))
        {
            header.Map(column.Key, [.. column]);
        }

        return header;
    }

    private void Map(Column column, List<HeaderCell> cells)
    {
        if (column is Column.Level2 or Column.Name && cells.Count > 1)
        {
            // Long-term and annual block side by side: the right one is the year's.
            (left[column], columns[column]) = (cells[^2].At, cells[^1].At);
            return;
        }

        var usual = cells.FindAll(cell => !cell.IsOfAnotherTime);
        if (column == Column.Actual)
        {
            actuals.AddRange(usual);
            passed.AddRange(cells.Except(usual));
        }
        else if (column == Column.Target && cells.Count > 1 && left.ContainsKey(Column.Name))
        {
            (left[column], columns[column]) = (cells[^2].At, cells[^1].At);
        }
        else if (column == Column.Points && usual.FindAll(cell => cell.At > NameColumn && !cell.IsOfLevel) is { Count: > 0 } own)
        {
            Choose(own); // those further left stand beside a level, and are of all its indicators
        }
        else
        {
            Choose(usual);
        }
    }

    private void Choose(List<HeaderCell> cells)
    {
        if (cells.Count == 0)
        {
            return;
        }

        var best = cells.OrderByDescending(cell => cell.Rank).ToList();
        columns[best[0].Column] = best[0].At;
        if (best.Count > 1
            && best[1].Rank == best[0].Rank
            && best[0].Column is Column.Target or Column.Actual or Column.Points or Column.Score)
        {
            doubles.Add((best[0], best[1]));
        }
        else if (best.Count > 1 && best[0].Column is Column.Target or Column.Actual)
        {
            choices.Add((best[0], best[1]));
            TargetBefore = best[0].IsAdjusted ? best[1].At : TargetBefore;
        }
        else if (best.Count > 1 && best[0].Column == Column.Points)
        {
            WeightBeside = best[1].At;
        }
    }
}
