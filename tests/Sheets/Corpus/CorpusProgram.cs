using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.Corpus;

/// <summary>
/// <c>dotnet run --project tests/Sheets -- tests/Sheets/Corpus/Files</c> writes the corpus again, with the reading of each file beside it:
/// whoever changes the reader reviews what changes there. LibreOffice is needed for the files it saves.
/// </summary>
internal static class CorpusProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            await Console.Error.WriteLineAsync("usage: dotnet run --project tests/Sheets -- <folder>");
            return 1;
        }

        Directory.CreateDirectory(folder);
        var written = CorpusFiles.Written().ToDictionary(file => file.Name, file => file.File.Bytes);
        foreach (var group in CorpusFiles.Resaved().GroupBy(each => each.Format).ToList())
        {
            var sources = group.Select(each => each.From).Distinct().ToList();
            var saved = await Soffice.Convert(group.Key, [.. sources.Select(name => (name, written[name]))]);
            foreach (var (from, _, name) in group)
            {
                written[name] = saved[sources.IndexOf(from)];
            }
        }

        foreach (var (name, bytes) in written)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
            await File.WriteAllTextAsync(Path.Combine(folder, name + ".json"), ReadingJson.Of(SheetReader.Read(bytes)));
        }

        await Console.Out.WriteLineAsync($"{written.Count} workbooks");
        return 0;
    }
}
