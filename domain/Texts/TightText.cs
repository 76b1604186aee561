using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>What is printed or named, as a reader compares it: width, spaces and line breaks do not count, brackets do.</summary>
public static class TightText
{
    /// <summary>Half-width and without white space: <c>项目资金\n（万元）</c> is <c>项目资金(万元)</c>.</summary>
    public static string Of(string text)
    {
        StringBuilder? tight = null; // most texts are tight
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsPlain(c))
            {
                tight?.Append(c);
                continue;
            }

            var wide = c is >= '！' and <= '～';
            if (!wide && !IsBlank(c))
            {
                return string.Concat(Nfkc.Of(text).Where(letter => !IsBlank(letter)));
            }

            tight ??= new StringBuilder(text, 0, i, text.Length);
            if (wide)
            {
                tight.Append((char)(c - 0xFEE0));
            }
        }

        return tight?.ToString() ?? text;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    /// <summary>Letters that NFKC leaves alone.</summary>
    private static bool IsPlain(char c) =>
        c is (> ' ' and <= '~') or (>= '一' and <= '鿿') or '≥' or '≤' or '—' or '、' or '。' or '“' or '”' or '√' or '☑' or '☐' or '□' or '■';
}
