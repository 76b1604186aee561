using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Xls;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// Gives the section its own workbook back: a comment and a fill on every cell a finding names, and a first sheet that lists
/// the findings with links to the cells. Only the parts that must change are edited; every other part stays byte for byte.
/// </summary>
public static class MarkedCopy
{
    /// <param name="original">A file as sent.</param>
    /// <returns>An .xlsx; of an .xls its values and merges in a new one. Null for a file that is refused, which has no cells to mark.</returns>
    public static byte[]? Write(ReadOnlyMemory<byte> original, IReadOnlyList<Finding> findings, SheetLimits? limits = null)
    {
        var meter = new Meter(limits ?? SheetLimits.Default);
        try
        {
            switch (FileSniffer.Sniff(original.Span))
            {
                case FileKind.Zip when original.Length <= meter.Limits.FileBytes:
                    // Read first: what the gate passes is small enough to edit.
                    XlsxReader.Read(original, meter);
                    return Mark(PartNames.WithSlashes(original.ToArray()), findings);
                case FileKind.CompoundFile when original.Length <= meter.Limits.FileBytes:
                    return Mark(PlainCopy.Write(XlsReader.Read(original, meter)), findings);
                default:
                    return null;
            }
        }
        catch (RefusedException)
        {
            return null;
        }
        catch (Exception failure) when (failure is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FormatException or ArgumentException or InvalidOperationException or IOException or NotSupportedException)
        {
            // The gate passed what the Open XML SDK will not edit: there is a reading, but no marked copy.
            return null;
        }
    }

    private static byte[] Mark(byte[] workbook, IReadOnlyList<Finding> findings)
    {
        using var buffer = new MemoryStream();
        buffer.Write(workbook);
        using (var document = SpreadsheetDocument.Open(buffer, isEditable: true, new OpenSettings { AutoSave = false }))
        {
            new WorkbookMarker(document.WorkbookPart ?? throw new InvalidDataException("no workbook")).Mark(findings);
        }

        return buffer.ToArray();
    }
}
