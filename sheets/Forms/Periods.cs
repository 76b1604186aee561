using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>Budget year and monitoring month as the lines under the title print them.</summary>
internal static partial class Periods
{
    private const string ChineseDigits = "〇一二三四五六七八九";

    /// <returns>The year of 2023年度, ２０２３年 or 二〇二三年度.</returns>
    public static int? Year(string text)
    {
        if (!text.Contains('年', StringComparison.Ordinal))
        {
            return null;
        }

        var tight = TightText.Of(text).Replace('零', '〇').Replace('○', '〇');
        var match = YearShape().Match(tight);
        if (!match.Success)
        {
            return null;
        }

        var year = 0;
        foreach (var digit in match.Groups[1].Value)
        {
            year = (year * 10) + (char.IsAsciiDigit(digit) ? digit - '0' : ChineseDigits.IndexOf(digit, StringComparison.Ordinal));
        }

        return year is >= 2000 and < 2100 ? year : null;
    }

    /// <returns>The N of 1-N月; 6 for 上半年, 3, 6, 9, 12 for the quarters.</returns>
    public static int? Month(string text)
    {
        var tight = TightText.Of(text);
        if (MonthShape().Match(tight) is { Success: true } match)
        {
            return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month ? month : null;
        }

        return Has("第一季度") || Has("一季度") ? 3
            : Has("第二季度") || Has("二季度") || Has("半年") ? 6
            : Has("第三季度") || Has("三季度") ? 9
            : Has("第四季度") || Has("四季度") ? 12
            : null;

        bool Has(string word) => tight.Contains(word, StringComparison.Ordinal);
    }

    [GeneratedRegex("([2二][0〇][0-9〇一二三四五六七八九]{2})年", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearShape();

    [GeneratedRegex(@"1月?[-~至到—–~]+(\d{1,2})月", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthShape();
}
