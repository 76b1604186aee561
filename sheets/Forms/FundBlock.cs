using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Forms;

/// <summary>项目资金: amounts by source, brought to 万元.</summary>
/// <param name="end">The header of the indicators.</param>
/// <param name="listed">The first row of the project where a list has its money in columns; null: a block above the indicators.</param>
internal sealed class FundBlock(FormArea area, int end, int? listed = null)
{
    private readonly List<FundLine> lines = [.. FundLine.Find(area, end)];
    private readonly FundAmounts amounts = new(area, end);

    public IReadOnlyList<TargetFund> Targets()
    {
        var funds = (listed is { } row ? ListedTotals(row) : lines)
            .Select(line =>
                (Line: line, Fund: new TargetFund(line.Source, listed is null ? Beside(line) : amounts.Read(line.Row, line.Label, lines))))
            .ToList();

        // 项目总额 of all years beside 年度总额: the year's counts.
        if (funds.Count(each => each.Line.IsTotal) > 1)
        {
            var year = funds.Find(each => each.Line.IsTotal && each.Line.Text.Contains('年', StringComparison.Ordinal));
            funds.RemoveAll(each => each.Line.IsTotal && year.Fund is not null && each != year);
        }

        return Found(funds, fund => fund.Amount.Number);
    }

    public IReadOnlyList<MonitoringFund> Monitoring() => Found(Lines((line, source) => new MonitoringFund(
        source,
        Amount(line, FundField.InitialBudget),
        Amount(line, FundField.Budget),
        Amount(line, FundField.Spent),
        Rate(line),
        Amount(line, FundField.Forecast),
        Reason(line, source))), fund => fund.Budget.Number);

    /// <param name="execution">Points and score of the execution rate where it stands among the indicators.</param>
    public IReadOnlyList<SelfEvaluationFund> SelfEvaluation((Cell? Points, Cell? Score) execution) =>
        Found(Lines((line, source) => new SelfEvaluationFund(
            source,
            Amount(line, FundField.InitialBudget),
            Amount(line, FundField.Budget),
            Amount(line, FundField.Spent),
            source != FundSource.Total ? null : line[FundField.Points] is { } points
                && Weight(points.Row, points.Column) is var own
                && (!own.IsBlank || execution.Points is null) ? own : execution.Points,
            source == FundSource.Total ? Rate(line) : null,
            source != FundSource.Total ? null : line[FundField.Score] is { } score
                && area.Computed(score.Row, score.Column) is var scored
                && (!scored.IsBlank || execution.Score is null) ? scored : execution.Score,
            Reason(line, source))), fund => fund.Budget.Number);

    /// <summary>What its headings say of the period: 1-9月执行数, 1-9月执行率.</summary>
    public IEnumerable<(int Month, Place Place)> Periods()
    {
        for (var row = area.Top; row < end; row++)
        {
            if (Columns(row) is { Count: > 1 } columns && columns.ContainsKey(FundField.Spent))
            {
                return
                [
                    .. columns.Where(column => column.Key is FundField.Spent or FundField.Rate)
                        .Select(column => (Month: Forms.Periods.Month(area.Text(row, column.Value)), Place: area.Place(row, column.Value)))
                        .Where(said => said.Month is not null)
                        .Select(said => (said.Month!.Value, said.Place)),
                ];
            }
        }

        return [];
    }

    private Cell Beside(FundLine line)
    {
        var first = area.Area(line.Row, line.Label).Right + 1;
        return area.RightOf(line.Row, first) is { } column ? amounts.Read(line.Row, column, lines) : area.Nothing(line.Row, first);
    }

    private List<T> Found<T>(List<(FundLine Line, T Fund)> funds, Func<T, decimal?> amount)
    {
        if (funds.Count == 0 && !area.HidesColumns) // a hidden column is said already
        {
            area.Findings.Add(Notes.FundsMissing(area.Place(area.Top, 1)));
        }

        return [.. WithoutParts(funds, amount).Select(each => each.Fund)];
    }

