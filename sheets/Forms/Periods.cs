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
            return MonthIn(match);
        }

        return Has("第一季度") || Has("一季度") ? 3
            : Has("第二季度") || Has("二季度") || Has("半年") ? 6
            : Has("第三季度") || Has("三季度") ? 9
            : Has("第四季度") || Has("四季度") ? 12
            : null;

        bool Has(string word) => tight.Contains(word, StringComparison.Ordinal);
    }

    /// <summary>All that a text says of its period, each once: 第二季度（1-9月） says 6 and 9.</summary>
    public static IEnumerable<int> Months(string text)
    {
        var tight = TightText.Of(text);
        var months = MonthShape().Matches(tight)
            .Select(MonthIn)
            .OfType<int>()
            .ToList();
        months.AddRange(Quarters.Where(quarter => tight.Contains(quarter.Word, StringComparison.Ordinal))
            .Select(quarter => quarter.Month)
            .TakeLast(1)); // 第一季度至第二季度 ends with the second
        return months.Distinct();
    }

    /// <summary>7-12月: months that do not begin with the year, so no round's.</summary>
    public static bool IsLaterPart(string text) => LaterShape().IsMatch(TightText.Of(text));

    private static int? MonthIn(Match match) =>
        int.Parse(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, CultureInfo.InvariantCulture)
            is >= 1 and <= 12 and var month ? month : null;

    private static readonly (string Word, int Month)[] Quarters =
        [("一季度", 3), ("1季度", 3), ("二季度", 6), ("2季度", 6), ("半年", 6), ("三季度", 9), ("3季度", 9), ("四季度", 12), ("4季度", 12)];

    [GeneratedRegex("([2二][0〇][0-9〇一二三四五六七八九]{2})年", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex YearShape();

    /// <summary>1-9月, 截至9月底.</summary>
    [GeneratedRegex(
        @"(?<!\d)0?1月?[-~至到—–]+(\d{1,2})月|截[至止]到?(?:\d{4}年)?(\d{1,2})月", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthShape();

    [GeneratedRegex(@"(?<!\d)(?:[2-9]|1[0-2])月?[-~至到—–]+\d{1,2}月", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LaterShape();
}
