using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>A self-evaluation sheet checked and scored.</summary>
/// <param name="Indicators">One per row, in sheet order.</param>
/// <param name="Total">总分, two decimals; null while anything it needs is missing or wrong.</param>
/// <param name="Grade">自评等级 by the profile, on the rounded total; null as long as there is no total.</param>
/// <param name="ClaimedTotal">总分 as the section wrote it.</param>
/// <param name="Scaled">Parts did not apply, so the total was scaled to 100: for the leading group to confirm.</param>
public sealed record SelfEvaluationAssessment(
    string Profile,
    int ProfileVersion,
    ExecutionScore Execution,
    IReadOnlyList<IndicatorResult> Indicators,
    decimal? Total,
    string? Grade,
    decimal? ClaimedTotal,
    bool Scaled,
    IReadOnlyList<IndicatorDrift> Drifts,
    IReadOnlyList<Finding> Findings)
    : Assessment(Findings)
{
    public override SheetFigures ToFigures() => new(Execution.Budget, Execution.Spent, Total, Grade);
}
