using System.Globalization;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Tests.Calendar;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.Announced;
    private static readonly Gen<DateOnly> Days =
        Gen.Int[new DateOnly(2023, 1, 1).DayNumber, new DateOnly(2026, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

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
    public void A_day_is_worked_as_announced(string day, bool worked) => Assert.Equal(worked, Calendar.IsWorkingDay(Day(day)).Value);

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
        => Assert.Equal(Day(to), Calendar.AddWorkingDays(Day(from), count).Value);

    [Fact]
    public void CALENDAR_YEAR_UNKNOWN()
    {
        Assert.Equal("CALENDAR_YEAR_UNKNOWN", Calendar.IsWorkingDay(Day("2027-01-04")).Refusal?.Code);
        Assert.Equal("CALENDAR_YEAR_UNKNOWN", Calendar.IsWorkingDay(Day("2022-12-31")).Refusal?.Code);
        Assert.Equal("CALENDAR_YEAR_UNKNOWN", Calendar.AddWorkingDays(Day("2026-12-31"), 1).Refusal?.Code);
        Assert.Equal("CALENDAR_YEAR_UNKNOWN", Calendar.AddWorkingDays(Day("2023-01-02"), -1).Refusal?.Code);
        Assert.Equal("CALENDAR_YEAR_UNKNOWN", Calendar.NextWorkingDay(DateOnly.MaxValue).Refusal?.Code);
        Assert.StartsWith(
            "2027 年的节假日安排不在日历中(已有 2023–2026)", Calendar.NextWorkingDay(Day("2027-05-01")).Refusal!.Text.Zh, StringComparison.Ordinal);
        Assert.Equal([2023, 2024, 2025, 2026], Calendar.Years.AsEnumerable());
    }

    [Fact]
    public void Adding_working_days_is_monotone_in_the_day_and_strictly_in_the_count()
        => Gen.Select(Days, Gen.Int[0, 20], Gen.Int[0, 40]).Sample((day, later, count) =>
        {
            var (one, other) = (Calendar.AddWorkingDays(day, count), Calendar.AddWorkingDays(day.AddDays(later), count));
            Assert.True(other.Refusal is not null || one.Value <= other.Value);
            Assert.True(Calendar.AddWorkingDays(day, count + 1) is { Refusal: not null }
                || count == 0
                || one.Value < Calendar.AddWorkingDays(day, count + 1).Value);
        });

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once_and_back_again()
        => Gen.Select(Days, Gen.Int[1, 20], Gen.Int[1, 20]).Sample((day, first, second) =>
        {
            var once = Calendar.AddWorkingDays(day, first + second);
            Assert.Equal(once, Calendar.AddWorkingDays(day, first).Then(between => Calendar.AddWorkingDays(between, second)));
            if (once.Refusal is null && Calendar.IsWorkingDay(day).Value)
            {
                Assert.Equal(day, Calendar.AddWorkingDays(once.Value, -(first + second)).Value);
            }
        });

    [Fact]
    public void Between_a_day_and_its_nth_working_day_lie_n_minus_one_others()
        => Gen.Select(Days, Gen.Int[1, 40]).Sample((day, count) =>
        {
            if (Calendar.AddWorkingDays(day, count) is not { Refusal: null } reached)
            {
                return;
            }

            var worked = Enumerable.Range(day.DayNumber + 1, reached.Value.DayNumber - day.DayNumber)
                .Count(number => Calendar.IsWorkingDay(DateOnly.FromDayNumber(number)).Value);
            Assert.Equal(count, worked);
            Assert.True(Calendar.IsWorkingDay(reached.Value).Value);
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
            Assert.Equal(Day("2024-02-18"), Calendar.AddWorkingDays(Day("2024-02-09"), 1).Value);
            Assert.Contains("2027", Calendar.IsWorkingDay(Day("2027-01-04")).Refusal!.Text.En, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
