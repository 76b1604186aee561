using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>What budget and spending say about each other.</summary>
internal static class ExecutionFindings
{
    public static IEnumerable<Finding> Amounts(ExecutionScore score, Place? place, Profile profile, bool isExplained)
    {
        if (score.Spent < 0)
        {
            yield return new Finding("NEGATIVE_SPENDING", Severity.Error, place,
                new Message("全年执行数为负", "The spending of the year is negative."),
                new Message("请核对执行数,改为 0 或正数。", "Check the spending: it is 0 or more."));
        }

        if (score is { Budget: 0, Spent: > 0 })
        {
            yield return new Finding("SPENDING_WITHOUT_BUDGET", Severity.Error, place,
                new Message(
                    $"全年预算数为 0,但执行数为 {FundCheck.Money(score.Spent)}", $"The budget is 0, yet {FundCheck.Money(score.Spent)} was spent."),
                new Message("请核对全年预算数和执行数。", "Check budget and spending."));
        }

        if (score.Marks.HasFlag(ScoreMarks.NotApplicable))
        {
            yield return new Finding("ZERO_BUDGET", Severity.Warning, place,
                new Message(
                    "全年预算和执行均为 0,预算执行率不适用,其余得分按 100 分折算,须领导小组确认",
                    "Budget and spending are both 0: the execution rate does not apply and the rest is scaled to 100, "
                    + "to be confirmed by the leading group."),
                new Message("请核对预算数和执行数;确为 0 的,请在说明中写明原因。", "Check budget and spending; if both are 0, say why in the remarks."));
        }

        if (score.Rate > 1)
        {
            yield return new Finding("OVERSPEND", Severity.Error, place,
                new Message(
                    $"执行数 {FundCheck.Money(score.Spent)} 超过全年预算数 {FundCheck.Money(score.Budget)}",
                    $"Spending {FundCheck.Money(score.Spent)} exceeds the budget {FundCheck.Money(score.Budget)}."),
                new Message("请核对数据,或补办预算调整", "Check the figures, or have the budget adjusted."));
        }

        if (score.Marks.HasFlag(ScoreMarks.ExplanationRequired) && !isExplained)
        {
            yield return new Finding("EXECUTION_REASON_NEEDED", Severity.Warning, place,
                new Message(
                    $"预算执行率低于 {TargetPrinter.Number(profile.Execution.ExplainBelow * 100)}%,须说明原因",
                    $"The execution rate is below {TargetPrinter.Number(profile.Execution.ExplainBelow * 100)}%; it has to be explained."),
                new Message("请在预算执行率一行的偏差原因栏说明原因。", "Give the reason in the line of the execution rate."));
        }
    }
}
