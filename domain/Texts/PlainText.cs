using System.Globalization;
using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// What people may write into fields that others read: nothing that hides, nothing that turns the text around it. Joiners of emoji and of
/// scripts, marks and letters too new for this runtime are all plain.
/// </summary>
public static class PlainText
{
    /// <summary>Letters and signs that print nothing, by the word of Unicode none of white space.</summary>
    private const string Blanks = "\u115F\u1160\u2800\u3164\uFFA0";

    /// <summary>One line with something to see on it.</summary>
    public static bool IsName(string text) => !IsBlank(text) && text.EnumerateRunes().All(IsOfLine) && IsWhole(text);

    /// <summary>Of several lines; empty or blank for who has nothing to say, but then blank to everyone.</summary>
    public static bool IsText(string text)
        => (string.IsNullOrWhiteSpace(text) || !IsBlank(text))
        && text.EnumerateRunes().All(rune => IsPlain(rune) || rune.Value is '\n' or '\r' or '\t')
        && IsWhole(text);

    /// <summary>Nothing in it that would be seen.</summary>
    public static bool IsBlank(string? text) => text is null || text.EnumerateRunes().All(IsUnseen);

    /// <summary>What is plain of one line: for names that nobody typed here, of files on people's machines.</summary>
    public static string Cleaned(string text) => string.Concat(text.EnumerateRunes().Where(IsOfLine));

    /// <summary>One spelling for letters that are written in two ways (Unicode's form C); what it does not take stays as it is.</summary>
    public static string Nfc(string text) => IsWhole(text) && !text.IsNormalized() ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>Whether two names are one, in whichever of the two ways they are written.</summary>
    public static bool Same(string one, string other) => one == other || Nfc(one) == Nfc(other);

    /// <summary>Half pairs and what is no character can neither be normalised nor kept everywhere.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || ++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return !text.EnumerateRunes().Any(rune => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF);
    }

    /// <summary>No control character, and none that turns the direction of the text round it.</summary>
    private static bool IsPlain(Rune rune)
        => !Rune.IsControl(rune) && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));

    private static bool IsOfLine(Rune rune) => IsPlain(rune) && rune.Value is not (0x2028 or 0x2029);

    private static bool IsUnseen(Rune rune)
        => Rune.IsWhiteSpace(rune)
        || (rune.IsBmp && Blanks.Contains((char)rune.Value, StringComparison.Ordinal))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
}
