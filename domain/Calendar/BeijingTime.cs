using System.Globalization;

namespace PerfFlow.Domain.Calendar;

/// <summary>Asia/Shanghai: UTC+8 without daylight saving since 1991, so no machine's time zone data is asked.</summary>
public static class BeijingTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>Until when what is due on a day is in time.</summary>
    public static readonly TimeOnly EndOfDay = new(23, 59, 59);

    /// <summary>An hour of a day as an instant.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly hour) => new DateTimeOffset(day, hour, Offset).ToUniversalTime();

    /// <summary>The day that an instant falls on.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>As people are told of it: <c>2024-04-16 23:59</c>.</summary>
    public static string Minute(DateTimeOffset instant) => Text(instant, "yyyy-MM-dd HH:mm");

    /// <summary>As <see cref="Minute"/>, with seconds, for records.</summary>
    public static string Second(DateTimeOffset instant) => Text(instant, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Calendar days since a deadline; null before it.</summary>
    public static int? DaysLate(DateTimeOffset due, DateTimeOffset now) => now > due ? DayOf(now).DayNumber - DayOf(due).DayNumber : null;

    private static string Text(DateTimeOffset instant, string format)
        => instant.ToOffset(Offset).ToString(format, CultureInfo.InvariantCulture);
}
