using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace PerfFlow.Domain.Calendar;

/// <summary>A day that was looked for.</summary>
/// <param name="IsProvisional">On the way to it lay a day of a year that is not announced yet.</param>
public readonly record struct FoundDay(DateOnly Day, bool IsProvisional);

/// <summary>
/// Working days of mainland China with public holidays and adjusted working days (调休), as the State Council announces them year by
/// year. Of a year that is not announced weekends and the days off of the law are known (<see cref="StatutoryHolidays"/>), and all else
/// is provisional.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenSet<int> years;
    private readonly FrozenSet<DateOnly> holidays;
    private readonly FrozenSet<DateOnly> workdays;
    private readonly StatutoryHolidays statutory;
    private readonly ConcurrentDictionary<int, FrozenSet<DateOnly>> statutoryDays = new();

    static WorkCalendar()
    {
        using var resource = typeof(WorkCalendar).Assembly.GetManifestResourceStream("calendar/holidays.json")!;
        using var json = JsonDocument.Parse(resource);
        var notices = json.RootElement.GetProperty("years").EnumerateObject().Select(notice => KeyValuePair.Create(
            int.Parse(notice.Name, CultureInfo.InvariantCulture), notice.Value.Deserialize<YearNotice>(JsonSerializerOptions.Web)!));
        Unannounced = new(
            ImmutableSortedDictionary<int, YearNotice>.Empty,
            json.RootElement.GetProperty("statutory").Deserialize<StatutoryHolidays>(JsonSerializerOptions.Web)!);
        Shipped = Unannounced.With(notices);
    }

    private WorkCalendar(ImmutableSortedDictionary<int, YearNotice> notices, StatutoryHolidays statutory)
    {
        (Notices, this.statutory) = (notices, statutory);
        years = notices.Keys.ToFrozenSet();
        holidays = notices.Values.SelectMany(notice => notice.Holidays).ToFrozenSet();
        workdays = notices.Values.SelectMany(notice => notice.Workdays).ToFrozenSet();
    }

    /// <summary>Weekends and the days of the law alone, as before the first notice.</summary>
    internal static WorkCalendar Unannounced { get; }

    /// <summary>What ships with the product (holidays.json).</summary>
    public static WorkCalendar Shipped { get; }

    /// <summary>By announced year.</summary>
    /// <remarks>A year's notice may name days of the year before (2022-12-31 was a holiday of 2023): they join the rest.</remarks>
    public ImmutableSortedDictionary<int, YearNotice> Notices { get; }

    /// <summary>With what was announced since; a year that is given takes the place of the one that was there.</summary>
    public WorkCalendar With(IEnumerable<KeyValuePair<int, YearNotice>> announced) => new(Notices.SetItems(announced), statutory);

    public bool IsWorkingDay(DateOnly day)
        => workdays.Contains(day)
            || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && !holidays.Contains(day)
                && (years.Contains(day.Year) || !statutoryDays.GetOrAdd(day.Year, statutory.Of).Contains(day)));

    /// <summary>The day itself when it is a working day, else the first one after it.</summary>
    public FoundDay NextWorkingDay(DateOnly day) => Nearest(new(day, false), 1);

    /// <summary>The day itself when it is a working day, else the last one before it.</summary>
    public FoundDay PreviousWorkingDay(DateOnly day) => Nearest(new(day, false), -1);

    /// <summary>
    /// The n-th working day after the day (before it, when negative); with 0 the next working day, the day itself included.
    /// </summary>
    public FoundDay AddWorkingDays(DateOnly day, int count)
    {
        if (count == 0)
        {
            return NextWorkingDay(day);
        }

        var step = Math.Sign(count);
        var reached = new FoundDay(day, false);
        for (var left = Math.Abs(count); left > 0; left--)
        {
            reached = Nearest(reached with { Day = Shift(reached.Day, step) }, step);
        }

        return reached;
    }

    private FoundDay Nearest(FoundDay from, int step)
    {
        var (day, isProvisional) = (from.Day, from.IsProvisional || !years.Contains(from.Day.Year));
        while (!IsWorkingDay(day) && Shift(day, step) is var next && next != day)
        {
            day = next;
            isProvisional |= !years.Contains(day.Year);
        }

        return new(day, isProvisional);
    }

    /// <summary>The first and the last day there is stay where they are.</summary>
    private static DateOnly Shift(DateOnly day, int step)
        => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + step, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));
}
