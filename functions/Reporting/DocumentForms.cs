using System.Text;
using PerfFlow.Documents.Html;
using PerfFlow.Documents.Markdown;
using PerfFlow.Documents.Word;
using PerfFlow.Domain.Documents;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reporting;

/// <summary>The three forms of a document as files: name, media type, bytes.</summary>
internal static class DocumentForms
{
    public const string HtmlMedia = AnswersAttribute.Html + "; charset=utf-8";
    public const string MarkdownMedia = AnswersAttribute.Markdown + "; charset=utf-8";

    public static byte[] Word(Document document) => WordDocument.Write(document, StyleProfile.Standard);

    public static byte[] Html(Document document) => Text(to => HtmlDocument.Write(document, StyleProfile.Standard, to));

    public static byte[] Markdown(Document document) => Text(to => MarkdownDocument.Write(document, to));

    private static byte[] Text(Action<TextWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var to = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true))
        {
            write(to);
        }

        return bytes.ToArray();
    }
}
