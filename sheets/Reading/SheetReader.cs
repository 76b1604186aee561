using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Reading;

/// <summary>Reads the forms out of a file of unknown origin. Bad input is a finding, never an exception.</summary>
public static class SheetReader
{
    public const string Version = "1";

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

    public static SheetReading Read(ReadOnlyMemory<byte> file, SheetLimits? limits = null)
    {
        var kind = FileSniffer.Sniff(file.Span);
        return new(Version, [], [new Finding(
            kind == FileKind.Empty ? "FILE_EMPTY" : "NOT_A_WORKBOOK",
            Severity.Error,
            null,
            new("不能识别的文件。", "The file is not a workbook we know."))]);
    }
}
