using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Indicators;

public sealed class GrammarTests
{
    public static TheoryData<string[]> Rows => MarkdownTable.Rows("Indicators/grammar.md", 5);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_of_the_grammar_is_read_as_it_says(string[] row)
    {
        var reading = TargetText.Read(
            Column(row[1], "E1"), new Cell(new Place("表", "F1"), row[0]), Column(row[2], "G1"), Profile.Standard, 2023);

        var refusal = reading.Findings.FirstOrDefault(f => f.Level == Severity.Error);
        var read = reading.Target switch
        {
            null => refusal?.Code,
            { Nature: TargetNature.Qualitative } => "定性",
            var target => target.ToString(),
        };
        Assert.Equal(row[3], read);
        Assert.Equal(reading.Target is null, refusal is not null);
        Assert.Equal(row[0], reading.Target?.Raw ?? row[0]);
        Assert.Contains(row[4], $"{refusal?.Message.Zh} {refusal?.Suggestion?.Zh}", StringComparison.Ordinal);
    }

    private static Cell? Column(string text, string cell) => text.Length == 0 ? null : new Cell(new Place("表", cell), text);
}
