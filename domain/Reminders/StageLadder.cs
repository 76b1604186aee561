using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>The reminder ladder of one stage: nobody is reminded of what is not open yet.</summary>
public static class StageLadder
{
    /// <summary>The latest rung that is due; those passed over in a downtime are not made up for. Null when there is none.</summary>
    /// <param name="last">The latest rung known to be done; null when none is.</param>
    public static DateTimeOffset? Due(PlannedStage stage, DateTimeOffset? last, DateTimeOffset now)
        => ReminderLadder.DueRung([.. stage.Rungs.Where(stage.IsOpenAt)], last, now);

    /// <summary>The next rung; null after the last.</summary>
    public static DateTimeOffset? Next(PlannedStage stage, DateTimeOffset now)
        => stage.Rungs.Where(rung => rung > now && stage.IsOpenAt(rung)).Select(rung => (DateTimeOffset?)rung).Min();
}
