using System.Globalization;
using System.Text.Json;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Tests.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Shipped;

    [Theory]
    [InlineData("2024-02-10", false)] // Spring Festival, a Saturday
    [InlineData("2024-02-14", false)] // Spring Festival, a Wednesday
    [InlineData("2024-02-18", true)] // 调休, a Sunday
    [InlineData("2024-02-29", true)] // leap day, a Thursday
    [InlineData("2023-01-01", false)]
    [InlineData("2025-01-26", true)] // 调休, a Sunday
    [InlineData("2025-10-08", false)]
    [InlineData("2026-09-20", true)] // 调休, a Sunday
    [InlineData("2026-12-31", true)]
    public void A_day_is_worked_as_announced(string day, bool worked) => Assert.Equal(worked, Calendar.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData("2023-12-29", 1, "2024-01-02")] // year end: a weekend and New Year between
    [InlineData("2024-02-28", 1, "2024-02-29")]
    [InlineData("2024-02-29", 1, "2024-03-01")]
    [InlineData("2024-02-09", 1, "2024-02-18")]
    [InlineData("2024-09-30", 1, "2024-10-08")]
    [InlineData("2024-03-31", 10, "2024-04-15")] // 04-04 to 04-06 off, Sunday 04-07 worked
    [InlineData("2024-10-08", -1, "2024-09-30")]
    [InlineData("2024-01-02", -1, "2023-12-29")]
    [InlineData("2024-02-10", 0, "2024-02-18")]
    [InlineData("2024-02-09", 0, "2024-02-09")]
    public void Working_days_are_counted_across_holidays_leap_days_and_year_ends(string from, int count, string to)
        => Assert.Equal(Day(to), Calendar.AddWorkingDays(Day(from), count).Day);

    [Theory]
    [InlineData("2027-05-01", 0, "2027-05-03")] // Labour Day and the day after it are a weekend
    [InlineData("2027-02-05", 1, "2027-02-09")] // 除夕 is the Friday before: the festival takes it and Monday
    [InlineData("2026-12-31", 1, "2027-01-04")] // New Year is a Friday
    [InlineData("2022-12-30", 1, "2023-01-03")] // the notice of 2023 takes the last day of 2022
    [InlineData("2023-01-02", -1, "2022-12-30")]
    [InlineData("2028-06-01", -1, "2028-05-31")]
    public void Of_a_year_not_announced_weekends_and_the_days_of_the_law_are_off_and_all_is_provisional(string from, int count, string to)
        => Assert.Equal(new FoundDay(Day(to), true), Calendar.AddWorkingDays(Day(from), count));

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void At_the_ends_of_time_a_day_is_found_all_the_same(string day)
    {
        Assert.Equal(Day(day).Year, Calendar.AddWorkingDays(Day(day), Day(day).Year == 1 ? -5 : 5).Day.Year);
        Assert.True(Calendar.NextWorkingDay(Day(day)).IsProvisional);
    }

    /// <summary>What the law is said to give is off in every year that was announced: the lunar days and 清明 are found rightly.</summary>
    [Fact]
    public void The_days_of_the_law_are_off_in_each_year_that_was_announced()
    {
        var unannounced = WorkCalendar.Unannounced;
        foreach (var year in Calendar.Notices.Keys)
        {
            var law = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(day => new DateOnly(year, 1, 1).AddDays(day))
                .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !unannounced.IsWorkingDay(day))
                .ToList();
            Assert.InRange(law.Count, 5, 13);
            Assert.All(law, day => Assert.False(Calendar.IsWorkingDay(day), $"{day:yyyy-MM-dd}"));
        }
    }

    [Theory]
    [InlineData(1990, "04-05")]
    [InlineData(2000, "04-04")]
    [InlineData(2027, "04-05")]
    [InlineData(2028, "04-04")]
    [InlineData(2100, "04-05")]
    public void Qingming_of_a_year_not_announced_is_off(int year, string day)
        => Assert.False(Calendar.IsWorkingDay(Day($"{year}-{day}")));

    [Theory]
    [InlineData("2027-06-09")] // 端午
    [InlineData("2027-09-15")] // 中秋
    [InlineData("2028-01-26")] // 春节, after 除夕 on 25 January
    [InlineData("2028-01-25")]
    [InlineData("2028-10-03")] // 中秋, in a year with a leap fifth month
    public void Lunar_days_are_off_in_a_year_not_announced(string day) => Assert.False(Calendar.IsWorkingDay(Day(day)));

    [Fact]
    public void What_is_entered_of_a_year_takes_the_place_of_what_was_known()
    {
        var entered = Calendar.With([KeyValuePair.Create(2027, new YearNotice([Day("2027-05-04")], [Day("2027-05-09")]))]);

        Assert.Equal([2023, 2024, 2025, 2026, 2027], entered.Notices.Keys);
        Assert.Equal(new FoundDay(Day("2027-05-03"), false), entered.NextWorkingDay(Day("2027-05-01")));
        Assert.True(entered.IsWorkingDay(Day("2027-05-09")));
        Assert.False(Calendar.Notices.ContainsKey(2027));
    }

    [Theory]
    [InlineData("[]", "[]", "没有放假日期")]
    [InlineData("[\"2025-01-01\"]", "[]", "2025-01-01 不属于 2027 年")]
    [InlineData("[\"2027-01-01\"]", "[\"2027-01-04\"]", "2027-01-04 不是周六或周日")]
    [InlineData("[\"2027-01-02\"]", "[\"2027-01-02\"]", "2027-01-02 既列为放假又列为上班")]
    public void HOLIDAYS_WRONG(string holidays, string workdays, string said)
    {
        var refusal = JsonSerializer.Deserialize<YearNotice>(
            $$"""{"holidays":{{holidays}},"workdays":{{workdays}}}""", JsonSerializerOptions.Web)!.WrongFor(2027);

        Assert.Equal("HOLIDAYS_WRONG", refusal?.Code);
        Assert.Contains(said, refusal!.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ships_is_right()
        => Assert.All(Calendar.Notices, notice => Assert.Null(notice.Value.WrongFor(notice.Key)));

    private static readonly Gen<DateOnly> AnyDay = Gen.Int[new DateOnly(1990, 1, 1).DayNumber, new DateOnly(2103, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    [Fact]
    public void Adding_working_days_is_monotone_in_the_day_and_strictly_in_the_count()
        => Gen.Select(AnyDay, Gen.Int[0, 20], Gen.Int[1, 40]).Sample((day, later, count) =>
        {
            Assert.True(Calendar.AddWorkingDays(day, count).Day <= Calendar.AddWorkingDays(day.AddDays(later), count).Day);
            Assert.True(Calendar.AddWorkingDays(day, count).Day < Calendar.AddWorkingDays(day, count + 1).Day);
        });

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once_and_back_again()
        => Gen.Select(AnyDay, Gen.Int[1, 20], Gen.Int[1, 20]).Sample((day, first, second) =>
        {
            var once = Calendar.AddWorkingDays(day, first + second).Day;
            Assert.Equal(once, Calendar.AddWorkingDays(Calendar.AddWorkingDays(day, first).Day, second).Day);
            if (Calendar.IsWorkingDay(day))
            {
                Assert.Equal(day, Calendar.AddWorkingDays(once, -(first + second)).Day);
            }
        });

    [Fact]
    public void Between_a_day_and_its_nth_working_day_lie_n_minus_one_others()
        => Gen.Select(AnyDay, Gen.Int[1, 40]).Sample((day, count) =>
        {
            var reached = Calendar.AddWorkingDays(day, count);
            var passed = Enumerable.Range(day.DayNumber + 1, reached.Day.DayNumber - day.DayNumber).Select(DateOnly.FromDayNumber).ToList();
            Assert.Equal(count, passed.Count(Calendar.IsWorkingDay));
            Assert.True(Calendar.IsWorkingDay(reached.Day));
            Assert.Equal(passed.Any(other => !Calendar.Notices.ContainsKey(other.Year)), reached.IsProvisional);
        });

    [Theory]
    [InlineData("ar-SA")] // its calendar is not Gregorian
    [InlineData("zh-CN")]
    [InlineData("th-TH")]
    public void The_machines_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(Day("2024-02-18"), Calendar.AddWorkingDays(Day("2024-02-09"), 1).Day);
            Assert.False(Calendar.IsWorkingDay(Day("2027-02-08")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
