namespace PerfFlow.Domain.Forms;

/// <summary>项目支出绩效自评表 as read (field.md §3.3).</summary>
/// <param name="ExpectedGoal">预期目标.</param>
/// <param name="ActualGoal">实际完成情况.</param>
/// <param name="ClaimedTotal">总分 as the section wrote it.</param>
/// <param name="ClaimedGrade">自评等级 as written or ticked; blank where it is left open; null where the form has no line for it.</param>
public sealed record SelfEvaluationForm(
    FormHeader Header,
    IReadOnlyList<SelfEvaluationFund> Funds,
    Cell? ExpectedGoal,
    Cell? ActualGoal,
    IReadOnlyList<SelfEvaluationRow> Rows,
    Cell? ClaimedTotal,
    Cell? ClaimedGrade = null);

/// <summary>Amounts in 万元. The last three are null on the lines of single sources.</summary>
/// <param name="InitialBudget">年初预算数.</param>
/// <param name="Budget">全年预算数.</param>
/// <param name="Spent">全年执行数.</param>
/// <param name="Points">分值 of the execution rate.</param>
/// <param name="Rate">执行率 as written.</param>
/// <param name="Score">得分 as written.</param>
/// <param name="Reason">Why not all was spent; null where the block has no column for it.</param>
public sealed record SelfEvaluationFund(
    FundSource Source,
    Cell InitialBudget,
    Cell Budget,
    Cell Spent,
    Cell? Points,
    Cell? Rate,
    Cell? Score,
    Cell? Reason = null);

/// <param name="Target">年度指标值.</param>
/// <param name="Nature">指标性质 where the form has the column.</param>
/// <param name="Unit">度量单位 where the form has the column.</param>
/// <param name="Actual">实际完成值.</param>
/// <param name="Points">分值.</param>
/// <param name="Score">得分 as claimed.</param>
/// <param name="Explanation">偏差原因分析及改进措施.</param>
public sealed record SelfEvaluationRow(
    IndicatorKey Key,
    Cell Target,
    Cell? Nature,
    Cell? Unit,
    Cell Actual,
    Cell Points,
    Cell Score,
    Cell Explanation);
