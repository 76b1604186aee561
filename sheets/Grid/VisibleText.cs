using System.Globalization;
using System.Text;

namespace PerfFlow.Sheets.Grid;

/// <summary>
/// A text without what nobody sees (marks of direction, zero widths, soft hyphens) and without raised and lowered digits: those are
/// marks of footnotes or exponents, never digits of a number, and NFKC would make them such.
/// </summary>
internal static class VisibleText
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉";

    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (c > '~' && (IsUnseen(c) || IsRaised(c) || IsLowered(c)))
            {
                return Cleared(text);
            }
        }

        return text;
    }

    /// <summary>42¹ may mean 42 with a note, or a power: people are asked to look.</summary>
    public static bool IsRaisedBehindDigit(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (IsRaised(text[i]) && char.IsAsciiDigit(text[i - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The digits of a run that is formatted as raised or lowered, as the letters that say so; brackets of a note's mark go.
    /// </summary>
    public static string Shifted(string run, bool raised)
    {
        var shifted = new StringBuilder(run.Length);
        foreach (var c in run)
        {
            if (!raised || !"()[]（）［］【】*＊※①②③④⑤".Contains(c, StringComparison.Ordinal))
            {
                shifted.Append(char.IsAsciiDigit(c) ? (raised ? Raised : Lowered)[c - '0'] : c);
            }
        }

        return shifted.ToString();
    }

    private static string Cleared(string text)
    {
        var clear = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsUnseen(c))
            {
                continue;
            }

            if (IsRaised(c))
            {
                if (c is '²' or '³' && IsMeasure(clear))
                {
                    clear.Append(c);
                }
            }
            else if (!IsLowered(c))
            {
                clear.Append(c);
            }
            else if (clear.Length > 0 && (char.IsAsciiLetter(clear[^1]) || (IsFormula(clear) && clear[^1] == '.')))
            {
                clear.Append((char)('0' + Lowered.IndexOf(c, StringComparison.Ordinal))); // CO₂, PM₂.₅: of a name
            }
        }

        return clear.ToString();
    }

    /// <summary>m², 米², km³: an exponent of the measure before it.</summary>
    private static bool IsMeasure(StringBuilder text) => text.Length > 0 && text[^1] is 'm' or 'M' or '米';

    /// <summary>The text ends with a letter, digits and a point.</summary>
    private static bool IsFormula(StringBuilder text)
    {
        var at = text.Length - 2;
        while (at > 0 && char.IsAsciiDigit(text[at]))
        {
            at--;
        }

        return at >= 0 && at < text.Length - 2 && char.IsAsciiLetter(text[at]);
    }

    private static bool IsUnseen(char c) => c is '\u034F' or '\u115F' or '\u1160' or '\u3164' or (>= '\uFE00' and <= '\uFE0F')
        || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsRaised(char c) => c is '²' or '³' or '¹' or '⁰' or (>= '⁴' and <= '⁹');

    private static bool IsLowered(char c) => c is >= '₀' and <= '₉';
}
