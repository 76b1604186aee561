namespace PerfFlow.Domain.Tests;

/// <summary>Rows of the tables in a Markdown file of this project, headings and rules left out.</summary>
internal static class MarkdownTable
{
    /// <param name="columns">Only tables with this many columns are read.</param>
    public static TheoryData<string[]> Rows(string file, int columns) => [.. Read(file, columns).Select(row => row.Cells)];

    /// <returns>Each row with the heading of its section.</returns>
    public static IEnumerable<(string Section, string[] Cells)> Read(string file, int columns)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
        var section = "";
        for (var i = 1; i < lines.Length; i++)
        {
            section = lines[i].StartsWith("## ", StringComparison.Ordinal) ? lines[i][3..] : section;
            var isRow = lines[i].StartsWith('|') && lines[i - 1].StartsWith('|') && !lines[i].StartsWith("| ---", StringComparison.Ordinal);
            var cells = lines[i].Split('|')[1..^(isRow ? 1 : 0)];
            if (isRow && cells.Length == columns)
            {
                yield return (section, [.. cells.Select(c => c.Trim().Replace('␣', ' '))]);
            }
        }
    }
}
