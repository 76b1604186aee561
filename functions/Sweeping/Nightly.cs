using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Looks at every active year of every unit once a night (UTC), a sixteenth of the units each time it comes: a night needs sixteen times.
/// One that broke off is taken up where it was.
/// </summary>
public sealed class Nightly(Nights nights, NightlyLook look, Registry registry, DueIndex due, TimeProvider time, ILogger<Nightly> log)
{
    private const int Parallel = 4;
    private const int PageSize = 1000;

    [Function(nameof(Nightly))]
    public async Task RunAsync(
        [TimerTrigger("%NightlySchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var night = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (await nights.NextAsync(night, cancellation) is not { } shard)
        {
            return;
        }

        var slice = new NightlySlice(await RowsAsync(shard, cancellation), await InstancesAsync(client, shard, cancellation));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            YearsAsync(shard, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (active, token) => await look.LookAsync(active.Unit, active.Year, slice, token));
        await nights.DoneAsync(shard, night, cancellation);
    }

    private async Task<Dictionary<(UnitId, int), DueYear>> RowsAsync(string shard, CancellationToken cancellation)
    {
        var rows = new Dictionary<(UnitId, int), DueYear>();
        await foreach (var row in due.ListAsync(shard, cancellation))
        {
            rows[(row.Unit, row.Year)] = row;
        }

        return rows;
    }

    private async Task<Dictionary<string, bool>?> InstancesAsync(DurableTaskClient client, string shard, CancellationToken cancellation)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        try
        {
            await foreach (var instance in client
                .GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: $"{shard}:", PageSize: PageSize))
                .WithCancellation(cancellation))
            {
                known[instance.InstanceId] = !instance.IsCompleted;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.SweepPartFailed(shard, nameof(InstancesAsync), fault.GetType().Name);
            return null;
        }

        return known;
    }

    private async IAsyncEnumerable<(UnitId Unit, int Year)> YearsAsync(
        string shard, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await registry.ListActiveAsync(next, cancellation: cancellation);
            foreach (var unit in page.Units.Where(unit => Shard.Of(unit.Id) == shard))
            {
                foreach (var year in unit.ActiveYears)
                {
                    yield return (unit.Id, year);
                }
            }

            next = page.Next;
        }
        while (next is not null);
    }
}
