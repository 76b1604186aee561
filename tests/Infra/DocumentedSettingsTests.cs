using System.Text.RegularExpressions;

namespace PerfFlow.Infra.Tests;

/// <summary>docs/settings.md says all that the code reads, and nothing that it does not.</summary>
public sealed partial class DocumentedSettingsTests
{
    private static readonly string Document = Repository.Read("docs/settings.md");

    [Fact]
    public void Every_setting_the_code_reads_is_documented()
    {
        var read = Repository.SourcesOf("functions").SelectMany(Read).Distinct().ToList();

        Assert.Superset(
            new HashSet<string> { "AzureWebJobsStorage", "SweepSchedule", "RateLimit:Burst", "Smtp:Password" }, read.ToHashSet());
        Assert.DoesNotContain(read, setting => !Document.Contains($"`{setting}`", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_documented_setting_is_read_by_the_code()
    {
        var read = Repository.SourcesOf("functions").SelectMany(Read).ToHashSet();
        var documented = Row().Matches(Document)
            .SelectMany(row => Quoted().Matches(row.Groups["names"].Value))
            .Select(name => name.Groups["name"].Value);

        Assert.Empty(documented.Except(read));
    }

    /// <summary>Keys of the configuration, as a source file writes them: whole, or below the section that it takes.</summary>
    private static IEnumerable<string> Read(string source)
    {
        foreach (Match key in Keys().Matches(source))
        {
            yield return key.Groups["key"].Value;
        }

        if (Section().Match(source) is { Success: true } section)
        {
            foreach (Match key in Regex.Matches(
                source, $"""\b{section.Groups["variable"].Value}(?:\[|\.GetValue(?:<\w+>)?\()["](?<key>\w+)["]"""))
            {
                yield return $"{section.Groups["section"].Value}:{key.Groups["key"].Value}";
            }
        }
    }

    // An indexer, a typed read, a key with a section in any literal, a constant that an indexer takes, a trigger's placeholder.
    [GeneratedRegex(
        """(?:onfiguration\["|onfiguration\.GetValue(?:<\w+>)?\("|onfiguration, "|(?:Setting|Name) = "|Trigger\("%)"""
        + """(?<key>[A-Z][\w:]+)|"(?<key>(?:RateLimit|Entra|Evidence|Smtp):\w+)"(?! )""")]
    private static partial Regex Keys();

    [GeneratedRegex("""var (?<variable>\w+) = configuration\.GetSection\("(?<section>\w+)"\)""")]
    private static partial Regex Section();

    [GeneratedRegex("""^\| (?<names>`[^|]+`) \|""", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
