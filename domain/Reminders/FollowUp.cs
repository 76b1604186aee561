using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Reminders;

/// <summary>
/// Until when a section is to do what a review left open and no deadline was set for: edits of a 良, answers to rectifications.
/// </summary>
public static class FollowUp
{
    /// <summary>After it was asked for [design].</summary>
    public const int WorkingDays = 10;

    /// <summary>The end of the day, so that what was asked for on one day has one deadline.</summary>
    public static DateTimeOffset DueAt(DateTimeOffset askedAt)
        => BeijingTime.At(WorkCalendar.Shipped.AddWorkingDays(BeijingTime.DayOf(askedAt), WorkingDays).Day, BeijingTime.EndOfDay);
}
