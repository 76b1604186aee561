using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// Compares names of levels, kinds and indicators the way a reader does: width, spaces and remarks in brackets do not count.
/// </summary>
public static class Label
{
    /// <summary>NFKC, without white space and without anything in brackets: <c>产出指标（50分）</c> is <c>产出指标</c>.</summary>
    public static string Key(string text)
    {
        var normal = NormalText.Of(text);
        if (!normal.Contains('(', StringComparison.Ordinal))
        {
            return normal;
        }

        var key = new StringBuilder(normal.Length);
        var depth = 0;
        foreach (var c in normal)
        {
            depth += c == '(' ? 1 : 0;
            if (depth == 0)
            {
                key.Append(c);
            }

            depth -= c == ')' && depth > 0 ? 1 : 0;
        }

        return key.Length == 0 ? normal : key.ToString();
    }

    public static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(Key(left), Key(right), StringComparison.Ordinal);

    /// <summary>As <see cref="Same"/>, and 指标 at the end may be left out.</summary>
    public static bool SameKind(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || Kind(Key(left)).SequenceEqual(Kind(Key(right)));

    /// <summary>What <see cref="SameKind"/> compares.</summary>
    internal static string KindKey(string text)
    {
        var key = Key(text);
        return key.EndsWith("指标", StringComparison.Ordinal) ? key[..^2] : key;
    }

    private static ReadOnlySpan<char> Kind(string key) =>
        key.EndsWith("指标", StringComparison.Ordinal) ? key.AsSpan(0, key.Length - 2) : key;
}
