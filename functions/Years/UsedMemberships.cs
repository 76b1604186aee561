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
        var used = membership.AsUsed();
        if (!known.HasNoted(used))
        {
            var noted = await ledger.ExecuteAsync(
                Streams.Of(unit, year),
                null,
                (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.UseMembership(used), now),
                cancellation);
            if (noted.State.HasNoted(used))
            {
                years.Forget(unit, year);
            }
        }
    }
}
