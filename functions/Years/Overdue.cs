using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Years;

internal static class Overdue
{
    /// <summary>Past its deadline and not with a reviewer or settled.</summary>
    /// <param name="answerBy">Until when a return is to be answered; null: the stage's deadline holds.</param>
    public static bool IsOverdue(this PlannedStage stage, ItemState state, DateTimeOffset now, DateTimeOffset? answerBy) =>
        now > (answerBy ?? stage.DueAt) && state is (ItemState.NotStarted or ItemState.Draft or ItemState.Returned or ItemState.Reopened);
}
