using System.Reflection;

namespace PerfFlow.Domain.Tests;

/// <summary>edge-cases.md names a test or a table row for each case of field.md §4.8a.</summary>
public sealed class EdgeCaseTests
{
    private const int Cases = 26;

    public static TheoryData<string[]> Rows => MarkdownTable.Rows("edge-cases.md", 2);

    [Fact]
    public void Every_case_is_there() => Assert.Equal(Cases, Rows.Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_shows_a_case_exists(string[] row)
        => Assert.All(row[1].Split("; "), evidence => Assert.True(Exists(evidence), evidence));

    private static bool Exists(string evidence) => evidence.Split(": ", 2) switch
    {
        ["scoring.md", var cells] => HasRow("Scoring/scoring.md", 7, cells),
        ["actuals.md", var cells] => HasRow("Indicators/actuals.md", 4, cells),
        ["grammar.md", var cells] => HasRow("Indicators/grammar.md", 5, cells),
        ["lights.md", var cells] => HasRow("Monitoring/lights.md", 8, cells),
        [var other, ..] => other.StartsWith("tests/", StringComparison.Ordinal) || IsTest(other),
        _ => false,
    };

    private static bool HasRow(string file, int columns, string beginning)
    {
        var cells = beginning.Split(" / ");
        return MarkdownTable.Read(file, columns).Any(row => row.Cells.Take(cells.Length).SequenceEqual(cells));
    }

    private static bool IsTest(string name) => name.Split('.') is [var type, var method]
        && Array.Exists(
            typeof(EdgeCaseTests).Assembly.GetTypes(),
            t => t.Name == type && t.GetMethod(method)?.GetCustomAttribute<FactAttribute>() is not null);
}
