using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// Compares names of levels, kinds and indicators the way a reader does: width, spaces and remarks in brackets do not count.
/// </summary>
public static partial class Label
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

    /// <summary>As <see cref="Same"/>; a number in front, points behind (一、产出指标50分) and 指标 at the end may be left out.</summary>
    public static bool SameKind(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(KindKey(left), KindKey(right), StringComparison.Ordinal);

    /// <summary>What <see cref="SameKind"/> compares.</summary>
    internal static string KindKey(string text)
    {
        var key = Key(text);
        if (key.AsSpan().ContainsAny(Signs.Numbering))
        {
            key = Behind().Replace(Front().Replace(key, ""), "");
        }

        return key.EndsWith("指标", StringComparison.Ordinal) ? key[..^2] : key;
    }

    [GeneratedRegex(
        "^(?:第?[一二三四五六七八九十]{1,3}[;.:]|[0-9]{1,2}(?:\\.[0-9]{1,2})*[;.:)]?|[①-⑩])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Front();

    [GeneratedRegex(
        "[-—–―~:;,]*[【\\[]?(?:占|共|计|权重)?[0-9]{1,3}(?:\\.[0-9]{1,2})?(?:分|%)[】\\]]?$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Behind();
}
