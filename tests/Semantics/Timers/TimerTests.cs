using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Timers;

namespace PerfFlow.Semantics.Tests.Timers;

public sealed class TimerTests
{
    [Theory, EachHost]
    public async Task A_timer_on_a_schedule_from_the_settings_ticks_again_and_again(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var before = (await host.JournalAsync<TimerView>(nameof(TickFunctions.Tick))).Length;

        var ticks = await host.JournalAsync<TimerView>(nameof(TickFunctions.Tick), before + 3);

        Assert.All(ticks.Skip(before), tick => Assert.False(tick.IsPastDue));
    }

    [Theory, EachHost]
    public async Task A_timer_may_run_at_start_and_knows_its_next_time(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);

        var tick = (await host.JournalAsync<TimerView>(nameof(TickFunctions.StartupTick), count: 1))[0];

        // The third hour of the first of January, in the host's time zone.
        Assert.InRange(tick.ScheduleStatus!.Next, DateTime.UtcNow.AddDays(-1), DateTime.UtcNow.AddDays(367));
        Assert.Equal((1, 1, 3), (tick.ScheduleStatus.Next.Month, tick.ScheduleStatus.Next.Day, tick.ScheduleStatus.Next.Hour));
    }

    private sealed record TimerView(bool IsPastDue, ScheduleView? ScheduleStatus);

    private sealed record ScheduleView(DateTime Last, DateTime Next, DateTime LastUpdated);
}
