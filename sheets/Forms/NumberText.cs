using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>A number written as text, with the unit behind it: 1,234.5, １２３, 3727万元, 95%.</summary>
internal static partial class NumberText
{
    private const int Longest = 40;

    /// <returns>Null when the text is anything but one number with at most a unit.</returns>
    public static (decimal Number, string Unit)? Parse(string text)
    {
        if (text.Length is 0 or > Longest
            || !CouldStart(text.AsSpan().TrimStart())
            || HasRaisedDigit(text)
            || Shape().Match(TightText.Of(text).Replace('−', '-').Replace('–', '-')) is not { Success: true } match)
        {
            return null;
        }

        return decimal.TryParse(
            match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number)
            ? (number, match.Groups[2].Value)
            : null;
    }

    /// <summary>A cheap no for the many texts that are words.</summary>
    private static bool CouldStart(ReadOnlySpan<char> text) =>
        text.Length > 0 && (char.IsDigit(text[0]) || text[0] is '-' or '+' or '−' or '–' or '－' or '＋');

    /// <summary>10² is not 102, ① is not 1 and ½ is not 12.</summary>
    private static bool HasRaisedDigit(string text) =>
        text.Any(c => c > '~' && char.GetUnicodeCategory(c) is UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber);

    /// <summary>Stands for "nothing here" (field.md §3.4, 6). 无 is left to whoever knows the column.</summary>
    public static bool IsPlaceholder(string text) =>
        text.Trim() is var plain && (plain is "/" or "／" or "*" or "＊" or "…" or "……" or "..." || plain.All(IsDash));

    /// <summary>Any of the strokes that keyboards and pages have: - – — ― ‐ − － ─.</summary>
    private static bool IsDash(char c) =>
        char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c is '−' or '─' or '━' or 'ー' or '¯' or '￣';

    [GeneratedRegex(
        @"^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([^\d\s.,~\-]{0,8})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
