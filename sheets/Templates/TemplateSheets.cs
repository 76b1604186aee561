using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Templates;

/// <summary>The lines above the grid.</summary>
/// <param name="Unit">填报单位.</param>
/// <param name="ProjectCode">Written as text.</param>
/// <param name="Department">主管部门; the unit when null.</param>
/// <param name="Implementer">实施单位; the unit when null.</param>
public sealed record SheetHeader(
    string Unit,
    string ProjectName,
    int Year,
    string? ProjectCode = null,
    string? Department = null,
    string? Implementer = null);

/// <summary>An indicator as set. Level names may carry points in brackets, 产出指标(50分).</summary>
/// <param name="Id">Lasting id of an approved indicator; it travels in the column 指标编号.</param>
/// <param name="Nature">Operator or word (≥, ≤, =, 定性); null when <paramref name="Target"/> says it all.</param>
/// <param name="Target">Value or text of the target, without unit when <paramref name="Unit"/> is given.</param>
/// <param name="Points">分值.</param>
/// <param name="Milestones">季度计划: share of the target due at the end of each of the four quarters, 0 to 1; null: none of its own.</param>
public sealed record IndicatorLine(
    string? Id,
    string Level1,
    string Level2,
    string Name,
    string Target,
    string? Nature = null,
    string? Unit = null,
    decimal? Points = null,
    IReadOnlyList<decimal>? Milestones = null)
{
    /// <summary>Operator, value and unit in one text, as the second and third form print it.</summary>
    public string TargetText => (Nature is null or "定性" ? "" : Nature) + Target + Unit;
}

/// <summary>Everything of 项目支出绩效目标申报表; what is null is left for the section to fill in.</summary>
/// <param name="Goal">年度目标.</param>
/// <param name="PeriodGoal">实施期目标.</param>
/// <param name="Kinds">Level 1 and level 2 that the year knows; null: the usual ones.</param>
public sealed record TargetSheet(
    SheetHeader Header,
    IReadOnlyList<TargetFundLine> Funds,
    IReadOnlyList<IndicatorLine> Indicators,
    string? Goal = null,
    string? PeriodGoal = null,
    IReadOnlyList<(string Level1, string Level2)>? Kinds = null);

/// <param name="Amount">万元.</param>
public sealed record TargetFundLine(FundSource Source, decimal? Amount);

/// <summary>Everything of 项目支出绩效目标执行监控表; what is null is left for the section to fill in.</summary>
/// <param name="Month">The N of 1-N月.</param>
/// <param name="Goal">年度总体目标.</param>
public sealed record MonitoringSheet(
    SheetHeader Header,
    int Month,
    IReadOnlyList<MonitoringFundLine> Funds,
    IReadOnlyList<MonitoringLine> Lines,
    string? Goal = null);

/// <summary>Amounts in 万元.</summary>
public sealed record MonitoringFundLine(
    FundSource Source,
    decimal? InitialBudget = null,
    decimal? Budget = null,
    decimal? Spent = null,
    decimal? Forecast = null);

/// <param name="Actual">1-N月执行情况; a plain number is written as a number.</param>
/// <param name="Forecast">全年预计完成情况.</param>
public sealed record MonitoringLine(
    IndicatorLine Indicator,
    string? Actual = null,
    string? Forecast = null,
    Likelihood? Likelihood = null,
    IReadOnlyList<DeviationCause>? Causes = null,
    string? Reason = null,
    string? Remark = null);

/// <summary>Everything of 项目支出绩效自评表; what is null is left for the section to fill in.</summary>
/// <param name="ExpectedGoal">预期目标.</param>
/// <param name="ActualGoal">实际完成情况.</param>
/// <param name="ExecutionPoints">分值 of the budget execution rate.</param>
/// <param name="Result">Of a finished form, in which nothing is left to fill in; null: a form to be filled in.</param>
public sealed record SelfEvaluationSheet(
    SheetHeader Header,
    IReadOnlyList<SelfEvaluationFundLine> Funds,
    IReadOnlyList<SelfEvaluationLine> Lines,
    string? ExpectedGoal = null,
    string? ActualGoal = null,
    decimal ExecutionPoints = 10,
    SelfEvaluationResult? Result = null);

/// <summary>What a self-evaluation came to.</summary>
/// <param name="Rate">执行率, a fraction; null where it does not apply.</param>
/// <param name="Score">得分 of the execution rate; null as above.</param>
/// <param name="Total">总分 as approved.</param>
/// <param name="Grade">自评等级.</param>
/// <param name="Note">How the form came about.</param>
public sealed record SelfEvaluationResult(decimal? Rate, decimal? Score, decimal? Total, string? Grade, string Note);

/// <summary>Amounts in 万元.</summary>
public sealed record SelfEvaluationFundLine(
    FundSource Source,
    decimal? InitialBudget = null,
    decimal? Budget = null,
    decimal? Spent = null);

/// <param name="Actual">实际完成值; a plain number is written as a number.</param>
/// <param name="Score">得分 as claimed.</param>
/// <param name="Explanation">偏差原因分析及改进措施.</param>
public sealed record SelfEvaluationLine(
    IndicatorLine Indicator,
    string? Actual = null,
    decimal? Score = null,
    string? Explanation = null);
