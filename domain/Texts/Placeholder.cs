namespace PerfFlow.Domain.Texts;

/// <summary>What stands in a cell that was left empty: — - / * 空.</summary>
internal static class Placeholder
{
    public static bool Is(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExcept('-') < 0 || text is "/" or "*" or "无" or "空" or "空白" or "暂无" or "…" or "..." or "……";
}
