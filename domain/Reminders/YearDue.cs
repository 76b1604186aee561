using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>When a unit's year has to be looked at next, as long as nobody does anything.</summary>
public static class YearDue
{
    /// <summary>
    /// When the cycle of a year has something to do first: a stage's first reminder, or the opening of a stage of the unit.
    /// </summary>
    public static DateTimeOffset Begins(YearPlan plan)
        => plan.Stages.Min(stage => stage.Scope == StageScope.Unit ? stage.OpensAt : StageLadder.Begins(stage));

    /// <summary>
    /// The next opening of a stage, or the next instant at which someone is told of something in an open one: rungs of sections,
    /// reviewers and the report, deadlines of reviews. Null when there is none to come.
    /// </summary>
    /// <param name="items">Summary of a project, empty when nothing has happened to it.</param>
    public static DateTimeOffset? Next(UnitYear year, Func<ProjectId, ProjectSummary> items, DateTimeOffset now)
        => year.IsClosed || year.Plan is not { } plan
            ? null
            : plan.Stages.Min(stage => stage.IsOpenAt(now) ? StageDue.Of(year, stage, items).Next(now) : stage.OpensAt);
}
