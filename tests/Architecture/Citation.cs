using System.Text.RegularExpressions;

namespace PerfFlow.Architecture.Tests;

/// <summary>A section that some text cites of a page: "field.md" with its number, or "architecture" with one.</summary>
/// <param name="Book">The page's name without ".md".</param>
internal sealed partial record Citation(string Book, string Section, int Line)
{
    /// <summary>All of a text: the name of a page and the sections that follow it. A comment may break the line anywhere.</summary>
    public static IEnumerable<Citation> In(string text)
        => from cited in Cited().Matches(text)
           from section in Number().Matches(cited.Groups["sections"].Value)
           let at = cited.Groups["sections"].Index + section.Index
           select new Citation(cited.Groups["book"].Value, section.Groups["number"].Value, 1 + text.AsSpan(0, at).Count('\n'));

    /// <summary>The numbers of a page's headings.</summary>
    public static IReadOnlySet<string> Sections(string page)
        => Heading().Matches(page).Select(heading => heading.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\b(?<book>[\w-]+(?=\.md)|architecture)(\.md)?\)?[\s/]+"
        + @"(?<sections>§\d[\d.]*[a-z]?(([,;]|[\s/]+(and|to|or))[\s/]+§\d[\d.]*[a-z]?)*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Cited();

    [GeneratedRegex(@"§(?<number>\d+(\.\d+)*([a-z]\b)?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    [GeneratedRegex(@"^#+ (?<number>\d+(\.\d+)*[a-z]?)\.? ", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();
}
