using System.Text.Encodings.Web;
using System.Text.Unicode;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Html;

/// <summary>Writes a document as one HTML file for the browser and its printer: no script, nothing fetched from elsewhere.</summary>
public static class HtmlDocument
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Write(Document document, StyleProfile style, TextWriter to)
    {
        var title = Text(document.Title);
        to.Write($"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {HtmlStyle.Of(style)}
            </style>
            </head>
            <body>
            <main>
            <section>
            <h1>{title}</h1>

            """);
        foreach (var block in document.Blocks)
        {
            Write(block, to);
        }

        to.Write("</section>\n</main>\n</body>\n</html>\n");
    }

    private static void Write(Block block, TextWriter to)
    {
        switch (block)
        {
            case Block.Heading heading:
                var level = Math.Clamp(heading.Level, 1, 3) + 1;
                to.Write($"<h{level}>{Text(heading.Text)}</h{level}>\n");
                break;
            case Block.Paragraph paragraph:
                to.Write($"<p>{string.Concat(paragraph.Runs.Select(Inline))}</p>\n");
                break;
            case Block.Table table:
                Write(table, to);
                break;
            case Block.Page page:
                to.Write($"</section>\n<section class=\"{(page.Landscape ? "page wide" : "page")}\">\n");
                break;
            case Block.Signature signature:
                to.Write("<div class=\"signature\">\n");
                foreach (var sign in signature.Signs)
                {
                    to.Write($"<p class=\"sign\">{Text(sign)}</p>\n");
                }

                to.Write($"<p>{Text(SignatureText.Sealed(signature))}</p>\n<p>{Text(SignatureText.Date)}</p>\n</div>\n");
                break;
        }
    }

    private static void Write(Block.Table table, TextWriter to)
    {
        to.Write("<table>\n");
        if (table.Caption is { } caption)
        {
            to.Write($"<caption>{Text(caption)}</caption>\n");
        }

        to.Write("<thead><tr>");
        foreach (var column in table.Columns)
        {
            to.Write($"<th scope=\"col\">{Text(column.Title)}</th>");
        }

        to.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            to.Write("<tr>");
            foreach (var (i, cell) in row.Index())
            {
                to.Write($"<td{Class(table.Columns[i].Alignment)}>{Inline(cell)}</td>");
            }

            to.Write("</tr>\n");
        }

        to.Write("</tbody>\n</table>\n");
    }

    private static string Inline(Run run)
        => run.Field is { } field ? $"<span data-field=\"{Text(field)}\">{Text(run.Text)}</span>" : Text(run.Text);

    private static string Class(Alignment alignment) => alignment switch
    {
        Alignment.Right => " class=\"right\"",
        Alignment.Center => " class=\"center\"",
        _ => "",
    };

    private static string Text(string text) => Encoder.Encode(XmlText.Of(text));
}
