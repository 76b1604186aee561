using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Archive;

/// <summary>Ends a year whose projects are all archived, and wakes the instances that still wait, so that they end too.</summary>
public sealed class FinishYear(Board board, DueLedger ledger, LedgerWatch watch, Registry registry, WakeUps wakeUps)
{
    /// <returns>Whether the year is done; else a project has come to be archived meanwhile.</returns>
    [Function(nameof(FinishYear))]
    public async Task<bool> RunAsync(
        [ActivityTrigger] CycleKey cycle, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var unit = UnitId.Parse(cycle.Unit).Value;
        var answer = await ledger.ExecuteAsync(
            Streams.Of(unit, cycle.Year),
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.FinishYear(), now),
            cancellation);
        if (!answer.State.Done)
        {
            return false;
        }

        foreach (var instance in Waiting(cycle, await board.ShowAsync(unit, cycle.Year, cancellation)))
        {
            await wakeUps.EndAsync(client, instance);
        }

        await watch.CloseAsync(unit, cycle.Year, cancellation);
        await registry.DeactivateAsync(unit, cycle.Year, cancellation);
        return true;
    }

    private static IEnumerable<string> Waiting(CycleKey cycle, YearBoard shown) => shown.Unit.Plan!.Stages
        .Where(stage => stage.Scope == StageScope.Project)
        .Select(stage => Instances.Of(new RoundKey(cycle.Unit, cycle.Year, stage.Id.Value)))
        .Concat(
            from row in shown.Rows
            from item in row.Summary.Items
            where item.Value is { IsUnderReview: true, Review: not null }
            select Instances.Of(new ReviewKey(cycle.Unit, cycle.Year, item.Key.Value, row.Project.Value, item.Value.Review!.Value)));
}
