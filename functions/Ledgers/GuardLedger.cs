using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// Once a day for each active year of a unit: verifies every stream against what was anchored before, and anchors the heads
/// that hold. A head that does not is never anchored: a wrong anchor would stand for ever.
/// </summary>
public sealed class GuardLedger(
    Registry registry, Board board, Anchors anchors, LedgerCheck check, LedgerVerifications verifications, TimeProvider time, ILogger<GuardLedger> log)
{
    [Function(nameof(GuardLedger))]
    public async Task RunAsync([ActivityTrigger] string unit, CancellationToken cancellation)
    {
        if (await registry.FindAsync(UnitId.Parse(unit).Value, cancellation) is not { } registered)
        {
            return;
        }

        foreach (var year in registered.ActiveYears)
        {
            var now = time.GetUtcNow();
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            if ((await verifications.FindAsync(registered.Id, year, cancellation))?.Day != today)
            {
                await GuardAsync(registered.Id, year, today, now, cancellation);
            }
        }
    }

    private async Task GuardAsync(UnitId unit, int year, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var latest = await anchors.LatestAsync(unit, year, cancellation);
        var streams = await check.VerifyAsync(unit, year, latest is null ? [] : [latest], cancellation);
        var heads = streams.Where(stream => stream.Ok).Select(stream => new AnchoredHead(stream.Stream, stream.Version, stream.Hash));
        await anchors.AnchorAsync(unit, year, today, heads, cancellation);
        if (streams.Any(stream => stream.Outdated) && streams.All(stream => stream.Ok))
        {
            await board.RebuildAsync(unit, year, cancellation); // written by the version before this one
        }

        await verifications.KeepAsync(unit, year, new LedgerVerification(now, streams), cancellation);
        foreach (var found in streams.Select(stream => stream.Found).OfType<TamperingFound>())
        {
            log.LedgerBroken(unit.Value, year, found.Stream, found.Kind, found.Version);
        }
    }
}
