using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Years;

/// <summary>
/// Puts a membership into the unit-year's stream when it is first used there, or has changed since: the ledger says with
/// which roles someone acted even after the membership is changed. Nothing is written again while it stays the same, nor
/// once the year is closed. Where there is no room left nobody is stopped: each event names its actor's roles itself.
/// </summary>
public sealed class UsedMemberships(Ledger ledger, KnownYears years)
{
    public async Task NoteAsync(UnitId unit, int year, UnitYearState known, Membership membership, CancellationToken cancellation)
    {
        if (!known.HasNoted(membership.AsUsed()))
        {
            await WriteAsync(unit, year, null, membership.AsUsed(), cancellation);
        }
    }

    /// <summary>As above, for who goes on to write to the unit-year's stream and has not read it yet.</summary>
    /// <returns>The stream as it was read, to go on from; null when it has changed since, as by the note itself.</returns>
    public async Task<LedgerHead<UnitYearState>?> NoteAsync(UnitId unit, int year, Membership membership, CancellationToken cancellation)
    {
        var used = membership.AsUsed();
        var read = await ledger.FindAsync(Streams.Of(unit, year), cancellation);
        return read.State.HasNoted(used) || await WriteAsync(unit, year, read, used, cancellation) == read.Version ? read : null;
    }

    /// <returns>The version of the stream then.</returns>
    private async Task<int> WriteAsync(UnitId unit, int year, LedgerHead<UnitYearState>? read, UsedMembership used, CancellationToken cancellation)
    {
        var noted = await ledger.ExecuteAsync(
            Streams.Of(unit, year),
            read,
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.UseMembership(used), now),
            cancellation);
        if (noted.State.HasNoted(used))
        {
            years.Forget(unit, year);
        }

        return noted.Version;
    }
}
