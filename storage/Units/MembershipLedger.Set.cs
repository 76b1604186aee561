using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Units;

/// <summary>Sets what a person may do, at once or as a proposal.</summary>
public sealed partial class MembershipLedger
{
    /// <summary>
    /// Sets what a person may do, or proposes it where it gives a deciding role. Whoever is put into the unit for the first time gets a
    /// key, which they keep.
    /// </summary>
    /// <param name="by">Person id.</param>
    /// <param name="membership">Its key is not read.</param>
    /// <param name="command">A repeat of it changes nothing, whatever was set since. Null when it has none.</param>
    /// <param name="unexpected">Asked of the membership as it stands, null when there is none, why it is not the one expected.</param>
    public Task<MembershipOutcome> SetAsync(
        UnitId unit, string by, Membership membership, CommandKey? command = null,
        Func<Membership?, Refusal?>? unexpected = null, CancellationToken cancellation = default) =>
        SetAsync(unit, by, membership.Person, _ => membership, command, unexpected, cancellation);

    /// <param name="over">The membership from the one that stands, null when there is none.</param>
    /// <inheritdoc cref="SetAsync(UnitId, string, Membership, CommandKey?, Func{Membership?, Refusal?}?, CancellationToken)"/>
    public Task<MembershipOutcome> SetAsync(
        UnitId unit, string by, string person, Func<Membership?, Membership> over, CommandKey? command = null,
        Func<Membership?, Refusal?>? unexpected = null, CancellationToken cancellation = default) =>
        SetAsync(
            unit, by, person, over, command,
            rows => Task.FromResult(unexpected?.Invoke(rows.MembershipOf(person)) ?? Losing(rows, person, over)), null, cancellation);

    /// <summary>
    /// Why a change would lose what is proposed for the person: something that it leaves out differs there from what stands. Null where it
    /// changes nothing.
    /// </summary>
    private static Refusal? Losing(PersonRows rows, string person, Func<Membership?, Membership> over)
    {
        var standing = rows.MembershipOf(person);
        var asked = over(standing) with { Key = rows.KeyOf(person) };
        return PersonRow.Proposal(rows.Find(person)) is { } waiting
            && over(waiting.Membership) with { Key = asked.Key } != asked
            && standing != asked
                ? MemberRefusals.ProposalWaits
                : null;
    }

    /// <param name="binding">What the person is bound by; null when the admin named them.</param>
    internal async Task<MembershipOutcome> SetAsync(
        UnitId unit, string by, string person, Func<Membership?, Membership> over, CommandKey? command,
        Func<PersonRows, Task<Refusal?>> unexpected, Binding? binding, CancellationToken cancellation)
    {
        ProposedMembership? proposed = null;
        var (asked, isNew) = (over(null), false);
        var outcome = await ExecuteAsync(unit, command, [person], Expected, rows =>
        {
            var found = PersonRow.Proposal(rows.Find(person));
            proposed = found?.Membership == asked && found.By == rows.KeyOf(by) ? found : null;
            var set = new MembershipCommand.Set(
                rows.Actor(by), asked.Key, rows.TermsOf(person), PersonRow.TermsOf(asked),
                Stands: rows.MembershipOf(person) == asked || proposed is not null);
            return new(
                binding is null ? set : new MembershipCommand.Bind(binding.Invitation, set),
                (batch, happened) =>
                {
                    binding?.Write(batch, asked.Key);
                    foreach (var change in happened)
                    {
                        proposed = change is MembershipEvent.MembershipProposed e ? new(e.Proposal, asked, e.By.Key, e.At) : proposed;
                    }

                    if (proposed is { } waiting)
                    {
                        rows.Write(batch, asked.Person, row => PersonRow.Proposing(unit, row, waiting));
                    }
                    else if (happened.Any(change => change is MembershipEvent.MembershipSet))
                    {
                        rows.Write(batch, asked);
                    }
                });
        }, cancellation);
        if (outcome.Repeated && isNew && await table.FindAsync(unit, asked.Person, cancellation) is { } row)
        {
            asked = asked with { Key = PersonRow.KeyOf(row) }; // another request of the same command gave them theirs meanwhile
        }

        return outcome switch
        {
            { Refusal: { } refusal } => new(refusal),
            { Repeated: true } => outcome.State.Proposals.TryGetValue(asked.Key, out var open)
                ? new(null, Proposal: new(open.Number, asked, open.By, open.At))
                : new(null, asked),
            _ => proposed is null ? new(null, asked) : new(null, Proposal: proposed),
        };

        Task<Refusal?> Expected(PersonRows rows)
        {
            isNew = rows.Find(person) is null;
            asked = over(rows.MembershipOf(person)) with { Key = rows.KeyOf(person) }; // also of a repeat, which comes no further
            return unexpected(rows);
        }
    }
}
