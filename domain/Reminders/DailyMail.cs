using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Reminders;

/// <summary>When those are mailed who want one mail a day.</summary>
public static class DailyMail
{
    /// <summary>Before the day's work, every day of the year [design].</summary>
    private static readonly TimeOnly At = new(8, 30);

    /// <summary>The next such instant, which is never <paramref name="now"/> itself.</summary>
    public static DateTimeOffset After(DateTimeOffset now)
    {
        var today = BeijingTime.At(BeijingTime.DayOf(now), At);
        return today > now ? today : BeijingTime.At(BeijingTime.DayOf(now).AddDays(1), At);
    }
}
