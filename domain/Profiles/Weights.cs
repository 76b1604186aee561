using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Profiles;

/// <summary>The points of one row.</summary>
/// <param name="Level">Level 1 as the profile names it.</param>
/// <param name="Place">Cell of the points.</param>
internal readonly record struct LevelPoints(string Level, decimal Points, Place Place);

/// <summary>Points a group of levels should have and has.</summary>
/// <param name="Row">The one row it is about; null for the group as a whole.</param>
internal readonly record struct WeightDifference(
    IReadOnlyList<string> Levels, decimal Expected, decimal Actual, LevelPoints? Row = null);

/// <summary>Holds the points of a sheet against the profile (field.md §4.2).</summary>
internal static class Weights
{
    public static IEnumerable<WeightDifference> Differences(IReadOnlyList<LevelPoints> rows, Profile profile)
    {
        foreach (var weight in profile.Weights)
        {
            var expected = Expected(weight, rows, profile);
            var actual = rows.Where(r => weight.Levels.Contains(r.Level)).Sum(r => r.Points);
            if (expected != actual)
            {
                yield return new WeightDifference(weight.Levels, expected, actual);
            }
            else if (weight.Even)
            {
                foreach (var odd in Uneven(weight, rows))
                {
                    yield return odd;
                }
            }
        }
    }

    /// <summary>Where the points do not divide to two places, one row more and another less makes their sum.</summary>
    private static IEnumerable<WeightDifference> Uneven(LevelWeight weight, IReadOnlyList<LevelPoints> rows)
    {
        const decimal place = 0.01m;
        var those = rows.Where(r => weight.Levels.Contains(r.Level)).ToList();
        return those
            .Where(row => Math.Abs((row.Points * those.Count) - weight.Points) >= place * those.Count)
            .Select(row => new WeightDifference(weight.Levels, Rounding.HalfUp(weight.Points / those.Count), row.Points, row));
    }

    private static decimal Expected(LevelWeight weight, IReadOnlyList<LevelPoints> rows, Profile profile)
    {
        if (profile.WithoutLevel is not { } move || rows.Any(r => r.Level == move.Level))
        {
            return weight.Points;
        }

        var moved = profile.Weights.Where(w => w.Levels.Count == 1 && w.Levels[0] == move.Level).Sum(w => w.Points);
        return weight.Levels.Count == 1 && weight.Levels[0] == move.Level ? 0
            : weight.Levels.Contains(move.To) ? weight.Points + moved
            : weight.Points;
    }
}
