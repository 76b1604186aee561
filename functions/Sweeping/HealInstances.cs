using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminding;
using PerfFlow.Functions.Stages;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Starts the instances that should run and do not, wakes those that have not seen what the board shows, and sends the reminders
/// that were missed.
/// Idempotent: a wake-up too many costs a read.
/// </summary>
public sealed class HealInstances(
    Registry registry,
    Board board,
    WakeUps wakeUps,
    LedgerWatch watch,
    LostReadings readings,
    Reminder reminder,
    SweepGrace grace,
    TimeProvider time,
    ILogger<HealInstances> log)
{
    [Function(nameof(HealInstances))]
    public async Task RunAsync([ActivityTrigger] string unit, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await registry.FindAsync(UnitId.Parse(unit).Value, cancellation) is not { } registered)
        {
            return;
        }

        foreach (var year in registered.ActiveYears)
        {
            var shown = await board.ShowAsync(registered.Id, year, cancellation);
            await readings.HealAsync(client, registered.Id, year, shown, cancellation);
            var healed = await HealAsync(client, new CycleKey(unit, year), shown, cancellation);
            log.InstancesHealed(unit, year, healed);
            await reminder.HealAsync(registered.Id, year, shown, grace.Span, cancellation);
        }
    }

    private async Task<int> HealAsync(DurableTaskClient client, CycleKey cycle, YearBoard shown, CancellationToken cancellation)
    {
        if (shown.Unit.Done)
        {
            // The end may have died between the ledger and the registry.
            var unit = UnitId.Parse(cycle.Unit).Value;
            await watch.CloseAsync(unit, cycle.Year, cancellation);
            await registry.DeactivateAsync(unit, cycle.Year, cancellation);
            return 0;
        }

        if (shown.Unit.Plan is not { } plan)
        {
            return 0; // activated, and not opened yet
        }

        var now = time.GetUtcNow();
        var healed = await HealAsync(
            client,
            Instances.Of(cycle),
            seen: shown.UnitVersion.ToString(CultureInfo.InvariantCulture),
            _ => Enumerable.Range(0, plan.Stages.Length + 1), // under whatever plan it began to wait
            start: () => wakeUps.StartAsync(client, cycle),
            cancellation);
        foreach (var stage in plan.Stages.Where(stage => stage.Scope == StageScope.Project && stage.IsOpenAt(now)))
        {
            foreach (var (key, item) in OpenItems.Of(cycle, shown, stage))
            {
                healed += await HealAsync(
                    client,
                    Instances.Of(key),
                    $"\"{SeenItem.Of(item, plan)}\"",
                    status => [SeenItem.RoundIn(status) ?? item.Round],
                    () => wakeUps.StartAsync(client, key),
                    cancellation);
            }
        }

        return healed;
    }

    /// <param name="seen">The custom status, as JSON, of an instance that has seen everything.</param>
    /// <param name="waited">The rounds that an instance may wait in, by its custom status.</param>
    private async Task<int> HealAsync(
        DurableTaskClient client,
        string instance,
        string seen,
        Func<string?, IEnumerable<int>> waited,
        Func<Task> start,
        CancellationToken cancellation)
    {
        switch (await client.GetInstanceAsync(instance, getInputsAndOutputs: true, cancellation))
        {
            case null or { IsCompleted: true }:
                await start();
                return 1;
            case { SerializedCustomStatus: var status } when status != seen:
                foreach (var round in waited(status))
                {
                    await wakeUps.WakeAsync(client, instance, round);
                }

                return 1;
            default:
                return 0;
        }
    }
}
