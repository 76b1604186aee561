using System.Buffers.Binary;
using System.Text;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// Tells office documents from other zips by the names in the central directory and, for OpenDocument, by the stored
/// <c>mimetype</c> entry in front. Nothing is inflated. Documents with macros are none of ours.
/// </summary>
internal static class OfficePackage
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const int LargestDirectory = 1024 * 1024;
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private static readonly EvidenceType Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static readonly EvidenceType Docx = new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static readonly EvidenceType Ods = new("ods", OpenDocument + "spreadsheet");
    private static readonly EvidenceType Odt = new("odt", OpenDocument + "text");

    /// <param name="file">Seekable.</param>
    /// <returns>Null for any other zip, one with macros, and one that is damaged.</returns>
    public static async Task<EvidenceType?> TypeAsync(Stream file, CancellationToken cancellation)
    {
        if (await NamesAsync(file, cancellation) is not { } names || names.Any(IsMacro))
        {
            return null;
        }

        return names.Contains("[Content_Types].xml")
            ? names.Contains("xl/workbook.xml") ? Xlsx : names.Contains("word/document.xml") ? Docx : null
            : names.Contains("META-INF/manifest.xml") ? await OpenDocumentAsync(file, cancellation) : null;
    }

    private static bool IsMacro(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase);

    private static async Task<EvidenceType?> OpenDocumentAsync(Stream file, CancellationToken cancellation)
    {
        const string Entry = "mimetype";
        var head = await ReadAsync(file, 0, LocalLength + Entry.Length + Odt.Media.Length + Ods.Media.Length, cancellation);
        var text = Encoding.ASCII.GetString(head, LocalLength, head.Length - LocalLength);
        return text.StartsWith(Entry + Ods.Media, StringComparison.Ordinal) ? Ods
            : text.StartsWith(Entry + Odt.Media, StringComparison.Ordinal) ? Odt
            : null;
    }

    /// <returns>Null when there is no sound directory of a sensible size.</returns>
    private static async Task<HashSet<string>?> NamesAsync(Stream file, CancellationToken cancellation)
    {
        var tail = await ReadAsync(file, Math.Max(0, file.Length - EndLength - LongestComment), EndLength + LongestComment, cancellation);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + EndLength > tail.Length)
        {
            return null;
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        return size <= LargestDirectory && offset + size <= file.Length
            ? Names(await ReadAsync(file, offset, (int)size, cancellation))
            : null; // zip64 too: no office document of this size needs it
    }

    private static HashSet<string>? Names(ReadOnlySpan<byte> directory)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (directory.Length >= CentralLength && directory.StartsWith("PK\x01\x02"u8))
        {
            var name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var length = CentralLength
                + name
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (length > directory.Length)
            {
                return null;
            }

            names.Add(Encoding.UTF8.GetString(directory.Slice(CentralLength, name)).Replace('\\', '/'));
            directory = directory[length..];
        }

        return directory.IsEmpty ? names : null;
    }

    private static async Task<byte[]> ReadAsync(Stream file, long from, int most, CancellationToken cancellation)
    {
        var bytes = new byte[(int)Math.Min(most, file.Length - from)];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
