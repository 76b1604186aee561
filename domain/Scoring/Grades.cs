using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Scoring;

/// <summary>自评等级: half-open bands on the rounded total (field.md §4.7).</summary>
public static class Grades
{
    private static readonly string[] Ticks = ["√", "☑", "■", "✓", "✔", "(√)"];

    public static GradeBand Of(decimal total, Profile profile)
    {
        var rounded = Rounding.HalfUp(total);
        return profile.Grades.FirstOrDefault(g => rounded >= g.AtLeast) ?? profile.Grades[^1];
    }

    /// <summary>The grade that a text names, or ticks among all of them; null when it names none or several.</summary>
    public static GradeBand? Named(string written, Profile profile)
    {
        var text = TightText.Of(written);
        Func<GradeBand, bool> before = grade => Ticks.Any(tick => text.Contains(tick + grade.Name, StringComparison.Ordinal));
        Func<GradeBand, bool> behind = grade => Ticks.Any(tick => text.Contains(grade.Name + tick, StringComparison.Ordinal));
        var boxed = text.Length > 0 && !char.IsLetter(text[0]); // □优 ☑良, or 优□ 良☑
        Func<GradeBand, bool>[] ways =
            [boxed ? before : behind, boxed ? behind : before, grade => text.Contains(grade.Name, StringComparison.Ordinal)];
        return ways.Select(way => profile.Grades.Where(way).ToList()).FirstOrDefault(found => found.Count == 1)?[0];
    }
}
