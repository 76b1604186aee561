using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Calendar;

/// <summary>
/// Working days of mainland China with public holidays and adjusted working days (调休), as the State Council announces
/// them year by year. A year not announced is refused, never guessed.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenSet<int> years;
    private readonly FrozenSet<DateOnly> holidays;
    private readonly FrozenSet<DateOnly> workdays;

    private WorkCalendar(IEnumerable<int> years, IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> workdays)
        => (this.years, this.holidays, this.workdays) = (years.ToFrozenSet(), holidays.ToFrozenSet(), workdays.ToFrozenSet());

    /// <summary>The announced years that ship with the product (holidays.json).</summary>
    public static WorkCalendar Announced { get; } = LoadAnnounced();

    /// <summary>Announced years, ascending.</summary>
    public ImmutableArray<int> Years => [.. years.Order()];

    /// <summary>
    /// A calendar from the same JSON as the shipped one: <c>years.{year}.holidays[]</c> and <c>.workdays[]</c>, ISO dates.
    /// </summary>
    /// <remarks>A year's notice may name days of the year before (2022-12-31 was a holiday of 2023): they join the rest.</remarks>
    public static WorkCalendar Parse(JsonElement json)
    {
        var notices = json.GetProperty("years").EnumerateObject().ToArray();
        return new(
            notices.Select(notice => int.Parse(notice.Name, CultureInfo.InvariantCulture)),
            notices.SelectMany(notice => Dates(notice.Value, "holidays")),
            notices.SelectMany(notice => Dates(notice.Value, "workdays")));
    }

    public Result<bool> IsWorkingDay(DateOnly day) => years.Contains(day.Year) ? IsWorking(day) : NotAnnounced(day.Year);

    /// <summary>The day itself when it is a working day, else the first one after it.</summary>
    public Result<DateOnly> NextWorkingDay(DateOnly day) => Nearest(day, 1);

    /// <summary>The day itself when it is a working day, else the last one before it.</summary>
    public Result<DateOnly> PreviousWorkingDay(DateOnly day) => Nearest(day, -1);

    /// <summary>
    /// The n-th working day after the day (before it, when negative); with 0 the next working day, the day itself included.
    /// </summary>
    public Result<DateOnly> AddWorkingDays(DateOnly day, int count)
    {
        if (count == 0)
        {
            return NextWorkingDay(day);
        }

        var step = Math.Sign(count);
        Result<DateOnly> reached = day;
        for (var left = Math.Abs(count); left > 0 && reached.Refusal is null; left--)
        {
            reached = Shift(reached.Value, step).Then(next => Nearest(next, step));
        }

        return reached;
    }

    private Result<DateOnly> Nearest(DateOnly day, int step)
    {
        while (years.Contains(day.Year))
        {
            if (IsWorking(day))
            {
                return day;
            }

            if (Shift(day, step) is not { Refusal: null } next)
            {
                return NotAnnounced(day.Year);
            }

            day = next.Value;
        }

        return NotAnnounced(day.Year);
    }

    private bool IsWorking(DateOnly day)
        => workdays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

    private Result<DateOnly> Shift(DateOnly day, int step)
        => day.DayNumber + step is var number && number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber(number)
            : NotAnnounced(day.Year);

    internal Refusal NotAnnounced(int year)
    {
        var known = $"{years.Min()}–{years.Max()}";
        return new(
            RefusalKind.Conflict,
            "CALENDAR_YEAR_UNKNOWN",
            new(
                $"{year} 年的节假日安排不在日历中(已有 {known}),不作推测;请改用自定方案或在公布后更新日历。",
                $"The holidays of {year} are not in the calendar (it has {known}) and are not guessed: "
                + "send a plan of your own, or update the calendar once they are announced."));
    }

    private static IEnumerable<DateOnly> Dates(JsonElement notice, string name)
        => notice.GetProperty(name)
            .EnumerateArray()
            .Select(date => DateOnly.ParseExact(date.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static WorkCalendar LoadAnnounced()
    {
        using var resource = typeof(WorkCalendar).Assembly.GetManifestResourceStream("calendar/holidays.json")!;
        using var json = JsonDocument.Parse(resource);
        return Parse(json.RootElement);
    }
}
