using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// What a sheet is judged by that may change until it is approved: execution is measured against approved targets (财预〔2015〕88号).
/// </summary>
/// <param name="Targets">
/// Versions of the targets that were approved, in their order: <c>1,3</c> after an adjustment; empty before an approval.
/// </param>
/// <param name="Evidence">The plan's rule; null for sheets without scores.</param>
public sealed record ReadingBasis(string Targets, EvidenceRule? Evidence)
{
    /// <summary>Null for the targets themselves, and in a plan that sets none.</summary>
    public static ReadingBasis? Of(YearPlan plan, PlannedStage stage, ProjectYear project)
        => TargetStage(plan, stage) is { } targets
            ? new(Written(project.ItemOf(targets.Id)) ?? "", stage.Kind == StageKind.SelfEvaluation ? plan.Evidence : null)
            : null;

    /// <summary><see cref="Targets"/> as the board tells them; null as above.</summary>
    public static string? TargetsOf(YearPlan plan, PlannedStage stage, ProjectSummary project)
        => TargetStage(plan, stage) is { } targets ? project.Items.GetValueOrDefault(targets.Id)?.Approved ?? "" : null;

    /// <summary>Id of the reading of the last approved round before one of monitoring; null where there is none.</summary>
    public static string? RoundBefore(YearPlan plan, PlannedStage stage, ProjectYear project)
        => stage.Kind != StageKind.Monitoring ? null : plan.Stages
            .Where(other => other.Kind == StageKind.Monitoring && other.Month < stage.Month)
            .OrderByDescending(other => other.Month)
            .Select(other => project.ItemOf(other.Id))
            .FirstOrDefault(item => item.IsSettled && item.State != ItemState.Rejected)?.Standing?.Reading?.Id;

    /// <summary>Whether a sheet of the stage is judged by the same in both: approved targets, and the approved round before.</summary>
    public static bool IsSame(YearPlan plan, PlannedStage stage, ProjectYear judged, ProjectYear now)
        => judged.Version == now.Version
        || (Of(plan, stage, judged) == Of(plan, stage, now) && RoundBefore(plan, stage, judged) == RoundBefore(plan, stage, now));

    /// <returns>Null for targets that were never approved.</returns>
    internal static string? Written(Item targets)
        => targets.Approved.IsEmpty ? null : string.Join(',', targets.Approved.Select(approved => approved.Version));

    private static PlannedStage? TargetStage(YearPlan plan, PlannedStage judged)
        => judged.Kind is StageKind.Monitoring or StageKind.SelfEvaluation ? plan.TargetsStage : null;
}
