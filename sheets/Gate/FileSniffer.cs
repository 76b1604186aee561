using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Sheets.Gate;

/// <summary>What the first bytes of a file say it is; its extension says nothing.</summary>
public enum FileKind
{
    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>No container of spreadsheets: refused at the door.</summary>
    Unknown,

    /// <summary>A zip, as .xlsx and newer .et files are.</summary>
    Zip,

    /// <summary>An OLE compound file, as .xls and older .et files are, and encrypted .xlsx files too.</summary>
    CompoundFile,

    /// <summary>An archive that is no zip: kept, and refused by its reader with advice.</summary>
    Archive,

    /// <summary>
    /// A text: a page, an XML table or comma-separated values that some system calls .xls. Kept, and refused by its reader with advice.
    /// </summary>
    Text,
}

/// <summary>Tells containers by their magic bytes.</summary>
public static partial class FileSniffer
{
    /// <summary>Bytes of a file's beginning that tell all there is to tell.</summary>
    public const int Head = 2048;

    /// <summary>How far into a file its magic bytes may begin, behind what a system wrote before them.</summary>
    private const int MostBefore = 512;

    private static ReadOnlySpan<byte> ZipMagic => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> CompoundMagic => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <param name="file">All of it, or its beginning.</param>
    public static FileKind Sniff(ReadOnlySpan<byte> file) => file.IsEmpty ? FileKind.Empty : OfMagic(file[Start(file)..]) switch
    {
        FileKind.Unknown when IsArchive(file) => FileKind.Archive,
        FileKind.Unknown when IsText(file) => FileKind.Text,
        var kind => kind,
    };

    /// <summary>Of a name that the file is given back under, without its dot: of what it is, whatever it was called.</summary>
    /// <param name="file">All of it, or its beginning.</param>
    public static string Extension(ReadOnlySpan<byte> file) => Sniff(file) switch
    {
        FileKind.Zip => "xlsx",
        FileKind.CompoundFile => "xls",
        FileKind.Text => "txt",
        FileKind.Archive => file[0] switch { (byte)'R' => "rar", (byte)'7' => "7z", _ => "gz" },
        _ => "bin",
    };

    /// <summary>
    /// Where the container begins: behind a byte order mark, blanks, or the lines of an answer (HTTP/1.1 200 OK, 2f40) that a system
    /// left in what it saved. 0 when there is none.
    /// </summary>
    public static int Start(ReadOnlySpan<byte> file)
    {
        var mark = file.StartsWith("\uFEFF"u8) ? 3 : 0;
        var end = mark;
        while (end < file.Length && end < MostBefore && OfMagic(file[end..]) == FileKind.Unknown)
        {
            end++;
        }

        return end < file.Length && OfMagic(file[end..]) != FileKind.Unknown && IsLeftOver(Encoding.Latin1.GetString(file[mark..end]))
            ? end
            : 0;
    }

    /// <summary>Blank lines, the status and headers of an answer, the length of a chunk; a script or a page is none of it.</summary>
    private static bool IsLeftOver(string before) => before.Split('\n').All(line => LeftOver().IsMatch(line.Trim()));

    [GeneratedRegex(
        "^(?:|[0-9A-Fa-f]{1,8}|HTTP/[0-9.]{1,5} .{0,80}|[A-Za-z-]{1,40}: .{0,200})$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeftOver();

    private static FileKind OfMagic(ReadOnlySpan<byte> head) =>
        head.StartsWith(ZipMagic) ? FileKind.Zip
        : head.StartsWith(CompoundMagic) ? FileKind.CompoundFile
        : FileKind.Unknown;

    /// <summary>
    /// What other programs begin with: PDF, PostScript, pictures, scripts, programs. To save those as a workbook helps nobody.
    /// </summary>
    private static readonly string[] Others =
        ["%PDF", "%!PS", "GIF8", "\u0089PNG", "\u00FF\u00D8\u00FF", "#!", "MZ", "@echo", "BM", "RIFF", "ID3", "OggS"];

    /// <summary>UTF-16 with its mark, or no byte that a text does not have.</summary>
    private static bool IsText(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, 1024)];
        var wide = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : null;
        var text = (wide ?? Encoding.Latin1).GetString(head);
        return text.AsSpan().IndexOfAnyInRange('\0', '\b') < 0
            && (wide is null || !text.Contains('\uFFFD', StringComparison.Ordinal))
            && !Others.Any(other => text.TrimStart().StartsWith(other, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>RAR, 7z, gzip.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> file) =>
        file.StartsWith("Rar!"u8)
        || file.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF])
        || file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
}
