using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Functions.Finished;

/// <summary>The official form with what was approved in it: as the section wrote it, the scores in place of its own.</summary>
internal static class FinishedSheet
{
    public static SelfEvaluationSheet Of(ApprovedEvaluation approved)
    {
        var (form, evaluation) = (approved.Form, approved.Evaluation);
        return new SelfEvaluationSheet(
            new(
                approved.Unit, approved.Project.Name, approved.Year,
                form.Header.ProjectCode?.Raw, Written(form.Header.Department), Written(form.Header.Implementer)),
            [.. form.Funds.GroupBy(fund => fund.Source).Select(Funds)],
            [.. form.Rows.Zip(evaluation.Indicators, Line)],
            form.ExpectedGoal?.Raw,
            form.ActualGoal?.Raw,
            evaluation.Execution.Points,
            new(evaluation.Execution.Rate, evaluation.Execution.Score, approved.Total, approved.Grade, Note(approved)));
    }

    /// <summary>What has its score from whom, and of which bytes it is.</summary>
    public static string Note(ApprovedEvaluation approved) => string.Join('\n', [
        string.Create(
            CultureInfo.InvariantCulture,
            $"系统生成,只读:依据审定的第{approved.Sheet.Version}版自评表填写,得分按规则 {approved.Evaluation.Profile} 第{approved.Evaluation.ProfileVersion}版计算。"),
        .. approved.Override is { } set
            ? [string.Create(
                CultureInfo.InvariantCulture,
                $"计算得分 {approved.Evaluation.Total:0.##} 分,领导小组审定 {set.Score:0.##} 分。理由:{OneLine.Of(set.Reason)}")]
            : Array.Empty<string>(),
        $"自评表 SHA-256:{approved.Sheet.Sha256}",
        $"审定数据 SHA-256:{approved.DataHash}",
    ]);

    private static SelfEvaluationFundLine Funds(IGrouping<FundSource, SelfEvaluationFund> lines) => new(
        lines.Key, Sum(lines, line => line.InitialBudget), Sum(lines, line => line.Budget), Sum(lines, line => line.Spent));

    /// <summary>Several of one source, by level of government, are one line of the official form.</summary>
    private static decimal? Sum(IEnumerable<SelfEvaluationFund> lines, Func<SelfEvaluationFund, Cell> column) =>
        lines.Select(line => column(line).Number).OfType<decimal>().ToList() is { Count: > 0 } amounts ? amounts.Sum() : null;

    private static SelfEvaluationLine Line(SelfEvaluationRow row, IndicatorResult result) => new(
        new(
            result.Id,
            result.Level1,
            result.Level2,
            result.Name,
            result.Target?.ToString() ?? row.Target.Raw,
            Points: result.Score?.Points ?? row.Points.Number),
        Actual(row),
        result.Score?.Score,
        row.Explanation.Raw);

    /// <summary>The official form has no column of units: a bare number takes its unit along.</summary>
    private static string Actual(SelfEvaluationRow row) =>
        row.Unit is { IsBlank: false } unit && !row.Actual.Percent
        && decimal.TryParse(row.Actual.Raw, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? row.Actual.Raw + unit.Raw.Trim()
            : row.Actual.Raw;

    private static string? Written(Cell? cell) => cell is { IsBlank: false } ? cell.Raw : null;
}
