using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>
/// Scores one indicator (field.md §4.3, §4.6, §4.8a). Exact decimals: multiply before dividing, round once at the end,
/// half up at two places. Qualitative targets are scored by the section, see <see cref="QualitativeScoring"/>.
/// </summary>
public static class IndicatorScoring
{
    /// <param name="points">分值, over 0 and at most 100.</param>
    /// <param name="satisfaction">The indicator belongs to the satisfaction level, which may be scored by interval.</param>
    /// <returns>Null when the actual value lacks what the target asks for (a number, a date or an answer).</returns>
    public static IndicatorScore? Score(Target target, Actual actual, decimal points, Profile profile, bool satisfaction = false)
    {
        if (target.Nature == TargetNature.DateBy)
        {
            return actual.Date is { } done
                ? DateBy(target, done, points, profile)
                : Answered(ScoreRule.DateBy, target, actual, points, profile);
        }

        if (actual.Value is not { } a)
        {
            return null;
        }

        return target.Nature switch
        {
            TargetNature.YesNo => Answered(ScoreRule.YesNo, target, actual, points, profile),
            TargetNature.Qualitative => null,
            TargetNature.AtLeast or TargetNature.MoreThan when satisfaction && target.Value > 0 && profile.Satisfaction.Bands.Count > 0
                => SatisfactionBands(target, a, points, profile),
            TargetNature.AtLeast or TargetNature.MoreThan => Forward(ScoreRule.Forward, target, a, points, profile),
            TargetNature.Equal when profile.Scoring.StrictEqual => EqualStrict(target, a, points, profile),
            TargetNature.Equal => Forward(ScoreRule.Equal, target, a, points, profile),
            TargetNature.AtMost or TargetNature.LessThan => Reverse(target, a, points, profile),
            _ => Between(target, a, points, profile),
        };
    }

    private static IndicatorScore Forward(ScoreRule rule, Target target, decimal a, decimal points, Profile profile)
    {
        var t = target.Value;
        if (t == 0)
        {
            return Zero(target, a, points, profile);
        }

        if (t < 0)
        {
            return Finish(ScoreRule.Negative, points, a >= t ? points : 0, null, EdgeFlag(target, a) | ScoreMarks.NoRatio, target, profile);
        }

        var counted = Math.Max(0, a);
        return Finish(rule, points, a >= t ? points : points * counted / t, counted / t, EdgeFlag(target, a), target, profile);
    }

    private static IndicatorScore EqualStrict(Target target, decimal a, decimal points, Profile profile)
    {
        var t = target.Value;
        return t switch
        {
            0 => Zero(target, a, points, profile),
            < 0 => Finish(ScoreRule.Negative, points, a == t ? points : 0, null, ScoreMarks.NoRatio, target, profile),
            _ => Finish(
                ScoreRule.EqualStrict, points, Math.Max(0, points * (t - Math.Abs(a - t)) / t),
                Math.Max(0, a) / t, ScoreMarks.None, target, profile),
        };
    }

    private static IndicatorScore Reverse(Target target, decimal a, decimal points, Profile profile)
    {
        var t = target.Value;
        return t switch
        {
            0 => Zero(target, a, points, profile),
            < 0 => Finish(ScoreRule.Negative, points, a <= t ? points : 0, null, EdgeFlag(target, a) | ScoreMarks.NoRatio, target, profile),
            _ => AboveBound(t, a, points, EdgeFlag(target, a), target, profile),
        };
    }

    private static IndicatorScore Between(Target target, decimal a, decimal points, Profile profile)
    {
        var (low, high) = (target.Value, target.High ?? target.Value);
        if (a >= low && a <= high)
        {
            return Finish(ScoreRule.Range, points, points, null, ScoreMarks.None, target, profile);
        }

        if (a < low)
        {
            return low > 0
                ? Finish(ScoreRule.Range, points, points * Math.Max(0, a) / low, Math.Max(0, a) / low, ScoreMarks.None, target, profile)
                : Finish(ScoreRule.Range, points, 0, null, ScoreMarks.NoRatio, target, profile);
        }

        return high > 0
            ? AboveBound(high, a, points, ScoreMarks.None, target, profile) with { Rule = ScoreRule.Range }
            : Finish(ScoreRule.Range, points, 0, null, ScoreMarks.NoRatio, target, profile);
    }

