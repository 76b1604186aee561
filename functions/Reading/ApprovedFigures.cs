using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Functions.Reading;

/// <summary>What later sheets are measured against, drawn from the approved readings of the same project-year.</summary>
public sealed class ApprovedFigures(SheetStore sheets)
{
    /// <summary>
    /// The approved targets with their lasting ids, null before any approval. Ids follow from the approvals in their order,
    /// so that an adjustment keeps those of the indicators it keeps.
    /// </summary>
    /// <exception cref="Storage.Files.AlteredFileException">One of the readings is not as it was kept: none is left out.</exception>
    public async Task<ApprovedTargets?> TargetsAsync(UnitId unit, YearPlan plan, ProjectYear project, CancellationToken cancellation)
    {
        if (plan.TargetsStage is not { } stage)
        {
            return null;
        }

        var item = project.ItemOf(stage.Id);
        ApprovedTargets? approved = null;
        foreach (var (version, reading, initialBudget) in item.Approved)
        {
            var sheet = item.Sheets.GetValueOrDefault(version)?.Sha256;
            if (await sheets.FindAsync<TargetAssessment>(unit, reading, sheet, cancellation) is { Assessment: var assessment })
            {
                approved = ApprovedTargets.Approve(assessment, approved, initialBudget);
            }
        }

        return approved;
    }

    /// <summary>The approved monitoring round before <paramref name="stage"/>, null for the first.</summary>
    public async Task<MonitoringAssessment?> PreviousRoundAsync(
        UnitId unit, YearPlan plan, ProjectYear project, PlannedStage stage, CancellationToken cancellation) =>
        (await sheets.FindAsync<MonitoringAssessment>(
            unit, ReadingBasis.RoundBefore(plan, stage, project), null, cancellation))?.Assessment;
}
