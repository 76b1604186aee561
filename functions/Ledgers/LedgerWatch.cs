using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// Verifies every stream of a unit's year, and its memberships, against what was anchored before, and anchors the heads that hold. A head that does
/// not is never anchored: a wrong anchor would stand for ever.
/// </summary>
public sealed class LedgerWatch(
    Board board, Anchors anchors, LedgerCheck check, MembershipCheck members,
    LedgerVerifications verifications, TimeProvider time, ILogger<LedgerWatch> log)
{
    /// <summary>Once a day: one transaction when it has been done today.</summary>
    public async Task DailyAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if ((await verifications.FindAsync(unit, year, cancellation))?.Day != today)
        {
            await VerifyAsync(unit, year, heads => anchors.AnchorAsync(unit, year, today, heads, cancellation), cancellation);
        }
    }

    /// <summary>When the year is done: its last heads are anchored too, which no later day would do.</summary>
    public Task CloseAsync(UnitId unit, int year, CancellationToken cancellation) =>
        VerifyAsync(
            unit,
            year,
            heads => anchors.CloseAsync(unit, year, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), heads, cancellation),
            cancellation);

    private async Task VerifyAsync(UnitId unit, int year, Func<IEnumerable<AnchoredHead>, Task> anchorAsync, CancellationToken cancellation)
    {
        var latest = await anchors.LatestAsync(unit, year, cancellation);
        var streams = await check.VerifyAsync(unit, year, latest is null ? [] : [latest], cancellation);
        streams = streams.Add(await members.VerifyAsync(unit, [.. latest?.Heads ?? [], .. latest?.Earlier ?? []], cancellation));
        await anchorAsync(
            streams.Where(stream => stream.Ok).Select(stream => new AnchoredHead(stream.Stream, stream.Version, stream.Hash)));
        if (streams.Any(stream => stream.Outdated) && streams.All(stream => stream.Ok))
        {
            await board.RebuildAsync(unit, year, cancellation); // written by the version before this one
        }

        await verifications.KeepAsync(unit, year, new LedgerVerification(time.GetUtcNow(), streams), cancellation);
        foreach (var found in streams.Select(stream => stream.Found).OfType<TamperingFound>())
        {
            log.LedgerBroken(unit.Value, year, found.Stream, found.Kind, found.Version);
        }
    }
}
