using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PerfFlow.Functions.Tests.App;

/// <summary>What a .docx says.</summary>
internal static class WordText
{
    /// <summary>A paragraph or a row of a table a line, cells apart by <c> | </c>.</summary>
    public static IReadOnlyList<string> Lines(byte[] document)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(document), false);
        return [.. package.MainDocumentPart!.Document.Body!.Elements().SelectMany(block => block is Table table
            ? table.Elements<TableRow>().Select(row => string.Join(" | ", row.Elements<TableCell>().Select(cell => cell.InnerText)))
            : [block.InnerText])];
    }
}
