using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Timers;

/// <summary>
/// Runs one timer function. The status is written after each run, so that a tick during which the process dies runs again at
/// the next start; ticks that passed while the process was down, or while the function ran, run once.
/// </summary>
internal sealed class TimerListener(
    Function function,
    TimerTriggerBinding trigger,
    IScheduleStore store,
    FunctionRunner runner,
    TimeProvider clock,
    ILogger<TimerListener> logger) : IListener
{
    // Task.Delay refuses more than about 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly Dictionary<string, object?> NoBindingData = [];

    private ScheduleStatus status = new();
    private bool pastDue;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Reads where the schedule stands; a schedule that was changed since counts from its last run.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        var kept = trigger.UseMonitor ? await store.ReadAsync(function.Name, cancellation) : null;
        if (kept is null)
        {
            await KeepAsync(new ScheduleStatus { Next = trigger.Schedule.Next(Now), LastUpdated = Now });
            return;
        }

        status = kept;
        status.Next = trigger.Schedule.Next(kept.Last == default ? kept.LastUpdated : kept.Last);
        pastDue = Now >= status.Next;
    }

    public async Task ListenAsync(CancellationToken stopping)
    {
        if (trigger.RunOnStartup && !pastDue)
        {
            await RunAsync(stopping);
        }

        while (true)
        {
            for (var wait = status.Next - Now; wait > TimeSpan.Zero; wait = status.Next - Now)
            {
                await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, stopping);
            }

            await RunAsync(stopping);
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var at = Now;
        var next = trigger.Schedule.Next(at);
        var info = new TimerInfo
        {
            IsPastDue = pastDue,
            ScheduleStatus = trigger.UseMonitor ? new ScheduleStatus { Last = status.Last, Next = next, LastUpdated = status.LastUpdated } : null,
        };
        try
        {
            await runner.RunAsync(function, info, NoBindingData, CancellationToken.None);
        }
        catch (OperationCanceledException) when (runner.Stopping.IsCancellationRequested)
        {
            return; // cut short by the shutdown: the tick runs again
        }
        catch (Exception)
        {
            // Logged by the runner; the schedule goes on.
        }

        pastDue = false;
        await KeepAsync(new ScheduleStatus { Last = at, Next = next, LastUpdated = Now });
    }

    private async Task KeepAsync(ScheduleStatus changed)
    {
        status = changed;
        if (!trigger.UseMonitor)
        {
            return;
        }

        try
        {
            await store.WriteAsync(function.Name, changed, CancellationToken.None);
        }
        catch (Exception failure)
        {
            logger.StatusNotKept(function.Name, failure);
        }
    }
}
