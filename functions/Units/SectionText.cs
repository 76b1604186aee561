using System.Collections.Immutable;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Names;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Functions.Units;

/// <summary>What is taken as the name of a section (科室), wherever one is sent.</summary>
internal static class SectionText
{
    public static bool IsName(string text) => text.Length <= MembershipDecider.LongestSection && PlainText.IsName(text);

    /// <returns>JSON path of the first entry that is no name, or of the list where it is too long; null when nothing is wrong.</returns>
    public static string? Wrong(ImmutableArray<string> sections) =>
        sections.Length > MembershipDecider.MostSections
            ? "$.sections"
            : At(Enumerable.Range(0, sections.Length), at => !IsName(sections[at]));

    /// <summary>As above, of all that a unit has: no two that a person would take for one.</summary>
    public static string? WrongOf(ImmutableArray<string> sections)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Wrong(sections) ?? At(Enumerable.Range(0, sections.Length), at => !seen.Add(NameKey.Of(sections[at])));
    }

    private static string? At(IEnumerable<int> places, Func<int, bool> isWrong) =>
        places.Where(isWrong).Select(at => $"$.sections[{at}]").FirstOrDefault();
}
