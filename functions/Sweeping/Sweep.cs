using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Functions.Cycle;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Sweeping;

/// <summary>The net under the wake-ups: starts one <see cref="SweepUnit"/> per unit with an active year, unless its last one still runs.</summary>
public sealed class Sweep(Registry registry, WakeUps wakeUps)
{
    private const int Parallel = 16;

    [Function(nameof(Sweep))]
    public async Task RunAsync(
        [TimerTrigger("%SweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await registry.ListActiveAsync(next, cancellation: cancellation);
            await System.Threading.Tasks.Parallel.ForEachAsync(
                page.Units,
                new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
                async (unit, _) => await wakeUps.StartAsync(client, nameof(SweepUnit), Instances.Sweep(unit.Id.Value), unit.Id.Value));
            next = page.Next;
        }
        while (next is not null);
    }
}
