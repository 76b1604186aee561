using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>In what unit a form counts its money (field.md §3.4, 9).</summary>
internal static partial class MoneyUnit
{
    /// <summary>万元 per 元.</summary>
    public const decimal Yuan = 0.0001m;

    /// <summary>Marks that keep a number a text, where they show.</summary>
    public static readonly char[] Apostrophes = ['\'', '’', '‘', '`', '＇'];

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

    /// <summary>Nothing is given: a blank, a dash, 无, also behind an apostrophe that shows.</summary>
    public static bool IsNone(string text) =>
        text.Trim().TrimStart(Apostrophes) is var plain && (NumberText.IsPlaceholder(plain) || plain.Trim() == "无");

    /// <summary>An amount as people type it: ￥20.00, 人民币20万元整, '20, （5）, which accountants write for -5.</summary>
    /// <returns>Without a unit what the form declares holds; null when it is no amount.</returns>
    public static (decimal Number, decimal? Unit)? Amount(string text)
    {
        var tight = TightText.Of(text).TrimStart(Apostrophes);
        var negative = tight is ['(', .., ')'];
        tight = negative ? tight[1..^1] : tight;
        foreach (var currency in (ReadOnlySpan<string>)["人民币", "RMB", "CNY", "¥", "￥"])
        {
            tight = tight.StartsWith(currency, StringComparison.OrdinalIgnoreCase) ? tight[currency.Length..] : tight;
        }

        tight = tight.StartsWith('零') ? $"0{tight[1..]}" : tight;
        if (tight is [_, .., ')'] && tight.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            tight = tight[..open] + (PerTenThousandYuan(tight[(open + 1)..^1]) is null ? "" : tight[(open + 1)..^1]); // 86万元(其中省级40万元)
        }

        return NumberText.Parse(tight) is not { } written ? null
            : written.Unit.TrimEnd('整', '正') is var unit && unit.Length > 0 && PerTenThousandYuan(unit) is null ? null
            : (negative ? -written.Number : written.Number, PerTenThousandYuan(unit));
    }

    [GeneratedRegex(
        @"单位:(?:人民币)?(万元|千元|亿元|元)(?:$|[,;)、])|\((?:单位:)?(万元|千元|亿元|元)\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
