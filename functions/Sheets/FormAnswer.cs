using System.Diagnostics;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Functions.Sheets;

/// <summary>One form of the workbook.</summary>
/// <param name="Sheet">The worksheet that every cell below stands on.</param>
/// <param name="Year">Budget year it was checked for.</param>
/// <param name="Month">Monitoring only: the N of 1-N月 in its title.</param>
/// <param name="Money">Lines of 项目资金, in the sheet's order.</param>
/// <param name="Indicators">One per row, in the sheet's order.</param>
/// <param name="LongTerm">Targets only: rows of a 长期目标 block, kept as written; the year's rows count.</param>
/// <param name="Explanation">Self-evaluation only, where the profile caps totals or takes points off for deviation.</param>
public sealed record FormAnswer(
    FormKind Kind,
    string Sheet,
    int Year,
    int? Month,
    ProjectAnswer Project,
    IReadOnlyList<MoneyAnswer> Money,
    IReadOnlyList<IndicatorAnswer> Indicators,
    IReadOnlyList<IndicatorAnswer> LongTerm,
    TotalsAnswer Totals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScoreExplanationAnswer? Explanation = null)
{
    internal FormAnswer Short(Cut cut) => this with
    {
        Money = cut.Of(Money),
        Indicators = cut.Of(Indicators),
        LongTerm = cut.Of(LongTerm),
        Explanation = Explanation is { } why ? why with { Parts = cut.Of(why.Parts) } : null,
    };

    /// <param name="assessment">Of this form.</param>
    internal static FormAnswer Of(ReadForm read, Assessment assessment, Profile profile, int year, string language)
    {
        var head = new FormAnswer(
            read.Kind,
            read.Sheet,
            year,
            read.Header.Month,
            new ProjectAnswer(CellAnswer.Of(read.Header.ProjectName), CellAnswer.Of(read.Header.ProjectCode)),
            [],
            [],
            [],
            TotalsAnswer.None);
        return (read, assessment) switch
        {
            (ReadForm.Targets { Form: var form }, TargetAssessment) => head with
            {
                Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                Indicators = [.. form.Rows.Select(row => IndicatorAnswer.Of(row, profile, year))],
                LongTerm = [.. (form.LongTerm ?? []).Select(row => IndicatorAnswer.Of(row, profile, year))],
            },
            (ReadForm.Monitoring { Form: var form }, MonitoringAssessment { Execution: var execution } monitoring) => head with
            {
                Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                Indicators = [.. form.Rows.Zip(monitoring.Indicators, IndicatorAnswer.Of)],
                Totals = TotalsAnswer.None with { ExecutionRate = execution.Rate, Light = monitoring.Project },
            },
            (ReadForm.SelfEvaluation { Form: var form }, SelfEvaluationAssessment { Execution: var execution } evaluation) => head with
            {
                Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                Indicators = [.. form.Rows.Zip(evaluation.Indicators, IndicatorAnswer.Of)],
                Totals = new(evaluation.ClaimedTotal, evaluation.Total, evaluation.Grade, execution.Rate, execution.Score, null),
                Explanation = profile.TakesPointsOff ? ScoreExplanationAnswer.Of(evaluation, profile, language) : null,
            },
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>项目名称 and 项目编码; null where the form has no such line.</summary>
public sealed record ProjectAnswer(CellAnswer? Name, CellAnswer? Code);

/// <summary>A value as written and as understood.</summary>
/// <param name="Cell">Address in A1 notation.</param>
/// <param name="Number">Money in 万元 whatever the sheet's unit; null when the cell holds no number.</param>
/// <param name="Percent">The cell shows a percentage, and its number is the fraction: 0.95 for 95%.</param>
public sealed record CellAnswer(string Cell, string Raw, decimal? Number, bool Percent)
{
    internal static CellAnswer? Of(Cell? cell) => cell is null ? null : new(cell.Place.Cell, cell.Raw, cell.Number, cell.Percent);
}

/// <summary>A line of 项目资金; a column that its form does not have is null.</summary>
/// <param name="Budget">全年预算数; on a target sheet the amount asked for.</param>
/// <param name="Rate">执行率 as written.</param>
/// <param name="Forecast">全年预计执行数.</param>
public sealed record MoneyAnswer(
    FundSource Source,
    CellAnswer? InitialBudget,
    CellAnswer? Budget,
    CellAnswer? Spent,
    CellAnswer? Rate,
    CellAnswer? Forecast,
    CellAnswer? Points,
    CellAnswer? Score)
{
    internal static MoneyAnswer Of(TargetFund fund) => new(fund.Source, null, CellAnswer.Of(fund.Amount), null, null, null, null, null);

    internal static MoneyAnswer Of(MonitoringFund fund) => new(
        fund.Source,
        CellAnswer.Of(fund.InitialBudget),
        CellAnswer.Of(fund.Budget),
        CellAnswer.Of(fund.Spent),
        CellAnswer.Of(fund.Rate),
        CellAnswer.Of(fund.Forecast),
        null,
        null);

    internal static MoneyAnswer Of(SelfEvaluationFund fund) => new(
        fund.Source,
        CellAnswer.Of(fund.InitialBudget),
        CellAnswer.Of(fund.Budget),
        CellAnswer.Of(fund.Spent),
        CellAnswer.Of(fund.Rate),
        null,
        CellAnswer.Of(fund.Points),
        CellAnswer.Of(fund.Score));
}

/// <summary>What the form comes to: scores for a self-evaluation, a light for monitoring, nothing for targets.</summary>
/// <param name="Claimed">总分 as the section wrote it.</param>
/// <param name="Computed">总分 by the rules; null while anything it needs is missing or wrong.</param>
/// <param name="Grade">Of the computed total.</param>
/// <param name="ExecutionRate">As a fraction: 0.95 for 95%.</param>
/// <param name="Light">The worst light of a monitoring sheet.</param>
public sealed record TotalsAnswer(
    decimal? Claimed, decimal? Computed, string? Grade, decimal? ExecutionRate, decimal? ExecutionScore, Light? Light)
{
    internal static TotalsAnswer None { get; } = new(null, null, null, null, null, null);
}
