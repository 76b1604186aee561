using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Archiving;

/// <summary>Ends a year whose projects are all archived, and wakes the instances that still wait, so that they end too.</summary>
public sealed class FinishYear(Board board, Ledger ledger, LedgerWatch watch, Registry registry, WakeUps wakeUps)
{
    [Function(nameof(FinishYear))]
    public async Task RunAsync([ActivityTrigger] CycleKey cycle, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var unit = UnitId.Parse(cycle.Unit).Value;
        var answer = await ledger.ExecuteAsync(
            Streams.Of(unit, cycle.Year),
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.FinishYear(), now),
            cancellation);
        if (!answer.State.Done)
        {
            return; // a project has come to be archived meanwhile: the cycle looks again
        }

        var shown = await board.ShowAsync(unit, cycle.Year, cancellation);
        foreach (var stage in shown.Unit.Plan!.Stages.Where(stage => stage.Scope == StageScope.Project))
        {
            foreach (var (key, item) in OpenItems.Of(cycle, shown, stage))
            {
                await wakeUps.WakeAsync(client, Instances.Of(key), item.Round);
            }
        }

        await watch.CloseAsync(unit, cycle.Year, cancellation);
        await registry.DeactivateAsync(unit, cycle.Year, cancellation);
    }
}
