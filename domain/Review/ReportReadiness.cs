using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What the report of a year still waits for.</summary>
public static class ReportReadiness
{
    /// <summary>
    /// Projects without locked targets and self-evaluation, or with a lock still to come: it would change the head. Or whose
    /// targets were adjusted after the self-evaluation: the lead has it opened again. Of those kept out of the budget nothing is to come,
    /// and nothing of a closed year.
    /// </summary>
    /// <param name="items">Summary of a project, empty when nothing has happened to it.</param>
    /// <returns>By id.</returns>
    public static ImmutableArray<ProjectId> Lacking(UnitYear year, Func<ProjectId, ProjectSummary> items)
        => year.IsClosed || year.Plan is not { } plan
            ? []
            : [.. year.ProjectsInOrder.Select(project => project.Id).Where(project => Lacks(plan, items(project)))];

    private static bool Lacks(YearPlan plan, ProjectSummary project)
    {
        var rejected = project.IsRejected(plan);
        return (!rejected && IsOnOtherTargets(plan, project))
            || plan.Stages.Any(stage => project.Items.GetValueOrDefault(stage.Id)?.State switch
            {
                ItemState.Locked or ItemState.Archived => false,
                ItemState.Approved => true,
                _ => stage.Kind is StageKind.Targets or StageKind.SelfEvaluation && !rejected,
            });
    }

    private static bool IsOnOtherTargets(YearPlan plan, ProjectSummary project) => plan.Stages.Any(stage =>
        stage.Kind == StageKind.SelfEvaluation
        && project.Items.GetValueOrDefault(stage.Id)?.JudgedBy is { } judged
        && judged != ReadingBasis.TargetsOf(plan, stage, project));
}
