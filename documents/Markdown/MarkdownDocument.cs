using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Documents.Markdown;

/// <summary>Writes a document as Markdown of GitHub's kind: for programs and for comparing versions line by line.</summary>
public static class MarkdownDocument
{
    public static void Write(Document document, TextWriter to)
    {
        to.Write($"# {MarkdownText.Of(document.Title)}\n");
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Block.Heading heading:
                    to.Write($"\n{new string('#', heading.Level + 1)} {MarkdownText.Of(heading.Text)}\n");
                    break;
                case Block.Paragraph paragraph:
                    to.Write($"\n{Leading.Of(string.Concat(paragraph.Runs.Select(run => MarkdownText.Of(run.Text))))}\n");
                    break;
                case Block.Table table:
                    Write(table, to);
                    break;
                case Block.Signature signature:
                    foreach (var line in signature.Signs.Append(SignatureText.Sealed(signature)).Append(SignatureText.Date))
                    {
                        to.Write($"\n{MarkdownText.Of(line.Trim())}\n");
                    }

                    break;
            }
        }
    }

    private static void Write(Block.Table table, TextWriter to)
    {
        if (table.Caption is { } caption)
        {
            to.Write($"\n{MarkdownText.Of(caption)}\n");
        }

        to.Write($"\n| {string.Join(" | ", table.Columns.Select(column => MarkdownText.Of(column.Title)))} |\n");
        to.Write($"| {string.Join(" | ", table.Columns.Select(column => column.Alignment switch
        {
            Alignment.Right => "---:",
            Alignment.Center => ":---:",
            _ => "---",
        }))} |\n");
        foreach (var row in table.Rows)
        {
            to.Write($"| {string.Join(" | ", row.Select(cell => MarkdownText.Of(cell.Text)))} |\n");
        }
    }
}
