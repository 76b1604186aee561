namespace PerfFlow.Domain.Tests;

/// <summary>Rows of the tables in a Markdown file of this project, headings and rules left out.</summary>
internal static class MarkdownTable
{
    /// <param name="columns">Only tables with this many columns are read.</param>
    public static TheoryData<string[]> Rows(string file, int columns)
    {
        var rows = new TheoryData<string[]>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
        for (var i = 1; i < lines.Length; i++)
        {
            var isRow = lines[i].StartsWith('|') && lines[i - 1].StartsWith('|') && !lines[i].StartsWith("| ---", StringComparison.Ordinal);
            var cells = lines[i].Split('|')[1..^(isRow ? 1 : 0)];
            if (isRow && cells.Length == columns)
            {
                rows.Add([.. cells.Select(c => c.Trim().Replace('␣', ' '))]);
            }
        }

        return rows;
    }
}
