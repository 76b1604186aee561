using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Documents.Html;
using PerfFlow.Documents.Markdown;
using PerfFlow.Documents.Word;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Tests;

/// <summary>What each form of a document says, without spaces and without what is only of the form.</summary>
internal static partial class Said
{
    public static string InWord(PerfFlow.Domain.Documents.Document document)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(WordDocument.Write(document, StyleProfile.Standard)), false);
        return Bare(string.Concat(package.MainDocumentPart!.Document.Body!.Descendants<Text>().Select(text => text.Text)));
    }

    public static string InHtml(PerfFlow.Domain.Documents.Document document)
    {
        using var to = new StringWriter();
        HtmlDocument.Write(document, StyleProfile.Standard, to);
        var html = to.ToString();
        return Bare(WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<main>", StringComparison.Ordinal)..], "")));
    }

    public static string InMarkdown(PerfFlow.Domain.Documents.Document document)
    {
        using var to = new StringWriter();
        MarkdownDocument.Write(document, to);
        var lines = to.ToString().Split('\n')
            .Where(line => !Ruler().IsMatch(line))
            .Select(line => Cells().Replace(Mark().Replace(line, ""), ""));
        return Bare(Escape().Replace(string.Concat(lines), "$1"));
    }

    public static string Bare(string text) => Blank().Replace(text, "");

    [GeneratedRegex(@"[\s\u0000-\u001F\uFFFD\uFFFE\uFFFF\uD800-\uDFFF]")]
    private static partial Regex Blank();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\|( :?---:? \|| ---:? \|| :---: \|)+$")]
    private static partial Regex Ruler();

    [GeneratedRegex(@"^#{1,6} ")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?<!\\)(?<escaped>(\\\\)*)\|", RegexOptions.ExplicitCapture)]
    private static partial Regex Cells();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
