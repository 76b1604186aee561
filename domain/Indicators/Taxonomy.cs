using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>Finds the levels and kinds of a profile by what sheets write: <c>产出指标(50分)</c>, <c>社会效益</c>.</summary>
internal static class Taxonomy
{
    public static Level? LevelOf(Profile profile, string written)
    {
        foreach (var level in profile.Levels)
        {
            if (level.Name == written)
            {
                return level;
            }
        }

        foreach (var level in profile.Levels)
        {
            if (Label.SameKind(level.Name, written))
            {
                return level;
            }
        }

        return null;
    }

    /// <summary>The level 1 and level 2 that the written level 2 means, wherever it stands; null when unknown.</summary>
    public static (Level Level, Kind Kind)? KindOf(Profile profile, string written)
    {
        foreach (var level in profile.Levels)
        {
            foreach (var kind in level.Kinds)
            {
                if (kind.Name == written)
                {
                    return (level, kind);
                }
            }
        }

        foreach (var level in profile.Levels)
        {
            foreach (var kind in level.Kinds)
            {
                if (Label.SameKind(kind.Name, written) || IsAlias(kind, written))
                {
                    return (level, kind);
                }
            }
        }

        return null;
    }

    public static bool IsSatisfaction(Profile profile, string level1) => Label.SameKind(profile.Satisfaction.Level, level1);

    private static bool IsAlias(Kind kind, string written)
    {
        foreach (var alias in kind.Aliases ?? [])
        {
            if (Label.SameKind(alias, written))
            {
                return true;
            }
        }

        return false;
    }
}
