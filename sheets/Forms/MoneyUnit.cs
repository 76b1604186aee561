using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>In what unit a form counts its money (field.md §3.4, 9).</summary>
internal static partial class MoneyUnit
{
    /// <summary>万元 per 元.</summary>
    public const decimal Yuan = 0.0001m;

    /// <summary>万元 per unit declared in a text; null when it declares none. 填报单位:元阳县… declares none.</summary>
    public static decimal? Declared(string text) =>
        text.Contains('元', StringComparison.Ordinal) && Declaration().Match(TightText.Of(text)) is { Success: true } match
            ? PerTenThousandYuan(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)
            : null;

    /// <summary>万元 per unit written behind a number; null for none or another.</summary>
    public static decimal? PerTenThousandYuan(string unit) => unit switch
    {
        "万元" or "万" => 1,
        "元" => Yuan,
        "千元" => 0.1m,
        "亿元" or "亿" => 10_000,
        _ => null,
    };

    [GeneratedRegex(
        @"单位:(?:人民币)?(万元|千元|亿元|元)(?:$|[,;)、])|\((?:单位:)?(万元|千元|亿元|元)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
