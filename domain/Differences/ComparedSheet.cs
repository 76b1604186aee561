using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Domain.Differences;

/// <summary>One value of a sheet under a lasting name.</summary>
/// <param name="Field">In camel case, <c>actual</c>; money by source and column, <c>funds.total.spent</c>.</param>
/// <param name="Cell">Null when the form has no such column.</param>
public sealed record ComparedCell(string Field, Cell? Cell);

/// <summary>One indicator's row.</summary>
public sealed record ComparedRow(IndicatorKey Key, IReadOnlyList<ComparedCell> Cells)
{
    internal string Target => Cells[0].Cell?.Raw ?? ""; // every form names it first
}

/// <summary>Any of the three sheets, laid out to be compared with another version of itself.</summary>
/// <param name="Head">What stands outside the grid of indicators.</param>
public sealed record ComparedSheet(IReadOnlyList<ComparedCell> Head, IReadOnlyList<ComparedRow> Rows)
{
    public static ComparedSheet Of(ReadForm form) => form.Match(Of, Of, Of);

    public static ComparedSheet Of(TargetForm form) => new(
        [
            .. form.Funds.Select(fund => Fund(fund.Source, "amount", fund.Amount)),
            new("goal", form.Goal),
        ],
        [.. form.Rows.Select(row => new ComparedRow(row.Key,
        [
            new("target", row.Value),
            new("nature", row.Nature),
            new("unit", row.Unit),
            new("points", row.Points),
            .. (row.Milestones ?? []).Select((cell, quarter) => new ComparedCell($"milestones.q{quarter + 1}", cell)),
        ]))]);

    public static ComparedSheet Of(MonitoringForm form) => new(
        [
            .. form.Funds.SelectMany(fund => (ComparedCell[])
            [
                Fund(fund.Source, "initialBudget", fund.InitialBudget),
                Fund(fund.Source, "budget", fund.Budget),
                Fund(fund.Source, "spent", fund.Spent),
                Fund(fund.Source, "rate", fund.Rate),
                Fund(fund.Source, "forecast", fund.Forecast),
            ]),
            new("goal", form.Goal),
        ],
        [.. form.Rows.Select(row => new ComparedRow(row.Key,
        [
            new("target", row.Target),
            new("nature", row.Nature),
            new("unit", row.Unit),
            new("actual", row.Actual),
            new("forecast", row.Forecast),
            new("likelihood", Ticked(row.LikelihoodCell.Place, row.Likelihood?.ToString())),
            new("causes", Ticked(row.Reason.Place, string.Join(' ', row.Causes))),
            new("reason", row.Reason),
            new("remark", row.Remark),
        ]))]);

    public static ComparedSheet Of(SelfEvaluationForm form) => new(
        [
            .. form.Funds.SelectMany(fund => (ComparedCell[])
            [
                Fund(fund.Source, "initialBudget", fund.InitialBudget),
                Fund(fund.Source, "budget", fund.Budget),
                Fund(fund.Source, "spent", fund.Spent),
                Fund(fund.Source, "points", fund.Points),
                Fund(fund.Source, "rate", fund.Rate),
                Fund(fund.Source, "score", fund.Score),
            ]),
            new("expectedGoal", form.ExpectedGoal),
            new("actualGoal", form.ActualGoal),
            new("total", form.ClaimedTotal),
        ],
        [.. form.Rows.Select(row => new ComparedRow(row.Key,
        [
            new("target", row.Target),
            new("nature", row.Nature),
            new("unit", row.Unit),
            new("actual", row.Actual),
            new("points", row.Points),
            new("score", row.Score),
            new("explanation", row.Explanation),
        ]))]);

    private static ComparedCell Fund(FundSource source, string column, Cell? cell)
    {
        var name = source.ToString();
        return new($"funds.{char.ToLowerInvariant(name[0])}{name[1..]}.{column}", cell);
    }

    /// <summary>Ticks say the same whatever mark was used.</summary>
    private static Cell Ticked(Place place, string? what) => new(place, what ?? "");
}
