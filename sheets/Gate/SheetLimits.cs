namespace PerfFlow.Sheets.Gate;

/// <summary>
/// What a workbook may cost at most. Every bound is counted while reading, never taken from what the file declares.
/// The defaults hold a budget sheet of 5,000 indicators with room to spare.
/// </summary>
public sealed record SheetLimits
{
    public static SheetLimits Default { get; } = new();

    /// <summary>Bytes of the file as sent.</summary>
    public int FileBytes { get; init; } = 25 * 1024 * 1024;

    /// <summary>Entries of the zip.</summary>
    public int Entries { get; init; } = 500;

    /// <summary>Inflated bytes of one part.</summary>
    public long PartBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Inflated bytes of all parts read together.</summary>
    public long TotalBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>Inflated bytes per byte as sent, judged once a part is over <see cref="RatioFloor"/>.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Parts up to this many inflated bytes are never refused for their ratio: an empty styled grid packs well.</summary>
    public long RatioFloor { get; init; } = 4L * 1024 * 1024;

    /// <summary>Worksheets of one workbook.</summary>
    public int Sheets { get; init; } = 100;

    /// <summary>Highest row number that may hold a value.</summary>
    public int Rows { get; init; } = 20_000;

    /// <summary>Highest column number that may hold a value.</summary>
    public int Columns { get; init; } = 512;

    /// <summary>Cells with a value, over all sheets.</summary>
    public int Cells { get; init; } = 200_000;

    /// <summary>Characters of one text.</summary>
    public int TextLength { get; init; } = 32_767;

    /// <summary>Characters of all texts stored, and of all texts of the forms: a text may stand in many cells.</summary>
    public long TextTotal { get; init; } = 8L * 1024 * 1024;

    /// <summary>Merged ranges over all sheets; those of one sheet may cover eight times as many columns together.</summary>
    public int Merges { get; init; } = 50_000;

    /// <summary>Headers of indicator blocks over all sheets, those that a page break repeats among them.</summary>
    public int Headers { get; init; } = 2_000;

    /// <summary>Rows of indicators over all sheets.</summary>
    public int Indicators { get; init; } = 20_000;

    /// <summary>Different names of elements and attributes: any XML reader keeps each for as long as it reads.</summary>
    public int XmlNames { get; init; } = 5_000;

    /// <summary>Records of an .xls.</summary>
    public int Records { get; init; } = 1_000_000;

    /// <summary>Cell styles; Excel itself stops at 65,490.</summary>
    public int Styles { get; init; } = 65_536;

    /// <summary>Findings kept of one workbook; the rest is one finding that says how many.</summary>
    public int Findings { get; init; } = 500;
}
