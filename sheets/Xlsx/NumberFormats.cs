using System.Globalization;
using System.Xml;
using ExcelNumberFormat;
using PerfFlow.Sheets.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>
/// Number formats of a workbook by style index: how a number shows, and whether it shows as a percentage.
/// A workbook without a styles part shows every number plainly.
/// </summary>
internal sealed class NumberFormats
{
    private const int LongestFormat = 255;

    private readonly List<string?> byStyle = [];
    private readonly HashSet<int> struck = [];
    private readonly Dictionary<string, NumberFormat?> parsed = new(StringComparer.Ordinal);

    public bool Date1904 { get; set; }

    /// <summary>Reads styles.xml; only number formats matter, and fonts that strike out.</summary>
    public static NumberFormats Read(XmlReader xml, Meter meter)
    {
        var formats = new NumberFormats();
        var custom = new Dictionary<int, string>();
        var struckFonts = new HashSet<int>();
        var (inCellFormats, inFonts, font) = (false, false, -1);
        while (xml.Next())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "cellXfs")
            {
                break;
            }

            inFonts &= xml.NodeType != XmlNodeType.EndElement || xml.LocalName != "fonts";

            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id))
            {
                custom[id] = xml.GetAttribute("formatCode") ?? "";
                meter.Text(custom[id].Length);
            }
            else if (xml.LocalName == "fonts")
            {
                inFonts = !xml.IsEmptyElement;
            }
            else if (inFonts && xml.LocalName == "font")
            {
                font++;
            }
            else if (inFonts && xml.LocalName == "strike" && RunFont.IsOn(xml) && struckFonts.Count < meter.Limits.Styles)
            {
                struckFonts.Add(font);
            }
            else if (xml.LocalName == "cellXfs")
            {
                inCellFormats = !xml.IsEmptyElement;
            }
            else if (xml.LocalName == "xf" && inCellFormats)
            {
                _ = int.TryParse(xml.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var number);
                if (formats.byStyle.Count == meter.Limits.Styles)
                {
                    throw new RefusedException(FileRefusal.TooManyStyles);
                }

                if (int.TryParse(xml.GetAttribute("fontId"), CultureInfo.InvariantCulture, out var used) && struckFonts.Contains(used))
                {
                    formats.struck.Add(formats.byStyle.Count);
                }

                formats.byStyle.Add(custom.TryGetValue(number, out var code) ? code : BuiltIn(number));
            }
        }

        return formats;
    }

    /// <summary>Whether the font of a style strikes out what stands in the cell.</summary>
    public bool IsStruck(int style) => struck.Contains(style);

    /// <summary>A stored number as a cell.</summary>
    public GridCell Cell(int row, int column, double number, int style, CellTraits traits)
    {
        var format = style >= 0 && style < byStyle.Count ? byStyle[style] : null;
        return Cell(row, column, number, format, traits);
    }

    /// <summary>A stored number under a format; null is General.</summary>
    public GridCell Cell(int row, int column, double number, string? format, CellTraits traits)
    {
        var exact = Exact(number);
        if (exact is not { } value)
        {
            return new(row, column, number.ToString("R", CultureInfo.InvariantCulture), null, traits);
        }

        var plain = value.ToString(CultureInfo.InvariantCulture);
        switch (format)
        {
            case null or "" or "General" or "@":
                return new(row, column, plain, value, traits);
            case "0%" or "0.00%":
                return new(
                    row, column, value.ToString(format == "0%" ? "0%" : "0.00%", CultureInfo.InvariantCulture),
                    value, traits | CellTraits.Percent, format);
            case "0" or "0.00" or "#,##0" or "#,##0.00":
                return new(row, column, value.ToString(format, CultureInfo.InvariantCulture), value, traits, format);
            default:
                return Custom(row, column, number, value, plain, format, traits);
        }
    }

    /// <summary>Excel keeps 15 significant digits; the decimal has exactly those.</summary>
    public static decimal? Exact(double number) =>
        double.IsFinite(number) && Math.Abs(number) < 1e27 ? (decimal)number : null;

    private GridCell Custom(int row, int column, double number, decimal value, string plain, string format, CellTraits traits)
    {
        if (!parsed.TryGetValue(format, out var shape))
        {
            parsed[format] = shape = format.Length <= LongestFormat && new NumberFormat(format) is { IsValid: true } valid ? valid : null;
        }

        if (shape is null)
        {
            return new(row, column, plain, value, traits);
        }

        var shown = Show(shape, number, format);

        // An accounting format shows a zero as a dash, which elsewhere means "nothing here".
        var text = shown is not null && !NumberText.IsPlaceholder(shown) ? shown : plain;

        // A date is its text: 45291 says nothing to a reader of targets.
        return shape.IsDateTimeFormat || shape.IsTimeSpanFormat
            ? new(row, column, text, null, traits, format)
            : new(row, column, text, value, traits | TraitsOf(format, value, shown), format);
    }

    private static CellTraits TraitsOf(string format, decimal value, string? shown)
    {
        const int MoreThanRounding = 5;
        return Unquoted(format).Contains('%', StringComparison.Ordinal) ? CellTraits.Percent
            : IsUnseen(format, value) ? CellTraits.Unseen
            : Math.Abs(value) >= 1 && NumberText.Parse((shown ?? "").TrimStart('¥', '￥', '$', ' ')) is { } seen
                && Math.Abs(seen.Number) < Math.Abs(value) / MoreThanRounding ? CellTraits.Scaled
            : CellTraits.None;
    }

    /// <summary>The section for numbers of its sign is empty. A zero that does not show is a zero all the same.</summary>
    private static bool IsUnseen(string format, decimal value)
    {
        var sections = format.Split(';');
        return sections.Length > 1 && value != 0 && sections[value > 0 ? 0 : 1].Length == 0;
    }

    private string? Show(NumberFormat shape, double number, string format)
    {
        try
        {
            if (shape.IsDateTimeFormat)
            {
                return DateText(DateTime.FromOADate(Date1904 ? number + 1462 : number), format);
            }

            return shape.Format(number, CultureInfo.InvariantCulture).Trim();
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException
            or InvalidOperationException or IndexOutOfRangeException or NullReferenceException)
        {
            // A format the library cannot show: the number itself is shown instead.
            return null;
        }
    }

    /// <summary>The parts of a date that its format shows: 2023年12月 is no day of December, 14:30 is on no day at all.</summary>
    public static string DateText(DateTime date, string? format)
    {
        var shown = Unquoted(format ?? "").ToUpperInvariant();
        var day = shown.Contains('D', StringComparison.Ordinal);
        var year = shown.Contains('Y', StringComparison.Ordinal) || shown.Contains('E', StringComparison.Ordinal);
        return date.ToString(
            year && !day ? "yyyy年M月"
            : !year && !day && shown.Contains('H', StringComparison.Ordinal) ? "HH:mm"
            : date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd"
            : "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture);
    }

    /// <summary>The format without quoted texts and without letters that only keep a width, where a percent sign is decoration.</summary>
    private static string Unquoted(string format)
    {
        var plain = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && format[i] is '\\' or '_' or '*' or '!')
            {
                i++;
            }
            else if (!quoted)
            {
                plain.Append(format[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>The built-in formats that matter; 27 to 36 and 50 to 58 as Chinese Excel has them.</summary>
    private static string? BuiltIn(int id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        17 or 27 or 36 or 50 or 52 or 57 => "yyyy\"年\"m\"月\"",
        >= 14 and <= 16 or >= 28 and <= 31 or 51 or 53 or 54 or 58 => "yyyy-mm-dd",
        >= 18 and <= 21 or >= 32 and <= 35 or 55 or 56 => "hh:mm",
        22 => "yyyy-mm-dd hh:mm",
        37 or 38 => "#,##0",
        39 or 40 => "#,##0.00",
        _ => null,
    };
}
