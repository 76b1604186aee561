using System.Globalization;

namespace PerfFlow.Domain.Documents;

/// <summary>What stands between one heading and the next.</summary>
/// <param name="Heading">With those above it: 一、项目基本情况 / (一)项目概况. Of two alike the second has its number behind it.</param>
/// <param name="Lines">A paragraph, the caption, the head or a row of a table, each on a line of its own.</param>
public sealed record DocumentSection(string Heading, IReadOnlyList<string> Lines);

/// <summary>A document cut at its headings.</summary>
public static class DocumentLines
{
    public static IReadOnlyList<DocumentSection> Of(Document document)
    {
        var (path, sections, taken) = (new List<Block.Heading>(), new List<DocumentSection>(), new HashSet<string>());
        var lines = new List<string>();
        Open(document.Title);
        foreach (var block in document.Blocks)
        {
            if (block is Block.Heading heading)
            {
                path.RemoveAll(above => above.Level >= heading.Level);
                path.Add(heading);
                Open(string.Join(" / ", path.Select(above => above.Text)));
            }
            else
            {
                lines.AddRange(Of(block));
            }
        }

        return sections;

        void Open(string name)
        {
            var (unique, times) = (name, 1);
            while (!taken.Add(unique))
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({++times})");
            }

            sections.Add(new(unique, lines = []));
        }
    }

    private static IEnumerable<string> Of(Block block) => block switch
    {
        Block.Paragraph paragraph => [Text(paragraph.Runs)],
        Block.Table table =>
        [
            .. table.Caption is { } caption ? [caption] : Array.Empty<string>(),
            string.Join(" | ", table.Columns.Select(column => column.Title)),
            .. table.Rows.Select(row => string.Join(" | ", row.Select(cell => cell.Text))),
        ],
        Block.Signature signature => [signature.Unit, .. signature.Signs],
        _ => [],
    };

    private static string Text(IEnumerable<Run> runs) => string.Concat(runs.Select(run => run.Text));
}
