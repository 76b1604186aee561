namespace PerfFlow.Attack.Tests.App;

/// <summary>The tables of a Markdown file of this project, headings and rules left out.</summary>
internal static class MarkdownTable
{
    /// <param name="section">Heading that it stands under; null: the only table.</param>
    public static IReadOnlyList<string[]> Rows(string file, string? section = null)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
        if (section is not null)
        {
            lines = [.. lines.SkipWhile(line => line != $"## {section}").Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))];
        }

        return
        [
            .. from pair in lines.Zip(lines.Skip(1))
               where pair.First.StartsWith('|') && pair.Second.StartsWith('|') && !pair.Second.StartsWith("| ---", StringComparison.Ordinal)
               select pair.Second.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray(),
        ];
    }
}
