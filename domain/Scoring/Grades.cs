using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>自评等级: half-open bands on the rounded total (field.md §4.7).</summary>
public static class Grades
{
    public static GradeBand Of(decimal total, Profile profile)
    {
        var rounded = Rounding.HalfUp(total);
        return profile.Grades.FirstOrDefault(g => rounded >= g.AtLeast) ?? profile.Grades[^1];
    }
}
