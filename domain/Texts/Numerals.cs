using System.Globalization;

namespace PerfFlow.Domain.Texts;

/// <summary>Numbers as officials write them: 1,234.5, -2, 两百, 三万二千, 九成五, 百分之九十五, 3千.</summary>
internal static class Numerals
{
    /// <summary>Larger numbers are not values of a budget sheet; the bound keeps every product of the scoring in range.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    private const int Decimals = 10;

    /// <summary>A number from a cell within the bounds, or null.</summary>
    public static decimal? Bounded(decimal? number) =>
        number is { } n && Math.Abs(n) <= Largest ? Rounding.HalfUp(n, Decimals) : null;

    /// <summary>
    /// The stored fraction of a percent cell in percent points, or null; bounded first, so that no fraction is too large to multiply.
    /// </summary>
    public static decimal? PercentPoints(decimal? fraction) => Bounded(Bounded(fraction) * 100);

    /// <summary>Reads one number at the start of <paramref name="rest"/> and moves past it.</summary>
    /// <param name="percent">The number is in percent points: %, 成, 百分之.</param>
    public static bool TryRead(ref ReadOnlySpan<char> rest, out decimal value, out bool percent)
    {
        var text = rest;
        if (WordScan.TakeAny(ref text, ["百分之百", "百分百"]))
        {
            rest = text;
            (value, percent) = (100, true);
            return true;
        }

        percent = WordScan.Take(ref text, "百分之");
        var negative = WordScan.Take(ref text, "-") || (!WordScan.Take(ref text, "+") && WordScan.Take(ref text, "负"));
        if (!(TryArabic(ref text, out value) || TryChinese(ref text, out value)) || value > Largest)
        {
            return false;
        }

        if (!percent && TakesTenths(text))
        {
            percent = true;
            text = text[1..];
            value = (value * 10) + (TryDigit(ref text, out var half) ? half : 0);
        }
        else if (!percent && WordScan.Take(ref text, "%"))
        {
            percent = true;
        }

        value = negative ? -value : value;
        rest = text;
        return true;
    }

    /// <summary>Whether any number can be seen in the text: digits, or Chinese numerals other than 一.</summary>
    public static bool AnyIn(ReadOnlySpan<char> text) => text.ContainsAny(Signs.Numerals);

    private static bool TryArabic(ref ReadOnlySpan<char> text, out decimal value)
    {
        var digits = Signs.LeadingDigits(text);
        var point = digits > 0 && digits < text.Length && text[digits] == '.';
        var end = point ? digits + 1 + Signs.LeadingDigits(text[(digits + 1)..]) : digits;
        value = 0;
        if (digits is 0 or > 16 || end == digits + 1 || end - digits > Decimals + 1 || (end < text.Length && text[end] is '.' or ',')
            || !decimal.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        text = text[end..];
        if (text.Length > 0 && text[0] is '百' or '千' && !(text.Length > 1 && text[1] is '克' or '瓦' or '米' or '伏' or '卡' or '分' or '字'))
        {
            value *= text[0] == '百' ? 100 : 1000;
            text = text[1..];
        }

        return true;
    }

    /// <summary>Reads 一百二十, 一亿两千万, 三万二 (32,000), and digit by digit 二零二三; 点 before decimals.</summary>
    private static bool TryChinese(ref ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        decimal section = 0, digit = 0;
        var (read, digitsInRow, lastScale) = (0, 0, 0m);
        for (; read < text.Length && read < 24; read++)
        {
            var c = text[read];
            if (Digit(c) is >= 0 and var d)
            {
                digit = digitsInRow > 0 && digit > 0 || (digitsInRow > 0 && lastScale == 0) ? (digit * 10) + d : d;
                digitsInRow++;
                continue;
            }

            var scale = c switch { '十' => 10m, '百' => 100, '千' => 1000, '万' => 10_000, '亿' => 100_000_000, _ => 0 };
            if (scale == 0 || (read == 0 && scale != 10))
            {
                break;
            }

            if (scale >= 10_000)
            {
                section += Trailing(digit, digitsInRow, lastScale);
                value = value >= 100_000_000 && scale == 10_000 && section > 0 ? value + (section * scale) : (value + section) * scale;
                section = 0;
            }
            else
            {
                section += (digit == 0 ? 1 : digit) * scale;
            }

            (digit, digitsInRow, lastScale) = (0, 0, scale);
            if (value > Largest)
            {
                return false;
            }
        }

        value += section + Trailing(digit, digitsInRow, lastScale);
        if (read == 0 || value > Largest)
        {
            return false;
        }

        text = text[read..];
        if (text.Length > 1 && text[0] == '点' && Digit(text[1]) >= 0)
        {
            text = text[1..];
            for (var place = 0.1m; place > 0.00001m && TryDigit(ref text, out var d); place /= 10)
            {
                value += d * place;
            }
        }

        return true;
    }

    /// <summary>A last digit right after a unit counts in the next lower one: 三万二 is 32,000, but 三万零二 is 30,002.</summary>
    private static decimal Trailing(decimal digit, int digitsInRow, decimal lastScale) =>
        digitsInRow == 1 && lastScale > 10 ? digit * lastScale / 10 : digit;

    private static bool TakesTenths(ReadOnlySpan<char> text) =>
        text.Length > 0 && text[0] == '成' && !(text.Length > 1 && text[1] is '品' or '果' or '员' or '本' or '立' or '交' or '功' or '套' or '绩');

    private static bool TryDigit(ref ReadOnlySpan<char> text, out int digit)
    {
        digit = text.Length == 0 ? -1 : Digit(text[0]);
        if (digit < 0)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static int Digit(char c) => c switch
    {
        '零' => 0,
        '一' => 1,
        '二' or '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => -1,
    };
}
