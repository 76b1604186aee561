using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Functions.Reviews;

/// <summary>An approved indicator and how far it is.</summary>
/// <param name="Id">Lasting within the project-year.</param>
/// <param name="Target">In its canonical spelling.</param>
/// <param name="Milestones">Share of the target due at the end of each quarter; null: the profile's default.</param>
/// <param name="Actual">As written in the newest sheet that has the indicator; null before one.</param>
/// <param name="Stage">The stage of that sheet.</param>
/// <param name="Light">Of the newest monitoring sheet.</param>
/// <param name="Score">Of the self-evaluation, by the rules.</param>
public sealed record IndicatorStanding(
    string Id,
    string Level1,
    string Level2,
    string Name,
    string Target,
    decimal Points,
    IReadOnlyList<decimal>? Milestones,
    string? Actual,
    StageId? Stage,
    Light? Light,
    decimal? Score)
{
    internal static IndicatorStanding Of(
        ApprovedIndicator indicator, (StageId Stage, IndicatorProgress Row)? monitored, (StageId Stage, IndicatorResult Row)? evaluated) =>
        new(
        indicator.Id,
        indicator.Level1,
        indicator.Level2,
        indicator.Name,
        indicator.Target.ToString(),
        indicator.Points,
        indicator.Milestones,
        evaluated?.Row.Actual?.Raw ?? monitored?.Row.Actual?.Raw,
        evaluated?.Row.Actual is not null ? evaluated.Value.Stage : monitored?.Stage,
        monitored?.Row.Light,
        evaluated?.Row.Score?.Score);
}
