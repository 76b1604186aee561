using System.Collections.Frozen;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// Punctuation of Chinese text as it is printed: full width. What stands between Latin letters or digits (1,234.56, 12:30, f(x)) is left.
/// Every character stays where it is, so that parts of a text can be found again.
/// </summary>
public static class FullWidth
{
    private static readonly FrozenDictionary<char, char> Wide = new Dictionary<char, char>
    {
        [','] = '\uFF0C',
        [';'] = '\uFF1B',
        [':'] = '\uFF1A',
        ['?'] = '\uFF1F',
        ['!'] = '\uFF01',
    }.ToFrozenDictionary();

    /// <returns>As long as the text.</returns>
    public static string Of(string text)
    {
        if (!text.Any(IsChinese))
        {
            return text;
        }

        var letters = text.ToCharArray();
        Brackets(text, letters);
        foreach (var i in Enumerable.Range(0, letters.Length))
        {
            Widen(letters, i, At(letters, i - 1));
        }

        foreach (var i in Enumerable.Range(0, letters.Length).Reverse())
        {
            Widen(letters, i, At(letters, i + 1));
        }

        return new(letters);
    }

    private static void Brackets(string text, char[] letters)
    {
        var open = new Stack<int>();
        foreach (var (i, letter) in text.Index())
        {
            if (letter == '(')
            {
                open.Push(i);
            }
            else if (letter == ')' && open.TryPop(out var from) && IsOfChinese(text, from, i))
            {
                (letters[from], letters[i]) = ('\uFF08', '\uFF09');
            }
        }
    }

    /// <summary>A row of marks is Chinese as a whole: it is gone through from both sides.</summary>
    private static void Widen(char[] letters, int index, char beside)
    {
        if (IsChinese(beside) && Wide.TryGetValue(letters[index], out var wide))
        {
            letters[index] = wide;
        }
    }

    /// <summary>Chinese inside, or behind a word of it: a formula's brackets follow a letter.</summary>
    private static bool IsOfChinese(string text, int from, int to)
        => !char.IsAsciiLetterOrDigit(At(text, from - 1)) || text.AsSpan(from, to - from).ContainsAnyInRange('\u2E80', '\u9FFF');

    private static char At(ReadOnlySpan<char> text, int index) => index >= 0 && index < text.Length ? text[index] : ' ';

    /// <summary>Han, and the marks that stand among it.</summary>
    private static bool IsChinese(char letter)
        => letter is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF')
            or '\u201C' or '\u201D' or '\u2014' or '\u2026' || char.IsSurrogate(letter);
}
