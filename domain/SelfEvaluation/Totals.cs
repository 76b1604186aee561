using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <param name="Value">Two decimals, of 100.</param>
/// <param name="Sum">Sum of the rounded scores before scaling.</param>
/// <param name="Applicable">Points that count; 100 unless something does not apply.</param>
/// <param name="Full">The sum scaled and rounded, before a cap.</param>
/// <param name="Cap">What the execution rate caps the total at (field.md §14), where that is less.</param>
internal readonly record struct Total(decimal Value, decimal Sum, decimal Applicable, decimal Full, TotalCap? Cap)
{
    public bool Scaled => Applicable != 100;
}

/// <summary>总分 = 预算执行率得分 + Σ 指标得分 (field.md §4.1); parts that do not apply are left out and the rest scaled to 100.</summary>
internal static class Totals
{
    private const decimal Full = 100;

    /// <returns>Null while any score is missing or the points do not add up to 100.</returns>
    public static Total? Of(ExecutionScore execution, IReadOnlyList<IndicatorResult> indicators, Profile profile)
    {
        var outside = execution.Marks.HasFlag(ScoreMarks.NotApplicable) ? execution.Points : 0;
        if (execution.Score is null && outside == 0 && execution.Points > 0)
        {
            return null;
        }

        var (points, sum) = (execution.Points, execution.Score ?? 0);
        foreach (var indicator in indicators)
        {
            if (indicator.Score is not { } score)
            {
                return null;
            }

            points += score.Points;
            sum += score.Score;
            outside += score.Rule == ScoreRule.NotApplicable ? score.Points : 0;
        }

        if (points != Full || outside >= Full)
        {
            return null;
        }

        var whole = Rounding.HalfUp(sum * Full / (Full - outside));
        return profile.Execution.CapOf(execution.Rate) is { } cap && cap.Most < whole
            ? new Total(cap.Most, sum, Full - outside, whole, cap)
            : new Total(whole, sum, Full - outside, whole, null);
    }
}
