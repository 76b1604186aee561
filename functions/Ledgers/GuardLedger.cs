using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Ledgers;

/// <summary>The sweep's part in the ledger: each active year of a unit is verified and anchored once a day.</summary>
public sealed class GuardLedger(Registry registry, LedgerWatch watch)
{
    [Function(nameof(GuardLedger))]
    public async Task RunAsync([ActivityTrigger] string unit, CancellationToken cancellation)
    {
        if (await registry.FindAsync(UnitId.Parse(unit).Value, cancellation) is { } registered)
        {
            foreach (var year in registered.ActiveYears)
            {
                await watch.DailyAsync(registered.Id, year, cancellation);
            }
        }
    }
}
