using System.Collections.Immutable;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Calendar;

/// <summary>When to remind of a deadline, in days from its day (field.md §5.4).</summary>
/// <param name="Days">Ascending; negative is before.</param>
/// <param name="Hour">Of the day in Asia/Shanghai.</param>
public sealed record ReminderLadder(ImmutableArray<int> Days, TimeOnly Hour)
{
    /// <summary>T−7, T−3, T−1, T0, T+1, T+3, T+7 at 09:00.</summary>
    public static ReminderLadder Standard { get; } = new([-7, -3, -1, 0, 1, 3, 7], new(9, 0));

    /// <summary>For who has to review: T−3, T−1, T0 at 09:00 [design].</summary>
    public static ReminderLadder Reviewers { get; } = new([-3, -1, 0], new(9, 0));

    /// <summary>
    /// The rungs as instants, ascending. A rung on a day off moves to the working day nearer the deadline's side it is on:
    /// before the deadline to the last one before, so that the reminder is not read too late; after it to the next one.
    /// Rungs that meet on one day are one.
    /// </summary>
    /// <param name="moveOffDaysOff">Off: calendar days as they are.</param>
    public ImmutableArray<DateTimeOffset> Rungs(DateOnly due, WorkCalendar calendar, bool moveOffDaysOff = true)
        => [.. Days.Select(offset => InstantOf(DayOf(due, offset, calendar, moveOffDaysOff))).Distinct().Order()];

    /// <summary>Where the rung of an offset stands.</summary>
    internal static FoundDay DayOf(DateOnly due, int offset, WorkCalendar calendar, bool moveOffDaysOff = true)
        => !moveOffDaysOff || offset == 0 ? new(due.AddDays(offset), false)
            : offset < 0 ? calendar.PreviousWorkingDay(due.AddDays(offset))
            : calendar.NextWorkingDay(due.AddDays(offset));

    internal DateTimeOffset InstantOf(FoundDay found) => BeijingTime.At(found.Day, Hour);

    /// <summary>Who is reminded, the lowest level first.</summary>
    public static ImmutableArray<Role> Levels { get; } = [Role.SectionClerk, Role.SectionHead, Role.Lead, Role.GroupChair];

    /// <summary>
    /// Who is reminded at a rung: the clerk until the deadline, then one of the <see cref="Levels"/> more with each rung. Those already
    /// reminded are reminded again.
    /// </summary>
    /// <param name="rungs">Of the stage, ascending.</param>
    public static ImmutableArray<Role> Audience(ImmutableArray<DateTimeOffset> rungs, DateTimeOffset due, DateTimeOffset rung)
    {
        var missed = rungs.Count(earlier => earlier > due && earlier <= rung);
        return Levels[..Math.Min(missed + 1, Levels.Length)];
    }

    /// <summary>
    /// The latest rung that is due and was not sent: after a downtime the ones before it are passed over. Null when there is none.
    /// </summary>
    /// <param name="lastSent">The latest rung sent; null when none was.</param>
    public static DateTimeOffset? DueRung(ImmutableArray<DateTimeOffset> rungs, DateTimeOffset? lastSent, DateTimeOffset now)
        => rungs.Where(rung => rung <= now && (lastSent is null || rung > lastSent)).Select(rung => (DateTimeOffset?)rung).LastOrDefault();
}
