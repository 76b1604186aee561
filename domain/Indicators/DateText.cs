using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>A day read from a text.</summary>
/// <param name="Day">The last day meant.</param>
/// <param name="YearAssumed">The text has no year; the budget year was taken.</param>
/// <param name="Earlier">The other reading of 6月前 and 三季度前, which may also exclude the period named.</param>
internal readonly record struct DateReading(DateOnly Day, bool YearAssumed, DateOnly? Earlier);

/// <summary>Reads 2023年12月底前, 9月中旬, 第三季度, 次年3月, 2023-12-28 (normalised text, field.md §4.8a).</summary>
internal static class DateText
{
    private static readonly string[] Leading = ["不晚于", "不迟于", "截止到", "截至", "截止", "最迟", "≤", "=", "于", "在", "至", "到"];
    private static readonly string[] ThisYear = ["本年度", "当年度", "本年", "当年", "今年"];
    private static readonly string[] NextYear = ["次年度", "次年", "翌年", "明年", "下年度", "下一年度", "下一年"];
    private static readonly string[] Before = ["前", "之前", "以前"];
    private static readonly string[] Within =
    [
        "内", "以内", "为止", "止", "完成", "已完成", "竣工", "完工", "建成", "投用", "上线", "验收", "交付", "开展", "办结", "支付", "发放",
        "到位", "全部", "建成", "投入", "启动", "实施", "开工", "投用", "上线", "提交", "报送", "举办",
    ];

    /// <param name="rest">What follows the date and is not understood as part of it; may hold digits.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int budgetYear, out DateReading date, out ReadOnlySpan<char> rest)
    {
        date = default;
        rest = text;
        WordScan.TakeAny(ref rest, Leading);
        if (rest.IsEmpty || !CanStart(rest[0]))
        {
            return false;
        }

        var year = TakeYear(ref rest, budgetYear, out var separator);
        if (separator == '\0' && rest.Length == 8 && year is null && TryCompact(rest, out var compact))
        {
            date = new DateReading(compact, false, null);
            rest = [];
            return true;
        }

        if (!TryPeriod(ref rest, year ?? budgetYear, separator, year is not null, out var first, out var last))
        {
            return false;
        }

        var toTheEnd = WordScan.TakeAny(ref rest, ["底", "末"]);
        DateOnly? earlier = null;
        if (WordScan.TakeAny(ref rest, Before))
        {
            earlier = !toTheEnd && first < last ? first.AddDays(-1) : null;
        }
        else if (!toTheEnd && !rest.IsEmpty && !IsTime(rest) && !WordScan.TakeAny(ref rest, Within))
        {
            return false;
        }

        if (!rest.IsEmpty && rest[0] is '至' or '到' or '-' or '~')
        {
            return false;
        }

        WordScan.TakeLast(ref rest, [".", ";", ","]);
        rest = IsTime(rest) ? [] : rest;
        date = new DateReading(last, year is null, earlier);
        return true;
    }

    private static bool CanStart(char c) => char.IsAsciiDigit(c) || "一二三四五六七八九十本当今次翌明下上年第".Contains(c, StringComparison.Ordinal);

    private static int? TakeYear(ref ReadOnlySpan<char> rest, int budgetYear, out char separator)
    {
        separator = '\0';
        if (WordScan.TakeAny(ref rest, NextYear))
        {
            return budgetYear + 1;
        }

        if (WordScan.TakeAny(ref rest, ThisYear))
        {
            // 本年底: the 年 belongs to both words.
            return budgetYear;
        }

        var text = rest;
        if (text.Length > 4 && IsDigits(text[..4]) && text[4] is '年' or '-' or '/' or '.')
        {
            separator = text[4];
            rest = text[5..];
            WordScan.Take(ref rest, separator == '年' ? "度" : "\0");
            return int.Parse(text[..4], System.Globalization.CultureInfo.InvariantCulture);
        }

        if (text.Length > 4 && text[4] == '年' && text[0] == '二' && Numerals.TryRead(ref text, out var year, out _)
            && year is >= 1000 and <= 9999 && WordScan.Take(ref text, "年"))
        {
            separator = '年';
            rest = text;
            return (int)year;
        }

        return null;
    }

