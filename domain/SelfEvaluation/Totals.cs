using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.SelfEvaluation;

/// <param name="Value">Two decimals, of 100.</param>
/// <param name="Sum">Sum of the rounded scores before scaling.</param>
/// <param name="Applicable">Points that count; 100 unless something does not apply.</param>
internal readonly record struct Total(decimal Value, decimal Sum, decimal Applicable)
{
    public bool Scaled => Applicable != 100;
}

/// <summary>总分 = 预算执行率得分 + Σ 指标得分 (field.md §4.1); parts that do not apply are left out and the rest scaled to 100.</summary>
internal static class Totals
{
    private const decimal Full = 100;

    /// <returns>Null while any score is missing or the points do not add up to 100.</returns>
    public static Total? Of(ExecutionScore execution, IReadOnlyList<IndicatorResult> indicators)
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

        return points != Full || outside >= Full ? null : new Total(Rounding.HalfUp(sum * Full / (Full - outside)), sum, Full - outside);
    }
}
