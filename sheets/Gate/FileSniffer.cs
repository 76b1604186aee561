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
}

/// <summary>Tells containers by their magic bytes.</summary>
public static class FileSniffer
{
    /// <summary>How many bytes <see cref="Sniff"/> wants to see.</summary>
    public const int HeadLength = 8;

    private static ReadOnlySpan<byte> ZipMagic => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> CompoundMagic => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static FileKind Sniff(ReadOnlySpan<byte> head) =>
        head.IsEmpty ? FileKind.Empty
        : head.StartsWith(ZipMagic) ? FileKind.Zip
        : head.StartsWith(CompoundMagic) ? FileKind.CompoundFile
        : FileKind.Unknown;
}