    private static bool TryPeriod(
        ref ReadOnlySpan<char> rest, int year, char separator, bool hasYear, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        if (year is < 1990 or > 2100)
        {
            return false;
        }

        var text = rest;
        if (WordScan.Take(ref text, "上半年"))
        {
            return Period(1, 6, ref rest, text, year, out first, out last);
        }

        if (WordScan.Take(ref text, "下半年")
            || WordScan.TakeAny(ref text, ["年底", "年末", "年内", "年终"])
            || (hasYear && !text.IsEmpty && text[0] is '底' or '末' or '内'))
        {
            return Day(12, 31, ref rest, text.Length == rest.Length ? rest[1..] : text, year, out first, out last);
        }

        var ordinal = WordScan.Take(ref text, "第");
        if (!TrySmallNumber(ref text, out var number))
        {
            return false;
        }

        if (WordScan.Take(ref text, "季度") || (ordinal && WordScan.Take(ref text, "季")))
        {
            return number is >= 1 and <= 4 && Period((number * 3) - 2, number * 3, ref rest, text, year, out first, out last);
        }

        if (ordinal || number is < 1 or > 12)
        {
            return false;
        }

        if (separator is '-' or '/' or '.')
        {
            if (!WordScan.Take(ref text, separator switch { '-' => "-", '/' => "/", _ => "." }))
            {
                return separator != '.' && text.IsEmpty && Period(number, number, ref rest, text, year, out first, out last);
            }

            return TrySmallNumber(ref text, out var dayOfMonth) && Day(number, dayOfMonth, ref rest, text, year, out first, out last);
        }

        if (!WordScan.Take(ref text, "月份") && !WordScan.Take(ref text, "月"))
        {
            return false;
        }

        var withDay = text;
        if (TrySmallNumber(ref withDay, out var day) && WordScan.TakeAny(ref withDay, ["日", "号"]))
        {
            return Day(number, day, ref rest, withDay, year, out first, out last);
        }

        var third = WordScan.Take(ref text, "上旬") ? 10 : WordScan.Take(ref text, "中旬") ? 20 : WordScan.Take(ref text, "下旬") ? 31 : 0;
        return third is 10 or 20
            ? Day(number, third, ref rest, text, year, out first, out last)
            : Period(number, number, ref rest, text, year, out first, out last) && (third == 0 || (first = last) == last);
    }

    private static bool Period(
        int from, int to, ref ReadOnlySpan<char> rest, ReadOnlySpan<char> after, int year, out DateOnly first, out DateOnly last)
    {
        rest = after;
        first = new DateOnly(year, from, 1);
        last = new DateOnly(year, to, DateTime.DaysInMonth(year, to));
        return true;
    }

    private static bool Day(
        int month, int day, ref ReadOnlySpan<char> rest, ReadOnlySpan<char> after, int year, out DateOnly first, out DateOnly last)
    {
        first = last = default;
        if (day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        rest = after;
        first = last = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>One or two Arabic digits, or a Chinese numeral up to 99.</summary>
    private static bool TrySmallNumber(ref ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        var digits = 0;
        while (digits < 2 && digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            number = (number * 10) + text[digits] - '0';
            digits++;
        }

        if (digits > 0)
        {
            text = text[digits..];
            return true;
        }

        if (text.IsEmpty
            || text[0] is '-' or '+' or '负' or '百'
            || !Numerals.TryRead(ref text, out var chinese, out var percent)
            || percent
            || chinese > 99)
        {
            return false;
        }

        number = (int)chinese;
        return chinese == number;
    }

    private static bool TryCompact(ReadOnlySpan<char> text, out DateOnly day) =>
        DateOnly.TryParseExact(
            text, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out day)
        && day.Year is >= 1990 and <= 2100;

    /// <summary>A date cell may show its time: 00:00:00.</summary>
    private static bool IsTime(ReadOnlySpan<char> text) =>
        text.Length is >= 4 and <= 8 && text.Contains(':') && !text.ContainsAnyExcept(Signs.Clock);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
