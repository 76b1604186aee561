namespace PerfFlow.Attack.Tests.App;

/// <summary>The table of a Markdown file of this project, headings and rules left out.</summary>
internal static class MarkdownTable
{
    public static IReadOnlyList<string[]> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
        return
        [
            .. from pair in lines.Zip(lines.Skip(1))
               where pair.First.StartsWith('|') && pair.Second.StartsWith('|') && !pair.Second.StartsWith("| ---", StringComparison.Ordinal)
               select pair.Second.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray(),
        ];
    }
}
