using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>
/// Puts a membership into the unit-year's stream when it is first used there, or has changed since: the ledger says with
/// which roles someone acted even after the membership is changed. Nothing is written again while it stays the same, nor
/// once the year is closed. Where there is no room left nobody is stopped: each event names its actor's roles itself.
/// </summary>
public sealed class UsedMemberships(Ledger ledger, KnownYears years) : IDisposable
{
    private readonly SemaphoreSlim noting = new(1);

    /// <param name="known">The year as it was read just before, or is at hand.</param>
    public Task NoteAsync(UnitId unit, int year, UnitYearState known, Membership membership, CancellationToken cancellation) =>
        known.IsClosed || known.HasNoted(membership.AsUsed()) ? Task.CompletedTask : NoteAsync(unit, year, membership, cancellation);

    /// <summary>One after another: on the first day of a stage many come at once, for one stream, and each is seldom to be noted.</summary>
    private async Task NoteAsync(UnitId unit, int year, Membership membership, CancellationToken cancellation)
    {
        await noting.WaitAsync(cancellation);
        try
        {
            await WriteAsync(unit, year, membership, cancellation);
        }
        finally
        {
            noting.Release();
        }
    }

    public void Dispose() => noting.Dispose();

    private async Task WriteAsync(UnitId unit, int year, Membership membership, CancellationToken cancellation)
    {
        var (stream, used) = (Streams.Of(unit, year), membership.AsUsed());
        var known = await ledger.FindKnownAsync(stream, cancellation);
        if (known.State.HasNoted(used) && (known = await ledger.FindAsync(stream, cancellation)).State.HasNoted(used))
        {
            return; // by another request of theirs, just before
        }

        var noted = await ledger.ExecuteAsync(
            stream,
            known,
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.UseMembership(used), now),
            cancellation);
        if (noted.State.HasNoted(used))
        {
            years.Forget(unit, year);
        }
    }
}
