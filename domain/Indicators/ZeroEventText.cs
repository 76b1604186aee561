using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>无…事件, 零投诉, 不发生…: none may happen.</summary>
internal static class ZeroEventText
{
    public static bool Is(ReadOnlySpan<char> text, Profile profile)
    {
        // 无安全事故,投诉三起 says more than that there was none.
        if (text.ContainsAny(Signs.Quantities) || (text.ContainsAny(",;.") && Numerals.AnyIn(text)))
        {
            return false;
        }

        var rest = text;
        return WordScan.TakeAny(ref rest, ["不发生", "未发生", "不出现", "未出现", "没有发生", "杜绝"])
            ? rest.Length > 0
            : WordScan.TakeAny(ref rest, ["没有", "无", "零"]) && WordScan.ContainsAny(rest, profile.Qualitative.ZeroEvents);
    }
}
