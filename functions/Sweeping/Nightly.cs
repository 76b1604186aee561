using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Looks at every active year of every unit once a night (UTC), a sixteenth of the units each time it comes: a night needs sixteen times.
/// One that broke off is taken up where it was. Closed years are looked through when their month has come around.
/// </summary>
public sealed class Nightly(
    Nights nights,
    NightlyLook look,
    Registry registry,
    Anchors anchors,
    DueIndex due,
    FileCheckPace pace,
    TimeProvider time,
    ILogger<Nightly> log)
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

        var slice = new NightlySlice(
            await RowsAsync(shard, cancellation), await InstancesAsync(client, shard, cancellation), new FileBudget(pace.PerRound));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            UnitsAsync(shard, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (unit, token) => await LookAsync(unit, slice, token));
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

    private async Task LookAsync(RegisteredUnit unit, NightlySlice slice, CancellationToken cancellation)
    {
        foreach (var year in unit.ActiveYears)
        {
            await look.LookAsync(unit.Id, year, slice, cancellation);
        }

        await log.TryAsync(unit.Id.Value, nameof(Nightly), async () =>
        {
            foreach (var year in await ClosedAsync(unit, cancellation))
            {
                await look.LookThroughAsync(unit.Id, year, slice.Budget, cancellation);
            }
        });
    }

    /// <summary>A row that is older than the column is given it, once: which years are over, the anchors tell.</summary>
    private async Task<ImmutableArray<int>> ClosedAsync(RegisteredUnit unit, CancellationToken cancellation)
    {
        if (!unit.ClosedYears.IsDefault)
        {
            return unit.ClosedYears;
        }

        var years = await anchors.ClosedYearsAsync(unit.Id, cancellation);
        await registry.NoteClosedAsync(unit.Id, years, cancellation);
        return years;
    }

    private async IAsyncEnumerable<RegisteredUnit> UnitsAsync(
        string shard, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await registry.ListAsync(next, cancellation: cancellation);
            foreach (var unit in page.Units.Where(unit => Shard.Of(unit.Id) == shard))
            {
                yield return unit;
            }

            foreach (var partition in page.Damaged)
            {
                log.Damage(new DamagedRowException($"registry {partition}", "it cannot be read"));
            }

            next = page.Next;
        }
        while (next is not null);
    }
}
