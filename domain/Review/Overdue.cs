using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What is owed, until when, and whether it is late: the same for board, tasks and reminders.</summary>
public static class Overdue
{
    /// <summary>The section's turn: whatever is with a reviewer or settled is not owed.</summary>
    public static bool IsOwed(this ItemState state)
        => state is ItemState.NotStarted or ItemState.Draft or ItemState.Returned or ItemState.Reopened;

    /// <param name="answerBy">Until when a return is to be answered; null: the stage's deadline holds.</param>
    public static DateTimeOffset DueFor(this PlannedStage stage, DateTimeOffset? answerBy) => answerBy ?? stage.DueAt;

    /// <summary>Past the deadline, whatever is owed.</summary>
    /// <inheritdoc cref="DueFor"/>
    public static bool IsPast(this PlannedStage stage, DateTimeOffset now, DateTimeOffset? answerBy = null) => now > stage.DueFor(answerBy);

    /// <summary>Past its deadline and not with a reviewer or settled.</summary>
    /// <inheritdoc cref="DueFor"/>
    public static bool IsOverdue(this PlannedStage stage, ItemState state, DateTimeOffset now, DateTimeOffset? answerBy)
        => state.IsOwed() && stage.IsPast(now, answerBy);
}
