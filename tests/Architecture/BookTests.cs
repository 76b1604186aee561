using System.Text.RegularExpressions;

namespace PerfFlow.Architecture.Tests;

/// <summary>
/// What code and documents cite can be looked up: the sections of docs/field.md and docs/architecture.md, and files by name.
/// </summary>
public sealed partial class BookTests
{
    // Written apart, so that the citations made up below are none of this file's own.
    private const string Mark = "§";

    [Fact]
    public void Each_section_that_is_cited_is_there()
    {
        var cited =
            (from file in Repository.Files("*.cs", "*.md", "*.ts", "*.tsx")
             from citation in Citation.In(File.ReadAllText(file))
             select (citation.Book, citation.Section, At: $"{Path.GetRelativePath(Repository.Root, file)}:{citation.Line}")).ToList();
        var sections = cited.Select(one => one.Book).Distinct().ToDictionary(book => book, SectionsOf);

        Assert.All(["field", "architecture"], book => Assert.Contains(book, sections.Keys));
        Assert.Empty(
            cited.Where(one => !sections[one.Book].Contains(one.Section)).Select(one => $"{one.At}: {one.Book}.md {Mark}{one.Section}"));
    }

    /// <summary>By its name alone, or with the folders before it.</summary>
    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("tests/README.md")]
    public void Each_file_that_is_named_is_there(string page)
    {
        var files = Repository.Files("*").Select(file => "/" + Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).ToList();
        var named = FileName().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(name => !files.Exists(file => file.EndsWith("/" + name, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("see field.md #2.4", "2.4")]
    [InlineData("see [field.md](field.md) #2.4.", "2.4")]
    [InlineData("(architecture #8)", "8")]
    [InlineData("field.md #3.1 to #3.3, field.md #4.8a", "3.1", "3.3", "4.8a")]
    [InlineData("field.md #2.3, #2.4 and #9: as written", "2.3", "2.4", "9")]
    [InlineData("/// as field.md\n/// #1.4 has it, architecture.md\n    // #2, #3", "1.4", "2", "3")]
    [InlineData("RFC 9110 #8.8.3, seed #三(二), field.md, #7")]
    public void A_citation_is_found_however_it_is_written(string text, params string[] sections)
        => Assert.Equal(sections, Citation.In(text.Replace("#", Mark, StringComparison.Ordinal)).Select(citation => citation.Section));

    [Fact]
    public void A_citation_names_its_book_and_the_line_of_its_section()
        => Assert.Equal(
            [new("field", "1", 1), new("architecture", "5.2", 2), new("architecture", "9.9", 3), new("another-page", "4", 3)],
            Citation.In($"field.md {Mark}1\narchitecture {Mark}5.2,\n{Mark}9.9; another-page.md {Mark}4"));

    [Fact]
    public void A_section_that_no_heading_has_is_missed()
    {
        var sections = Citation.Sections(
            "# A book\n\n## 1. First\n\n### 1.1 Table\n\n### 4.8a Edge cases\n\n1.2 is text, and so is\n    ## 1.3 this\n");

        Assert.Equal(
            ["1.2", "1.3", "4.8", "9"],
            Citation.In($"field.md {Mark}1, {Mark}1.1, {Mark}1.2, {Mark}1.3, {Mark}4.8, {Mark}4.8a, {Mark}9")
                .Select(citation => citation.Section)
                .Where(section => !sections.Contains(section)));
    }

    [Fact]
    public void A_page_that_is_not_in_docs_has_no_section() => Assert.Empty(SectionsOf("no-such-page"));

    private static IReadOnlySet<string> SectionsOf(string book)
        => Path.Combine(Repository.Root, "docs", book + ".md") is var page && File.Exists(page)
            ? Citation.Sections(File.ReadAllText(page))
            : new HashSet<string>();

    [GeneratedRegex(@"`(?<name>\w[\w./-]*\.(cs|md|json|http|bicep|tsx?))`", RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
