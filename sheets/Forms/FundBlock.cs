using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>What a column of the funds block holds.</summary>
internal enum FundField
{
    InitialBudget,
    Budget,
    Spent,
    Rate,
    Forecast,
    Points,
    Score,
}

/// <summary>项目资金: amounts by source, brought to 万元.</summary>
internal sealed class FundBlock(FormArea area, int end)
{
    /// <summary>A form has about five lines of funds; every one is read against the others.</summary>
    private const int MostLines = 50;

    private readonly decimal scale = Scale(area, end);
    private readonly List<(FundSource Source, int Row, int Label)> lines = [.. Labelled(area, end).Take(MostLines)];

    public IReadOnlyList<TargetFund> Targets()
    {
        var funds = lines
            .Where(line => !area.Text(line.Row, line.Label).Contains("实施期", StringComparison.Ordinal))
            .Select(line => (line.Source, line.Row, line.Label, Column: area.Area(line.Row, line.Label).Right + 1))
            .Select(line => (line.Row, line.Label, Fund: new TargetFund(line.Source, Amount(line.Row, line.Column))))
            .ToList();

        // 项目总额 of all years beside 年度总额: the year's counts.
        if (funds.Count(line => line.Fund.Source == FundSource.Total) > 1)
        {
            var year = funds.Find(
                line => line.Fund.Source == FundSource.Total && area.Text(line.Row, line.Label).Contains('年', StringComparison.Ordinal));
            funds.RemoveAll(line => line.Fund.Source == FundSource.Total && year.Fund is not null && line != year);
        }

        return Found(funds.Select(line => line.Fund).ToList());
    }

    public IReadOnlyList<MonitoringFund> Monitoring() => Found(Lines((columns, row, source) => new MonitoringFund(
        source,
        Amount(row, columns, FundField.InitialBudget),
        Amount(row, columns, FundField.Budget),
        Amount(row, columns, FundField.Spent),
        Rate(row, columns),
        Amount(row, columns, FundField.Forecast))));

    public IReadOnlyList<SelfEvaluationFund> SelfEvaluation() => Found(Lines((columns, row, source) => new SelfEvaluationFund(
        source,
        Amount(row, columns, FundField.InitialBudget),
        Amount(row, columns, FundField.Budget),
        Amount(row, columns, FundField.Spent),
        source == FundSource.Total && columns.TryGetValue(FundField.Points, out var points) ? area.Value(row, points) : null,
        source == FundSource.Total ? Rate(row, columns) : null,
        source == FundSource.Total && columns.TryGetValue(FundField.Score, out var score) ? area.Computed(row, score) : null)));

    private IReadOnlyList<T> Found<T>(IReadOnlyList<T> funds)
    {
        if (funds.Count == 0)
        {
            area.Findings.Add(Notes.FundsMissing(area.Place(area.Top, 1)));
        }

        return funds;
    }

    private List<T> Lines<T>(Func<Dictionary<FundField, int>, int, FundSource, T> line)
    {
        var found = new List<T>();
        for (var row = area.Top; row < end; row++)
        {
            var columns = Columns(row);
            if (!columns.ContainsKey(FundField.Spent)
                || !(columns.ContainsKey(FundField.Budget) || columns.ContainsKey(FundField.InitialBudget)))
            {
                continue;
            }

            var first = columns.Values.Min();
            foreach (var (source, at, label) in lines.Where(each => each.Row > row && each.Label < first))
            {
                found.Add(line(columns, at, source));
            }

            break;
        }

        return found;
    }

    private static IEnumerable<(FundSource Source, int Row, int Label)> Labelled(FormArea area, int end)
    {
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (cell.Number is null && Labels.Source(cell.Text) is { } source)
                {
                    yield return (source, row, cell.Column);
                }
            }
        }
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
        return label is "分值" or "权重" ? FundField.Points
            : label is "得分" ? FundField.Score
            : Has("执行率") ? FundField.Rate
            : Has("预计执行") ? FundField.Forecast
            : Has("执行数") || Has("支出数") ? FundField.Spent
            : Has("年初预算") ? FundField.InitialBudget
            : Has("全年预算") || Has("调整后预算") || label is "预算数" ? FundField.Budget
            : null;

        bool Has(string part) => label.Contains(part, StringComparison.Ordinal);
    }

    private Cell Rate(int row, Dictionary<FundField, int> columns) =>
        columns.TryGetValue(FundField.Rate, out var column) ? area.Computed(row, column) : area.Nothing(row, 1);

    private Cell Amount(int row, Dictionary<FundField, int> columns, FundField kind) =>
        columns.TryGetValue(kind, out var column) ? Amount(row, column) : area.Nothing(row, 1);

    private Cell Amount(int row, int column)
    {
        if (area.At(row, column) is { } stored && stored.Is(CellTraits.NoCache) && Sum(row, column) is { } sum)
        {
            return area.Computed(row, column) with { Number = sum };
        }

        var cell = area.Value(row, column);
        if (area.At(row, column)?.Number is { } number)
        {
            return cell with { Number = number * scale, Percent = false };
        }

        if (NumberText.IsPlaceholder(cell.Raw) || cell.Raw.Trim() == "无")
        {
            return cell with { Number = null, Percent = false };
        }

        if (NumberText.Parse(cell.Raw) is not { } written
            || (written.Unit.Length > 0 && MoneyUnit.PerTenThousandYuan(written.Unit) is null))
        {
            if (!area.At(row, column)!.Value.Is(CellTraits.NoCache | CellTraits.Error))
            {
                area.Findings.Add(Notes.AmountUnreadable(cell.Place));
            }

            return cell with { Number = null, Percent = false };
        }

        area.Findings.Add(Notes.TextNumber(cell.Place));
        return cell with { Number = written.Number * (MoneyUnit.PerTenThousandYuan(written.Unit) ?? scale), Percent = false };
    }

    /// <summary>
    /// A total that was never calculated is the sum of the lines below it; null when this is no total or a line has no number.
    /// </summary>
    private decimal? Sum(int row, int column)
    {
        var total = lines.FindIndex(line => line.Row == row && line.Source == FundSource.Total);
        if (total < 0)
        {
            return null;
        }

        decimal sum = 0;
        var any = false;
        foreach (var (_, at, _) in lines.Skip(total + 1).Where(line => line.Source != FundSource.Total && line.Row > row))
        {
            var text = area.Text(at, column);
            if (area.At(at, column) is { } cell && cell.Is(CellTraits.NoCache | CellTraits.Error))
            {
                return null;
            }

            if (!NumberText.IsPlaceholder(text))
            {
                any = true;
                sum += Amount(at, column).Number ?? 0;
            }
        }

        return any ? sum : null;
    }

    private static decimal Scale(FormArea area, int end)
    {
        decimal? declared = null;
        for (var row = area.Top; row <= end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (cell.Text.Length > 80 || MoneyUnit.Declared(cell.Text) is not { } unit)
                {
                    continue;
                }

                if (declared is { } other && other != unit)
                {
                    area.Findings.Add(Notes.MoneyUnitConflict(area.Place(cell.Row, cell.Column)));
                }

                declared ??= unit;
            }
        }

        if (declared is null)
        {
            area.Findings.Add(Notes.MoneyUnitMissing(area.Place(area.Top, 1)));
        }

        return declared ?? 1;
    }
}
