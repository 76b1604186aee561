using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage.Due;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// The net under the wake-ups. A round asks each sixteenth of the units what is due and looks at that alone, and lists the inbox once for
/// all: where nothing is due, a unit costs nothing.
/// </summary>
public sealed class Sweep(DueIndex due, DueLook look, WaitingUploads uploads, TimeProvider time, ILogger<Sweep> log)
{
    private const int Parallel = 8;

    [Function(nameof(Sweep))]
    public async Task RunAsync(
        [TimerTrigger("%SweepSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (var shard in Shard.All)
        {
            await log.TryAsync(shard, nameof(Sweep), () => LookAsync(client, shard, cancellation));
        }

        // last: in the hour of a deadline it may be long
        await log.TryAsync("*", nameof(WaitingUploads), () => uploads.HealAsync(cancellation));
    }

    private Task LookAsync(DurableTaskClient client, string shard, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(
            due.DueAsync(shard, time.GetUtcNow(), cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (row, token) => await log.TryAsync(row.Unit.Value, nameof(DueLook), () => look.LookAsync(client, row, token)));
}
