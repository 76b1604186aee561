using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PerfFlow.Domain.Calendar;

/// <summary>A day off of every year.</summary>
/// <param name="Day"><c>MM-dd</c>; of the lunar calendar where it stands among its days.</param>
/// <param name="Since">The first year that it is off; null: always.</param>
public sealed record YearlyDay(string Day, int? Since = null)
{
    internal int Month => int.Parse(Day.AsSpan(0, 2), CultureInfo.InvariantCulture);

    internal int DayOfMonth => int.Parse(Day.AsSpan(3, 2), CultureInfo.InvariantCulture);

    internal bool IsOffIn(int year) => Since is null || Since <= year;
}

/// <summary>
/// The days off of the law, as far as they are known before a year is announced (全国年节及纪念日放假办法; data, see holidays.json):
/// days of the year, days of the lunar year, 除夕 and 清明. What is moved around them is announced year by year.
/// </summary>
public sealed record StatutoryHolidays(
    ImmutableArray<YearlyDay> Days, ImmutableArray<YearlyDay> LunarDays, int? LunarNewYearsEveSince, bool Qingming)
{
    private static readonly ChineseLunisolarCalendar Lunar = new();
    private static readonly int LastLunarYear = Lunar.GetYear(Lunar.MaxSupportedDateTime);

    /// <summary>From 2101 on those of the sun alone: the lunar calendar of .NET ends there.</summary>
    public FrozenSet<DateOnly> Of(int year)
    {
        var days = Days.Where(day => day.IsOffIn(year)).Select(day => new DateOnly(year, day.Month, day.DayOfMonth)).ToHashSet();
        if (Qingming)
        {
            days.Add(QingmingOf(year));
        }

        if (year > Lunar.MinSupportedDateTime.Year && year <= LastLunarYear)
        {
            days.UnionWith(LunarDays.Where(day => day.IsOffIn(year)).Select(day => LunarDay(year, day.Month, day.DayOfMonth)));
            if (LunarNewYearsEveSince <= year)
            {
                days.Add(LunarDay(year, 1, 1).AddDays(-1));
            }
        }

        return days.ToFrozenSet();
    }

    /// <summary>.NET counts a leap month as one of its own: those after it move by one.</summary>
    private static DateOnly LunarDay(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>The usual approximation: 4.81 April in 2000, 0.2422 days later each year, a day earlier after each leap day.</summary>
    private static DateOnly QingmingOf(int year)
        => new(year, 4, (int)Math.Floor(4.81m + (0.2422m * (year - 2000))) - (LeapDaysUntil(year) - LeapDaysUntil(2000)));

    private static int LeapDaysUntil(int year) => (year / 4) - (year / 100) + (year / 400);
}
