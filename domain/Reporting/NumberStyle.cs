using System.Globalization;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Reporting;

/// <summary>The one way in which a report writes numbers; what is not known is a dash.</summary>
public static class NumberStyle
{
    public const string Unknown = "—";

    /// <summary>万元, two decimals, thousands apart.</summary>
    public static string Money(decimal? value)
        => value is { } money ? Rounding.HalfUp(money).ToString("#,##0.00", CultureInfo.InvariantCulture) : Unknown;

    public static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <param name="value">A fraction: 0.9 for 90.00%.</param>
    public static string Rate(decimal? value)
        => value is { } rate ? Rounding.HalfUp(rate * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%" : Unknown;

    /// <summary>As many decimals as there are, two at most: 90, 22.5, 89.13.</summary>
    public static string Points(decimal? value)
        => value is { } points ? Rounding.HalfUp(points).ToString("0.##", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>2023年3月1日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    internal static decimal? Share(int part, int whole) => whole == 0 ? null : (decimal)part / whole;
}
