using System.Globalization;

namespace PerfFlow.Domain.Texts;

/// <summary>One spelling for what looks alike (field.md §2.4): width, spaces, operators, dashes, thousands commas.</summary>
internal static class NormalText
{
    /// <summary>Longer texts are prose, not values.</summary>
    public const int Longest = 512;

    /// <summary>How long a buffer <see cref="Write"/> needs: one letter becomes at most 18 under NFKC, and no value is that long.</summary>
    public static int Room(int length) => length <= Longest ? Math.Min(length * 18, Longest * 2) : length * 2;

    public static string Of(string raw)
    {
        if (raw.Length == 0)
        {
            return "";
        }

        Span<char> buffer = raw.Length <= Longest ? stackalloc char[Room(raw.Length)] : new char[Room(raw.Length)];
        ReadOnlySpan<char> text = buffer[..Write(raw, buffer)];
        return text.SequenceEqual(raw) ? raw : new string(text);
    }

    /// <param name="to">As long as <see cref="Room"/> says.</param>
    /// <returns>Characters written.</returns>
    public static int Write(ReadOnlySpan<char> raw, Span<char> to)
    {
        var length = 0;
        var exotic = false;
        var previous = '\0';
        foreach (var c in raw)
        {
            var mapped = IsDash(c) && c == previous ? Dropped : Map(c);
            previous = c;
            if (mapped == Exotic)
            {
                exotic = true;
                break;
            }

            if (mapped != Dropped)
            {
                length = Append(to, length, mapped);
            }
        }

        return exotic ? WriteExotic(raw, to) : DropThousands(to[..length]);
    }

    private const char Dropped = '\0';
    private const char Exotic = '\uFFFF';

    /// <summary>NFKC would turn their exponent into a digit of a number.</summary>
    private static readonly (string Sign, string Word)[] Measures =
        [("㎡", "平方米"), ("m²", "平方米"), ("㎥", "立方米"), ("m³", "立方米"), ("²", "平方"), ("³", "立方")];

    /// <summary>A Chinese dash is written as two of them; two ASCII signs may be a dash and a minus.</summary>
    private static bool IsDash(char c) => c is '—' or '–' or '―';

    private static char Map(char c) => c switch
    {
        >= '!' and <= '~' => c,
        >= '一' and <= '鿿' => c,
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '≧' or '⩾' or '≥' => '≥',
        '≦' or '⩽' or '≤' => '≤',
        '〜' or '∼' => '~',
        '—' or '–' or '−' or '‐' or '‑' or '―' => '-',
        '、' => ';',
        '。' => '.',
        '√' or '✓' or '✔' or '☑' => '√',
        '×' or '✗' or '✘' => '×',
        '〇' => '零',
        '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u2060' => Dropped,
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => Dropped,
        _ => Exotic,
    };

    /// <summary>Letters outside the usual ranges: full NFKC, then the same map, the rest kept as it is.</summary>
    private static int WriteExotic(ReadOnlySpan<char> raw, Span<char> to)
    {
        var text = new string(raw);
        foreach (var (sign, word) in Measures)
        {
            text = text.Replace(sign, word, StringComparison.Ordinal);
        }

        // ①5 is no 15, and ½ no 1/2: such signs stay as they are, and what they stand in is reported.
        if (!text.Any(c => char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.OtherNumber))
        {
            text = Nfkc.Of(text);
        }

        var length = 0;
        var previous = '\0';
        foreach (var c in text)
        {
            var mapped = IsDash(c) && c == previous ? Dropped : Map(c);
            previous = c;
            if (mapped != Dropped && length < to.Length)
            {
                length = Append(to, length, mapped == Exotic ? c : mapped);
            }
        }

        return DropThousands(to[..length]);
    }

    /// <summary>&gt;= and its kin become one sign.</summary>
    private static int Append(Span<char> to, int length, char c)
    {
        if (length > 0)
        {
            var joined = (to[length - 1], c) switch
            {
                ('>', '=') or ('=', '>') or ('≥', '=') => '≥',
                ('<', '=') or ('=', '<') or ('≤', '=') => '≤',
                ('=', '=') => '=',
                _ => Dropped,
            };
            if (joined != Dropped)
            {
                to[length - 1] = joined;
                return length;
            }
        }

        to[length] = c;
        return length + 1;
    }

    /// <summary>Takes commas out between digits when groups of exactly three follow.</summary>
    private static int DropThousands(Span<char> text)
    {
        if (text.IndexOf(',') < 0)
        {
            return text.Length;
        }

        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var separates = text[i] == ',' && i > 0 && char.IsAsciiDigit(text[i - 1]) && Signs.LeadingDigits(text[(i + 1)..]) == 3;
            if (!separates)
            {
                text[length++] = text[i];
            }
        }

        return length;
    }
}
