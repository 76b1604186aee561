using PerfFlow.Sheets.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xls;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Reading;

/// <summary>Reads the forms out of a file of unknown origin. Bad input is a finding, never an exception.</summary>
public static class SheetReader
{
    /// <summary>Raised whenever the same bytes are read otherwise: what was read before is then read again.</summary>
    public const string Version = "5";

    /// <summary>Reads at most one byte more than the limit allows, from where the stream stands.</summary>
    public static SheetReading Read(Stream file, SheetLimits? limits = null)
    {
        limits ??= SheetLimits.Default;
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        int read;
        while (buffer.Length <= limits.FileBytes && (read = file.Read(chunk, 0, chunk.Length)) > 0)
        {
            buffer.Write(chunk, 0, read);
        }

        return Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), limits);
    }

    public static SheetReading Read(ReadOnlyMemory<byte> file, SheetLimits? limits = null) =>
        Read(file, new Meter(limits ?? SheetLimits.Default));

    /// <summary>As above, with what the file cost left on the meter.</summary>
    internal static SheetReading Read(ReadOnlyMemory<byte> file, Meter meter)
    {
        try
        {
            var grids = Grids(file, meter);
            var findings = new FindingList(meter.Limits.Findings);
            var forms = FormFinder.Find(grids, findings, meter);
            return new(Version, forms, findings.ToList());
        }
        catch (RefusedException refused)
        {
            return new(Version, [], [refused.Finding]);
        }
    }

    private static List<SheetGrid> Grids(ReadOnlyMemory<byte> file, Meter meter)
    {
        if (file.Length > meter.Limits.FileBytes)
        {
            throw new RefusedException(FileRefusal.FileTooLarge);
        }

        file = file[FileSniffer.Start(file.Span)..];
        return FileSniffer.Sniff(file.Span) switch
        {
            FileKind.Zip => XlsxReader.Read(file, meter),
            FileKind.Empty => throw new RefusedException(FileRefusal.FileEmpty),
            FileKind.CompoundFile => XlsReader.Read(file, meter),
            FileKind.Archive => throw new RefusedException(FileRefusal.ZipOfFiles),
            FileKind.Text => throw new RefusedException(TextFiles.Refusal(file.Span)),
            _ => throw new RefusedException(FileRefusal.NotAWorkbook),
        };
    }
}
