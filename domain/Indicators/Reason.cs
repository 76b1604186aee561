using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>偏差原因: 无, -, / and 空 are no reason (field.md §4.8a).</summary>
internal static class Reason
{
    public static bool IsGiven(string raw)
    {
        var text = NormalText.Of(raw).TrimEnd('.', ';', ',', '!');
        return text.Length > 0 && !Placeholder.Is(text) && text is not ("没有" or "无偏差" or "略");
    }
}
