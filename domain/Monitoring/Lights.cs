using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Monitoring;

/// <param name="Planned">Share of the year's target due by now; null where the light asks inside or outside.</param>
/// <param name="Progress">Actual over what was due; null where nothing was due or nothing is measured.</param>
internal readonly record struct LightReading(Light? Light, decimal? Planned, decimal? Progress);

/// <summary>红黄绿(蓝) of one indicator (field.md §4.9).</summary>
internal static class Lights
{
    private const decimal Points = 100;

    /// <param name="actual">Null only for a date that nobody has entered yet.</param>
    public static LightReading Of(
        Target target, Actual? actual, LightBasis basis, IReadOnlyList<decimal>? milestones, int year, int month, Profile profile)
    {
        if (target.Nature == TargetNature.Qualitative)
        {
            return new LightReading(Quality(actual?.Tier, profile), null, null);
        }

        if (target.Nature == TargetNature.DateBy && actual is null)
        {
            return new LightReading(IsDue(target, year, month) ? Light.Red : Light.Green, null, null);
        }

        if (actual is null)
        {
            return default;
        }

        return basis == LightBasis.Plan && IsForward(target) && target.Value > 0 && actual.Value is { } done
            ? Progress(target, done, milestones, month, profile)
            : new LightReading(Bounds(target, actual, profile), null, null);
    }

    /// <summary>The target's day has come by the end of the month.</summary>
    public static bool IsDue(Target target, int year, int month) =>
        target.Date <= new DateOnly(year, month, DateTime.DaysInMonth(year, month));

    /// <summary>The section's own view: 完全不可能 is red, 有可能 at least yellow.</summary>
    public static Light? With(Light? light, Likelihood? likelihood) => likelihood switch
    {
        Likelihood.Impossible => Light.Red,
        Likelihood.Possible => Worst(light, Light.Yellow),
        _ => light,
    };

    public static Light? Worst(Light? left, Light? right) => left is null ? right : right is null || left >= right ? left : right;

    /// <summary>执行率 against what is to be spent by now; none for a reserve, which is not red for being kept.</summary>
    public static Light? Execution(decimal rate, SpendingPlan? plan, int month, Profile profile)
        => PlanToDate.ThirdsOfSpending(plan, profile, month) switch
        {
            null => null,
            { } thirds when rate * 3 < profile.Lights.Red * thirds => Light.Red,
            { } thirds when rate * 3 < profile.Lights.Yellow * thirds => Light.Yellow,
            _ => Light.Green,
        };

    private static bool IsForward(Target target) =>
        target.Nature is TargetNature.AtLeast or TargetNature.MoreThan or TargetNature.Equal or TargetNature.Between;

    private static LightReading Progress(Target target, decimal done, IReadOnlyList<decimal>? milestones, int month, Profile profile)
    {
        var rules = profile.Lights;
        if (target.High is { } high && done > high)
        {
            return new LightReading(Light.Red, null, null);
        }

        var thirds = target.Unit == "%" && rules.PercentIsLevel ? 3 : PlanToDate.Thirds(milestones, rules.Milestones, month);
        var blue = rules.BlueAgainstYear || thirds == 0
            ? done >= rules.Blue * target.Value
            : done * 3 >= rules.Blue * target.Value * thirds;
        var light =
            done * 3 < rules.Red * target.Value * thirds ? Light.Red
            : done * 3 < rules.Yellow * target.Value * thirds ? Light.Yellow
            : blue ? Light.Blue
            : Light.Green;
        return new LightReading(light, thirds / 3, thirds == 0 ? null : Ratio(done * 3, target.Value * thirds));
    }

    /// <summary>
    /// Null for a ratio beyond all sense: a billion times what was due says nothing, and could be too large for a decimal.
    /// </summary>
    private static decimal? Ratio(decimal done, decimal due)
    {
        const decimal beyond = 1_000_000_000;
        return due == 0 || Math.Abs(done) / beyond > due ? null : done / due;
    }

    /// <summary>Inside the target is what scores in full, whatever the variants of the profile and without rounding.</summary>
    private static Light? Bounds(Target target, Actual actual, Profile profile) =>
        IndicatorScoring.Score(target, actual, Points, profile) is { } score ? score.IsMet ? Light.Green : Light.Red : null;

    private static Light? Quality(int? tier, Profile profile) => tier switch
    {
        null => null,
        0 => Light.Green,
        { } t when t == profile.Qualitative.Tiers.Count - 1 => Light.Red,
        _ => Light.Yellow,
    };
}
