using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Azurite;
using PerfFlow.Emulator.Functions;
using PerfFlow.Emulator.Storage;
using PerfFlow.Emulator.Timers;

namespace PerfFlow.Emulator.Tests.Host;

/// <summary>A timer on its own clock, its status on Azurite. A host that is killed is one whose last status was not written.</summary>
public sealed class TimerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2023, 12, 31, 22, 30, 0, TimeSpan.Zero);

    private readonly WatchedClock clock = new(Start);
    private readonly string hostId = $"host-{Guid.NewGuid():N}";
    private readonly List<(DateTime At, bool IsPastDue, DateTime Next)> ticks = [];
    private BlobScheduleStore store = null!;

    public async Task InitializeAsync() => store = new BlobScheduleStore(new HostStorage((await AzuriteServer.SharedAsync()).ConnectionString, hostId));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_tick_runs_once_at_its_time_and_is_told_the_next()
    {
        await using (await ListenAsync("0 0 * * * *"))
        {
            await AdvanceAsync(TimeSpan.FromMinutes(29), 0);
            await AdvanceAsync(TimeSpan.FromMinutes(1), 1);
            await AdvanceAsync(TimeSpan.FromHours(1), 2);
        }

        Assert.Equal([(At(23, 0), false, At(24, 0)), (At(24, 0), false, At(25, 0))], ticks);
    }

    [Fact]
    public async Task Ticks_missed_while_down_run_once_and_past_due()
    {
        await (await ListenAsync("0 0 * * * *")).DisposeAsync();
        clock.Advance(TimeSpan.FromHours(5));
        await using (await ListenAsync("0 0 * * * *"))
        {
            await UntilTicksAsync(1);
            await AdvanceAsync(TimeSpan.FromMinutes(30), 2);
        }

        Assert.Equal([(At(27, 30), true, At(28, 0)), (At(28, 0), false, At(29, 0))], ticks);
    }

    [Fact]
    public async Task A_restart_without_a_missed_tick_runs_nothing()
    {
        await using (await ListenAsync("0 0 * * * *"))
        {
            await AdvanceAsync(TimeSpan.FromMinutes(30), 1);
        }

        clock.Advance(TimeSpan.FromMinutes(59));
        await (await ListenAsync("0 0 * * * *")).DisposeAsync();
        Assert.Equal([(At(23, 0), false, At(24, 0))], ticks);
    }

    [Fact]
    public async Task A_tick_during_which_the_process_died_runs_again()
    {
        await (await ListenAsync("0 0 * * * *")).DisposeAsync();
        var beforeTheTick = await store.ReadAsync(nameof(Ticker.Tick), CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(30));
        await using (await ListenAsync("0 0 * * * *"))
        {
            await UntilTicksAsync(1);
        }

        await store.WriteAsync(nameof(Ticker.Tick), beforeTheTick!, CancellationToken.None); // as if the process had died before writing
        await using (await ListenAsync("0 0 * * * *"))
        {
            await UntilTicksAsync(2);
        }

        Assert.Equal([(At(23, 0), true, At(24, 0)), (At(23, 0), true, At(24, 0))], ticks);
    }

    [Fact]
    public async Task A_changed_schedule_counts_from_the_last_run()
    {
        await (await ListenAsync("0 0 0 1 1 *")).DisposeAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        await using (await ListenAsync("0 */5 * * * *"))
        {
            await UntilTicksAsync(1);
        }

        Assert.Equal([(At(22, 40), true, At(22, 45))], ticks);
    }

    [Fact]
    public async Task A_tick_a_year_ahead_is_waited_for_however_long()
    {
        await using (await ListenAsync("0 0 0 31 12 *"))
        {
            await AdvanceAsync(TimeSpan.FromDays(200), 0);
            await AdvanceAsync(TimeSpan.FromDays(166), 1);
        }

        Assert.Equal([(At(22, 30).AddDays(366), false, At(0, 0).AddYears(2))], ticks);
    }

    private static DateTime At(int hour, int minute) => new DateTime(2023, 12, 31, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).AddMinutes(minute);

    private async Task<RunningListener> ListenAsync(string schedule)
    {
        var settings = TestSettings.From(("Schedule", schedule));
        var function = new FunctionBinder(settings, http: false).Bind(nameof(Ticker.Tick), typeof(Ticker).GetMethod(nameof(Ticker.Tick))!);
        var runner = TestRunner.For(new Ticker(clock, ticks));
        var listener = new TimerListener(
            function, (TimerTriggerBinding)function.Trigger, store, runner, clock, NullLogger<TimerListener>.Instance);
        clock.Forget();
        return await RunningListener.StartAsync(listener);
    }

    private async Task AdvanceAsync(TimeSpan by, int expectedTicks)
    {
        await RunningApp.UntilAsync(() => clock.IsWaitedOn, () => "the listener does not wait");
        clock.Advance(by);
        await UntilTicksAsync(expectedTicks);
    }

    private Task UntilTicksAsync(int count) => RunningApp.UntilAsync(() => ticks.Count >= count, () => $"{ticks.Count} of {count} ticks");

    private sealed class Ticker(TimeProvider clock, List<(DateTime At, bool IsPastDue, DateTime Next)> ticks)
    {
        [Function(nameof(Tick))]
        public void Tick([TimerTrigger("%Schedule%")] TimerInfo timer)
        {
            lock (ticks)
            {
                ticks.Add((clock.GetUtcNow().UtcDateTime, timer.IsPastDue, timer.ScheduleStatus!.Next));
            }
        }
    }
}
