using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>The reminder ladder of one stage: nobody is reminded of what is not open yet.</summary>
public static class StageLadder
{
    /// <summary>The stage as an item is reminded of it: one with a deadline of its own by the standard ladder around that.</summary>
    /// <param name="answerBy">Null: by the stage's deadline.</param>
    public static PlannedStage Of(PlannedStage stage, DateTimeOffset? answerBy)
        => answerBy is { } due ? stage with { DueAt = due, Rungs = Around(BeijingTime.DayOf(due)) } : stage;

    /// <summary>The latest rung that is due; those passed over in a downtime are not made up for. Null when there is none.</summary>
    /// <param name="last">Rungs until then are done, or older than what is reminded of; null: none is.</param>
    public static DateTimeOffset? Due(PlannedStage stage, DateTimeOffset? last, DateTimeOffset now)
        => ReminderLadder.DueRung([.. stage.Rungs.Where(stage.IsOpenAt)], last, now);

    /// <summary>The next rung; null after the last.</summary>
    public static DateTimeOffset? Next(PlannedStage stage, DateTimeOffset now)
        => stage.Rungs.Where(rung => rung > now && stage.IsOpenAt(rung)).Select(rung => (DateTimeOffset?)rung).Min();

    /// <summary>When someone has to be reminded first; of a stage without a ladder its opening.</summary>
    public static DateTimeOffset Begins(PlannedStage stage) => Next(stage, DateTimeOffset.MinValue) ?? stage.OpensAt;

    internal static ImmutableArray<DateTimeOffset> Around(DateOnly due, ReminderLadder? ladder = null)
        => (ladder ?? ReminderLadder.Standard).Rungs(due, WorkCalendar.Shipped);
}