    /// <summary>An upper bound t over 0; the completion is the formula's share, so that 1 is kept and 0 is lost.</summary>
    private static IndicatorScore AboveBound(decimal t, decimal a, decimal points, ScoreMarks marks, Target target, Profile profile) =>
        profile.Scoring.Reverse switch
        {
            ReverseFormula.Ratio => a <= t
                ? Finish(ScoreRule.ReverseRatio, points, points, null, marks, target, profile)
                : Finish(ScoreRule.ReverseRatio, points, points * t / a, t / a, marks, target, profile),
            _ => a <= t
                ? Finish(ScoreRule.ReverseDecline, points, points, null, marks, target, profile)
                : a >= 2 * t
                    ? Finish(ScoreRule.ReverseDecline, points, 0, 0, marks, target, profile)
                    : Finish(ScoreRule.ReverseDecline, points, points * ((2 * t) - a) / t, ((2 * t) - a) / t, marks, target, profile),
        };

    private static IndicatorScore Zero(Target target, decimal a, decimal points, Profile profile)
    {
        var met = target.Nature == TargetNature.AtLeast ? a >= 0 : a <= 0;
        var over = target.Nature == TargetNature.AtLeast && a >= profile.Explanation.ZeroTarget
            ? ScoreMarks.OverFulfilled | ScoreMarks.ExplanationRequired
            : ScoreMarks.None;
        return Finish(ScoreRule.Zero, points, met ? points : 0, null, over | EdgeFlag(target, a) | ScoreMarks.ZeroTarget, target, profile);
    }

    private static IndicatorScore SatisfactionBands(Target target, decimal a, decimal points, Profile profile)
    {
        var share = profile.Satisfaction.Bands.FirstOrDefault(b => a >= b.AtLeast)?.Share ?? 0;
        return Finish(
            ScoreRule.SatisfactionBands, points, points * share, Math.Max(0, a) / target.Value, EdgeFlag(target, a), target, profile);
    }

    private static IndicatorScore DateBy(Target target, DateOnly done, decimal points, Profile profile)
    {
        var late = done.DayNumber - (target.Date ?? done).DayNumber;
        var grace = profile.Scoring.DateGraceDays;
        var score = late <= 0 ? points : late < grace ? points * (grace - late) / grace : 0;
        return Finish(ScoreRule.DateBy, points, score, null, ScoreMarks.None, target, profile);
    }

    private static IndicatorScore? Answered(ScoreRule rule, Target target, Actual actual, decimal points, Profile profile) =>
        actual.Value is { } answer
            ? Finish(
                rule, points, answer == (rule == ScoreRule.DateBy ? 1 : target.Value) ? points : 0, null, ScoreMarks.None, target, profile)
            : null;

    private static ScoreMarks EdgeFlag(Target target, decimal a) =>
        target.Nature is TargetNature.MoreThan or TargetNature.LessThan && a == target.Value ? ScoreMarks.StrictEdge : ScoreMarks.None;

    private static IndicatorScore Finish(
        ScoreRule rule, decimal points, decimal exact, decimal? completion, ScoreMarks marks, Target target, Profile profile)
    {
        if (completion < profile.Scoring.PassFloor && exact < points)
        {
            exact = 0;
            marks |= ScoreMarks.BelowFloor;
        }

        var reached = Rounding.HalfUp(exact);
        var score = IsForward(rule) && profile.Scoring.Deviation is { } deviation && completion >= deviation.From
            ? Math.Max(0, reached - deviation.Deduction)
            : reached;
        if (score < points)
        {
            marks |= ScoreMarks.ExplanationRequired;
        }

        if (IsForward(rule) && completion >= profile.Explanation.OverFulfilled)
        {
            marks |= ScoreMarks.OverFulfilled | ScoreMarks.ExplanationRequired;
            marks |= completion >= profile.Explanation.Suspect ? ScoreMarks.TargetSuspect : ScoreMarks.None;
        }

        return new IndicatorScore(
            rule, points, score, completion, target.Approximate ? marks | ScoreMarks.Approximate : marks, reached - score);
    }

    private static bool IsForward(ScoreRule rule) =>
        rule is ScoreRule.Forward or ScoreRule.Equal or ScoreRule.EqualStrict or ScoreRule.SatisfactionBands;
}
