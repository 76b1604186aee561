using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>A printed label in one spelling: width, spaces, line breaks and remarks in brackets do not count.</summary>
internal static class PrintedLabel
{
    private const int Longest = 64;

    /// <summary>Tight, without anything in brackets and without a closing colon; empty for what is too long to be a label.</summary>
    public static string Of(string text)
    {
        if (text.Length > Longest)
        {
            return "";
        }

        var tight = TightText.Of(text);
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
}
