using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>What a change does to the instants at which rounds look.</summary>
public static class ProjectDue
{
    /// <summary>Open stages in which something of a project is due earlier than it was: their rounds do not wait for it yet.</summary>
    public static IEnumerable<(PlannedStage Stage, DateTimeOffset At)> Earlier(
        YearPlan plan, Project project, ProjectSummary before, ProjectSummary after, DateTimeOffset now)
    {
        var year = UnitYear.Empty with { Plan = plan, Projects = UnitYear.Empty.Projects.Add(project.Id, project) };
        return Earlier((year, _ => before), (year, _ => after), now);
    }

    /// <summary>As above, when the year itself has changed.</summary>
    public static IEnumerable<(PlannedStage Stage, DateTimeOffset At)> Earlier(
        (UnitYear Year, Func<ProjectId, ProjectSummary> Items) before,
        (UnitYear Year, Func<ProjectId, ProjectSummary> Items) after,
        DateTimeOffset now)
        => from stage in after.Year.Plan?.Stages ?? []
           where stage.Scope == StageScope.Project && stage.IsOpenAt(now)
           let next = StageDue.Of(after.Year, stage, after.Items).NextRung(now)
           where next is not null
               && !(before.Year.Plan?.Find(stage.Id) is { } earlier
                   && earlier.IsOpenAt(now)
                   && StageDue.Of(before.Year, earlier, before.Items).NextRung(now) <= next)
           select (stage, next.Value);
}
