using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>The section scores a qualitative indicator; the rules hold it to the band of the tier it names (field.md §4.5).</summary>
public static class QualitativeScoring
{
    /// <summary>Lowest (included) and highest score of a tier; the highest is included only in the best tier.</summary>
    public static (decimal Low, decimal High) Band(int tier, decimal points, Profile profile)
    {
        var tiers = profile.Qualitative.Tiers;
        return (Rounding.HalfUp(points * tiers[tier].AtLeast), tier == 0 ? points : Rounding.HalfUp(points * tiers[tier - 1].AtLeast));
    }

    public static bool IsInBand(decimal claimed, int tier, decimal points, Profile profile)
    {
        var (low, high) = Band(tier, points, profile);
        return claimed >= low && (tier == 0 ? claimed <= high : claimed < high);
    }

    /// <summary>The tier whose band holds the score.</summary>
    public static int TierOf(decimal claimed, decimal points, Profile profile)
    {
        for (var tier = 0; tier < profile.Qualitative.Tiers.Count; tier++)
        {
            if (claimed >= Band(tier, points, profile).Low)
            {
                return tier;
            }
        }

        return profile.Qualitative.Tiers.Count - 1;
    }

    /// <summary>What the product proposes when no score is entered.</summary>
    public static decimal Suggested(int tier, decimal points, Profile profile) =>
        Rounding.HalfUp(points * profile.Qualitative.Tiers[tier].Suggested);

    /// <summary>Null when the claimed score lies outside the tier's band, or outside 0 to the points.</summary>
    public static IndicatorScore? Score(decimal claimed, int? tier, decimal points, Profile profile)
    {
        var score = Rounding.HalfUp(claimed);
        return score < 0 || score > points || (tier is { } named && !IsInBand(score, named, points, profile))
            ? null
            : new IndicatorScore(
                ScoreRule.Qualitative, points, score, null, score < points ? ScoreMarks.ExplanationRequired : ScoreMarks.None);
    }
}
