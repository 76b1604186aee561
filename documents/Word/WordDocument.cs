using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Domain.Documents;
using Document = PerfFlow.Domain.Documents.Document;

namespace PerfFlow.Documents.Word;

/// <summary>Writes a document as .docx: real styles, heads that repeat, page numbers, bound numbers that cannot be typed over.</summary>
public static class WordDocument
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <returns>The same bytes for the same document.</returns>
    public static byte[] Write(Document document, StyleProfile style)
    {
        using var to = new MemoryStream();
        using (var package = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document, autoSave: false))
        {
            var main = package.AddNewPart<MainDocumentPart>(Main, "rId1");
            main.AddNewPart<StyleDefinitionsPart>("rId1").Styles = Styling.Of(style);
            main.StyleDefinitionsPart!.Styles!.Save();
            main.AddNewPart<FooterPart>(PageSetup.FooterId).Footer = PageSetup.Footer();
            main.FooterParts.Single().Footer.Save();
            CoreProperties.Write(package.AddNewPart<CoreFilePropertiesPart>("rId2"), document.Title);
            using var writer = OpenXmlWriter.Create(main);
            Body(writer, document, style);
        }

        return ZipDates.Fixed(to);
    }

    /// <summary>Block by block: a long document is never held as a tree.</summary>
    private static void Body(OpenXmlWriter writer, Document document, StyleProfile style)
    {
        var page = new PageSetup(style);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new DocumentFormat.OpenXml.Wordprocessing.Document());
        writer.WriteStartElement(new Body());
        writer.WriteElement(Paragraphs.Of(Styling.Title, [new(document.Title)]));
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Block.Heading heading:
                    writer.WriteElement(page.Broken(Paragraphs.Of(Styling.Heading(heading.Level), [new(heading.Text)])));
                    break;
                case Block.Paragraph paragraph:
                    writer.WriteElement(page.Broken(Paragraphs.Of(Styling.Body, paragraph.Runs)));
                    break;
                case Block.Table table:
                    page.BreakBeforeTable(writer);
                    Tables.Write(writer, table, page.TextWidth);
                    break;
                case Block.Page turned:
                    page.Turn(writer, turned.Landscape);
                    break;
                case Block.Signature signature:
                    SignatureLines.Write(writer, signature, page);
                    break;
            }
        }

        writer.WriteElement(page.Section());
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
