using System.Text;

namespace PerfFlow.Sheets.Forms;

/// <summary>One spelling for printed words: width, spaces, line breaks and remarks in brackets do not count.</summary>
internal static class Words
{
    private const int LongestLabel = 64;

    /// <summary>Half-width and without white space: <c>项目资金\n（万元）</c> is <c>项目资金(万元)</c>.</summary>
    public static string Tight(string text)
    {
        if (IsTight(text))
        {
            return text;
        }

        var tight = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsPlain(c))
            {
                tight.Append(c);
            }
            else if (c is >= '！' and <= '～')
            {
                tight.Append((char)(c - 0xFEE0));
            }
            else if (!IsBlank(c))
            {
                return Exotic(text);
            }
        }

        return tight.ToString();
    }

    /// <summary>With a letter outside the usual ranges: full NFKC.</summary>
    private static string Exotic(string text)
    {
        var tight = new StringBuilder(text.Length);
        foreach (var c in Composed(text))
        {
            if (!IsBlank(c))
            {
                tight.Append(c);
            }
        }

        return tight.ToString();
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    /// <summary><see cref="Tight"/> without anything in brackets and without a closing colon.</summary>
    public static string Label(string text)
    {
        if (text.Length > LongestLabel)
        {
            return "";
        }

        var tight = Tight(text);
        var open = tight.IndexOf('(', StringComparison.Ordinal);
        if (open == 0)
        {
            return tight.Trim('(', ')', ':');
        }

        if (open > 0)
        {
            var close = tight.LastIndexOf(')');
            tight = tight[..open] + (close > open ? tight[(close + 1)..] : "");
        }

        return tight.TrimEnd(':').TrimStart('*');
    }

    /// <summary>NFKC; broken surrogates, which normalising refuses, stay as they are.</summary>
    private static string Composed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == Rune.ReplacementChar.Value)
            {
                return text;
            }
        }

        return text.Normalize(NormalizationForm.FormKC);
    }

    private static bool IsTight(string text)
    {
        foreach (var c in text)
        {
            if (!IsPlain(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters that NFKC leaves alone.</summary>
    private static bool IsPlain(char c) => c is (> ' ' and <= '~') or (>= '一' and <= '鿿') or '≥' or '≤' or '—' or '、' or '。' or '“' or '”' or '√' or '☑' or '☐' or '□' or '■';
}
