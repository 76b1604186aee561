using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// Verifies every stream of a unit's year, and its memberships, against what was anchored before, and anchors the heads that hold. A head
/// that does not is never anchored: a wrong anchor would stand for ever.
/// </summary>
public sealed class LedgerWatch(
    Board board,
    Anchors anchors,
    LedgerCheck check,
    MembershipCheck members,
    YearCheck all,
    LedgerVerifications verifications,
    TimeProvider time,
    ILogger<LedgerWatch> log)
{
    /// <summary>Once a day: one transaction when it has been done today.</summary>
    public async Task DailyAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = await verifications.FindAsync(unit, year, cancellation);
        if (last?.Anchored != today)
        {
            await VerifyAsync(
                unit, year, last, today, heads => anchors.AnchorAsync(unit, year, today, heads, cancellation), cancellation);
        }
    }

    /// <summary>
    /// Every chain against every anchor, the anchors against each other, the registry; of a closed year too. Anchors nothing.
    /// </summary>
    public async Task VerifyAllAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        if (await all.VerifyAsync(unit, year, cancellation) is { Ledger: var verified })
        {
            await KeepAsync(unit, year, verified, cancellation);
        }
    }

    /// <summary>When the year is done: its last heads are anchored too, which no later day would do.</summary>
    public async Task CloseAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await VerifyAsync(
            unit,
            year,
            await verifications.FindAsync(unit, year, cancellation),
            today,
            heads => anchors.CloseAsync(unit, year, today, heads, cancellation),
            cancellation);
    }

    private async Task VerifyAsync(
        UnitId unit,
        int year,
        LedgerVerification? last,
        DateOnly today,
        Func<IEnumerable<AnchoredHead>, Task> anchorAsync,
        CancellationToken cancellation)
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

        await KeepAsync(unit, year, new(time.GetUtcNow(), streams, last?.Found ?? [], today), cancellation);
    }

    private async Task KeepAsync(UnitId unit, int year, LedgerVerification verified, CancellationToken cancellation)
    {
        await verifications.KeepAsync(unit, year, verified, cancellation);
        foreach (var found in verified.Streams.Select(stream => stream.Found).OfType<TamperingFound>().Concat(verified.Found))
        {
            log.LedgerBroken(unit.Value, year, found.Stream, found.Kind, found.Version);
        }
    }
}