    /// <summary>
    /// Lines by level of government are parts of the line of 财政拨款 above them where the total says so, and sources of their own else.
    /// </summary>
    private static List<(FundLine Line, T Fund)> WithoutParts<T>(List<(FundLine Line, T Fund)> funds, Func<T, decimal?> amount)
    {
        var total = funds.Find(each => each.Line.IsTotal) is { Fund: { } all } ? amount(all) : null;
        var plain = funds.FindAll(each => !each.Line.IsOfLevel);
        return total is not null && funds.Exists(each => each.Line.IsFiscal) && Sum(funds) != total && Sum(plain) == total ? plain : funds;

        decimal Sum(List<(FundLine Line, T Fund)> of) => of.Where(each => !each.Line.IsTotal).Sum(each => amount(each.Fund) ?? 0);
    }

    private IEnumerable<FundLine> ListedTotals(int row) => area.Row(end)
        .Select(cell => (cell, Source: Labels.Source(cell.Text) ?? (Labels.IsYearTotal(cell.Text) ? FundSource.Total : null)))
        .Where(column => column.Source is not null)
        .Select(column => new FundLine(column.Source!.Value, row, column.cell.Column, column.cell.Text));

    private List<(FundLine Line, T Fund)> Lines<T>(Func<FundCells, FundSource, T> read)
    {
        if (listed is { } first && Columns(end) is var own && own.TryGetValue(FundField.Spent, out var spent))
        {
            own.Remove(FundField.Points); // those of the indicators
            own.Remove(FundField.Score);
            own.Remove(FundField.Reason);
            return [(new(FundSource.Total, first, spent, ""), read(FundCells.Across(first, own), FundSource.Total))];
        }

        for (var row = area.Top; row < end; row++)
        {
            var columns = Columns(row);
            if (columns.ContainsKey(FundField.Spent)
                && (columns.ContainsKey(FundField.Budget) || columns.ContainsKey(FundField.InitialBudget)))
            {
                var leftmost = columns.Values.Min();
                return
                [
                    .. lines.Where(line => line.Row > row && line.Label < leftmost)
                        .Select(line => (line, read(FundCells.Across(line.Row, columns), line.Source))),
                ];
            }
        }

        return [.. FundCells.Down(area, end, Kind, Columns).Select(line => (line.Line, read(line.Cells, line.Line.Source)))];
    }

    private Dictionary<FundField, int> Columns(int row)
    {
        var columns = new Dictionary<FundField, int>();
        foreach (var cell in area.Row(row))
        {
            if (cell.Text.Length <= 40 && Kind(PrintedLabel.Of(cell.Text)) is { } kind)
            {
                columns.TryAdd(kind, cell.Column);
            }
        }

        return columns;
    }

    private static FundField? Kind(string label)
    {
        return Has("中期") || Has("实施期") || Has("三年") || Has("上年") ? null
            : label is "分值" or "权重" or "标准分" ? FundField.Points
            : label is "得分" ? FundField.Score
            : Has("原因") ? FundField.Reason
            : Has("执行率") ? FundField.Rate
            : Has("预计执行") ? FundField.Forecast
            : Has("执行数") || Has("支出数") ? FundField.Spent
            : Has("年初预算") ? FundField.InitialBudget
            : Has("全年预算") || Has("调整后预算") || label is "预算数" ? FundField.Budget
            : null;

        bool Has(string part) => label.Contains(part, StringComparison.Ordinal);
    }

    private Cell Rate(FundCells line) =>
        line[FundField.Rate] is { } at ? area.Computed(at.Row, at.Column) : area.Nothing(line.Row, 1);

    /// <summary>Why less was spent, where the block has a column for it; null where it has none.</summary>
    private Cell? Reason(FundCells line, FundSource source) =>
        source == FundSource.Total && line[FundField.Reason] is { } at ? area.TextValue(at.Row, at.Column) : null;

    private Cell Weight(int row, int column) => area.Value(row, column) is { Percent: true, Number: { } weight } cell
        ? cell with { Number = weight * 100, Percent = false }
        : area.Value(row, column);

    private Cell Amount(FundCells line, FundField field) =>
        line[field] is { } at ? amounts.Read(at.Row, at.Column, lines) : area.Nothing(line.Row, 1);
}
