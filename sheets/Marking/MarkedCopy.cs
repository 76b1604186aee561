using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xls;
using PerfFlow.Sheets.Xlsx;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// Gives the section its own workbook back: a comment and a fill on every cell a finding names, and a first sheet that lists
/// the findings with links to the cells. Only the parts that must change are edited; every other part stays byte for byte.
/// </summary>
public static class MarkedCopy
{
    /// <summary>An object model takes some twenty times the bytes of its XML.</summary>
    private const long LargestDocuments = 8L * 1024 * 1024;

    private const long LargestSheet = 16L * 1024 * 1024;

    /// <summary>Rows of an .xls that is written anew, which takes about a second for every five thousand.</summary>
    private const int MostRows = 6_000;

    /// <summary>More marks than anyone mends; the list says how many are left out.</summary>
    private const int MostFindings = 2_000;

    /// <param name="original">A file as sent.</param>
    /// <returns>
    /// An .xlsx; of an .xls its values, number formats, merges, widths and heights in a new one. Null for a file that is refused, which has
    /// no cells to mark.
    /// </returns>
    public static byte[]? Write(ReadOnlyMemory<byte> original, IReadOnlyList<Finding> findings, SheetLimits? limits = null) =>
        Write(original, new MarkList("检查结果", "问题", "建议", Worst(findings)), new Dictionary<Place, FinalValue>(), limits);

    /// <summary>As above, with scores and grade written into their cells, and the same bytes for the same of all.</summary>
    /// <param name="notes">Listed on the first sheet, each cell of a score or grade among them.</param>
    public static byte[]? WriteScored(
        ReadOnlyMemory<byte> original,
        IReadOnlyList<Finding> notes,
        IReadOnlyDictionary<Place, FinalValue> scores,
        SheetLimits? limits = null) =>
        Write(original, new MarkList("审定结果", "审定结果", "说明", Worst(notes)), scores, limits) is { } copy ? Finish.Dated(copy) : null;

    private static byte[]? Write(
        ReadOnlyMemory<byte> original, MarkList list, IReadOnlyDictionary<Place, FinalValue> scores, SheetLimits? limits)
    {
        var meter = new Meter(limits ?? SheetLimits.Default);
        try
        {
            original = original[FileSniffer.Start(original.Span)..];
            switch (FileSniffer.Sniff(original.Span))
            {
                case FileKind.Zip when original.Length <= meter.Limits.FileBytes:
                    // Read first: what the gate passes is small enough to edit.
                    var read = XlsxReader.Read(original, meter);
                    return IsEditable(new Package(original, new Meter(meter.Limits)))
                        ? Mark(PartNames.WithSlashes(original.ToArray(), meter.Limits.TotalBytes), list, Labelled(scores, read))
                        : null;
                case FileKind.CompoundFile when original.Length <= meter.Limits.FileBytes:
                    var grids = XlsReader.Read(original, meter, looks: true);
                    return grids.Sum(grid => grid.LastRow) <= MostRows ? Mark(PlainCopy.Write(grids), list, Labelled(scores, grids)) : null;
                default:
                    return null;
            }
        }
        catch (RefusedException)
        {
            return null;
        }
        catch (Exception failure) when (failure is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException
            or FormatException or ArgumentException or InvalidOperationException or IOException or NotSupportedException
            or TimeoutException)
        {
            // The gate passed what the Open XML SDK will not edit: there is a reading, but no marked copy.
            return null;
        }
    }

    /// <summary>A grade in one cell with its label, 自评等级:优, leaves the label there.</summary>
    private static Dictionary<Place, FinalValue> Labelled(IReadOnlyDictionary<Place, FinalValue> values, IReadOnlyList<SheetGrid> grids)
    {
        return values.ToDictionary(
            each => each.Key,
            each => each.Value.IsNumber ? each.Value : FinalValue.Of(LabelAt(each.Key) + each.Value.Text));

        string LabelAt(Place place)
        {
            var (row, column) = CellReference.Parse(place.Cell);
            var text = grids.FirstOrDefault(grid => grid.Name == place.Sheet)?.At(row, column)?.Text ?? "";
            return text[..Labels.GradeEnd(text)];
        }
    }

    private static IReadOnlyList<Finding> Worst(IReadOnlyList<Finding> findings) => findings.Count <= MostFindings
        ? findings
        : [.. findings.OrderByDescending(finding => finding.Level).Take(MostFindings), Notes.More(findings.Count - MostFindings)];

    /// <summary>The reader passes over comments and drawings; whoever edits the file opens them, so they are weighed first.</summary>
    private static bool IsEditable(Package package)
    {
        var documents = LargestDocuments;
        foreach (var part in package.Parts.Where(part => part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            || part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
            || part.EndsWith(".vml", StringComparison.OrdinalIgnoreCase)))
        {
            if (part.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var streamed = part.StartsWith("xl/worksheets/sheet", StringComparison.OrdinalIgnoreCase);
            if (package.Inflated(part, streamed ? LargestSheet : documents) is not { } bytes)
            {
                return false;
            }

            documents -= streamed ? 0 : bytes;
        }

        return true;
    }

    private static byte[] Mark(byte[] workbook, MarkList list, IReadOnlyDictionary<Place, FinalValue> scores)
    {
        using var buffer = new MemoryStream();
        buffer.Write(workbook);
        using (var document = SpreadsheetDocument.Open(buffer, isEditable: true, new OpenSettings { AutoSave = false }))
        {
            new WorkbookMarker(document.WorkbookPart ?? throw new InvalidDataException("no workbook")).Mark(list, scores);
        }

        return buffer.ToArray();
    }
}
