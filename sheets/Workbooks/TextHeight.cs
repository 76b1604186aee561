using System.Text;

namespace PerfFlow.Sheets.Workbooks;

/// <summary>How high a text stands in a cell. Rather high than low: other fonts are wider, and a clipped line cannot be read.</summary>
internal static class TextHeight
{
    /// <summary>Points of the highest row there is.</summary>
    public const double Highest = 409;

    /// <summary>Of the workbook's font.</summary>
    public const double UsualSize = 11;

    private const double Leading = 1.5, Padding = 4;
    private const double Full = 2.1, Narrow = 1.3, Margin = 1.5; // in widths of a column, which are digits of the usual size
    private const int FirstFull = 0x370; // Chinese fonts print all from here on as wide as a character of their own
    private const int FirstOfChina = 0x2E80; // a line may end before and after each of them

    private const string Closing = ",。、;:?!)】》」』”’…%％,.;:?!)";
    private const string Opening = "(【《「『“‘(";

    /// <param name="width">Of the column, or of all that are merged.</param>
    /// <returns>Points, with room above and below.</returns>
    public static double Of(string text, double width, double size = UsualSize) =>
        (Loose(Lines(text, (width - Margin) * UsualSize / size)) * size * Leading) + Padding;

    /// <summary>Programs part words and signs by rules of their own, which over several lines come to one more.</summary>
    private static int Loose(int lines) => lines + (lines / 4);

    private static int Lines(string text, double width)
    {
        var lines = 0;
        foreach (var paragraph in text.AsSpan().EnumerateLines())
        {
            lines += OfParagraph(paragraph, width);
        }

        return lines;
    }

    private static int OfParagraph(ReadOnlySpan<char> paragraph, double width)
    {
        var lines = 1;
        double used = 0, word = 0; // the word at the end of the line goes to the next one whole
        var before = (Rune)' ';
        foreach (var rune in paragraph.EnumerateRunes())
        {
            var own = IsFull(rune) || IsOneOf("mw%@&", rune) || Rune.IsUpper(rune) ? Full : Narrow;
            word = MayPart(before, rune) ? 0 : word;
            if (used + own > width && used > 0)
            {
                lines++;
                word = word + own > width ? 0 : word;
                used = word;
            }

            (used, word, before) = (used + own, word + own, rune);
        }

        return lines;
    }

    private static bool MayPart(Rune before, Rune rune) =>
        (before.Value >= FirstOfChina || rune.Value >= FirstOfChina || before.Value is ' ' or '-')
        && !IsOneOf(Closing, rune)
        && !IsOneOf(Opening, before);

    private static bool IsFull(Rune rune) => rune.Value >= FirstFull;

    private static bool IsOneOf(string signs, Rune rune) => rune.IsBmp && signs.Contains((char)rune.Value, StringComparison.Ordinal);
}
