using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.Corpus;

public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "Files");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder)
        .Where(file => !file.EndsWith(".json", StringComparison.Ordinal))
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal)];

    [Fact]
    public void The_corpus_has_at_least_sixty_workbooks() => Assert.True(Files.Count >= 60, $"{Files.Count} files");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workbook_reads_as_its_expectation_says(string file)
    {
        var expected = File.ReadAllText(Path.Combine(Folder, file + ".json"));

        Assert.Equal(expected, ReadingJson.Of(SheetReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)))));
    }

    public static TheoryData<string, string> Resaved
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (from, _, name) in CorpusFiles.Resaved())
            {
                data.Add(from, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Resaved))]
    public void A_workbook_that_another_program_saved_again_reads_as_before(string from, string saved) => Assert.Equal(
        ReadingJson.Of(SheetReader.Read(File.ReadAllBytes(Path.Combine(Folder, from)))),
        ReadingJson.Of(SheetReader.Read(File.ReadAllBytes(Path.Combine(Folder, saved)))));

    /// <summary>Marks change no value: of an .xls the copy has the same readings at the same cells.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_marked_copy_reads_as_the_workbook_does(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, file));
        var reading = SheetReader.Read(bytes);
        var copy = MarkedCopy.Write(bytes, reading.Findings);

        Assert.Equal(Refused(file) ? null : Forms(reading), copy is null ? null : Forms(SheetReader.Read(copy)));
    }

    private static bool Refused(string file) => file.EndsWith(".csv", StringComparison.Ordinal);

    private static string Forms(SheetReading reading) => ReadingJson.Of(reading with { Findings = [] });
}
