using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>A form as read and checked, in the terms of an <see cref="Expectation"/>.</summary>
/// <param name="Kind">targets, monitoring or self-evaluation.</param>
internal sealed record AnsweredForm(
    string Kind,
    string Project,
    int? Year,
    int? Month,
    IReadOnlyList<AnsweredRow> Rows,
    IReadOnlyList<ExpectedMoney> Money,
    decimal? Total,
    decimal? Execution,
    string? Light)
{
    public static AnsweredForm Of(ReadForm form, Assessment assessment, Profile profile, int year) => form.Match(
        targets => Named(form, "targets", targets.Rows.Select(row => Row(row, profile, year)), targets.Funds.Select(Line)),
        monitoring => Named(
            form,
            "monitoring",
            monitoring.Rows.Zip(((MonitoringAssessment)assessment).Indicators, Row),
            monitoring.Funds.Select(Line)) with { Light = ((MonitoringAssessment)assessment).Project?.ToString().ToLowerInvariant() },
        evaluation => Named(
            form,
            "self-evaluation",
            evaluation.Rows.Zip(((SelfEvaluationAssessment)assessment).Indicators, Row),
            evaluation.Funds.Select(Line)) with
            {
                Total = ((SelfEvaluationAssessment)assessment).Total,
                Execution = ((SelfEvaluationAssessment)assessment).Execution.Score,
            });

    private static AnsweredForm Named(ReadForm form, string kind, IEnumerable<AnsweredRow> rows, IEnumerable<ExpectedMoney> money) => new(
        kind, form.Header.ProjectName?.Raw ?? "", form.Header.Year, form.Header.Month, [.. rows], [.. money], null, null, null);

    private static AnsweredRow Row(TargetRow row, Profile profile, int year) =>
        AnsweredRow.Of(
            row.Key, row.Nature, row.Value, row.Unit, TargetText.Read(row.Nature, row.Value, row.Unit, profile, year).Target) with
            {
                Points = row.Points?.Number,
            };

    private static AnsweredRow Row(MonitoringRow row, IndicatorProgress progress) =>
        AnsweredRow.Of(row.Key, row.Nature, row.Target, row.Unit, progress.Target) with { Actual = row.Actual.Raw };

    private static AnsweredRow Row(SelfEvaluationRow row, IndicatorResult result) =>
        AnsweredRow.Of(row.Key, row.Nature, row.Target, row.Unit, result.Target) with
        {
            Actual = row.Actual.Raw,
            Points = result.Score?.Points ?? row.Points.Number,
            Score = result.Score?.Score,
            Claimed = row.Score.Number,
        };

    private static ExpectedMoney Line(TargetFund fund) => new(Source(fund.Source), null, fund.Amount.Number, null, null);

    private static ExpectedMoney Line(MonitoringFund fund) =>
        new(Source(fund.Source), fund.InitialBudget.Number, fund.Budget.Number, fund.Spent.Number, fund.Forecast.Number);

    private static ExpectedMoney Line(SelfEvaluationFund fund) =>
        new(Source(fund.Source), fund.InitialBudget.Number, fund.Budget.Number, fund.Spent.Number, null);

    private static string Source(FundSource source) => source switch
    {
        FundSource.Total => "total",
        FundSource.Fiscal => "fiscal",
        FundSource.CarriedOver => "carried-over",
        _ => "other",
    };
}
