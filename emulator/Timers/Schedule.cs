using System.Globalization;
using NCrontab;

namespace PerfFlow.Emulator.Timers;

/// <summary>When a timer is due, UTC: a CRON expression of six fields, or a fixed time span.</summary>
internal sealed class Schedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private Schedule(string text, CrontabSchedule? cron, TimeSpan interval)
    {
        Text = text;
        this.cron = cron;
        this.interval = interval;
    }

    public string Text { get; }

    /// <exception cref="StartupException">It is neither.</exception>
    public static Schedule Parse(string text)
    {
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } cron)
        {
            return new Schedule(text, cron, default);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new Schedule(text, null, interval)
            : throw new StartupException($"the schedule '{text}' is neither a CRON expression of six fields nor a time span.");
    }

    /// <summary>The first tick after an instant.</summary>
    public DateTime Next(DateTime after) => cron?.GetNextOccurrence(after) ?? after + interval;
}
