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
        foreach (var c in Composed(text))
        {
            if (!char.IsWhiteSpace(c) && c is not ('\u200B' or '\uFEFF'))
            {
                tight.Append(c);
            }
        }

        return tight.ToString();
    }

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
            if (c is not ((> ' ' and <= '~') or (>= '一' and <= '鿿')))
            {
                return false;
            }
        }

        return true;
    }
}
