using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>
/// Changes memberships: the row of a person changes in the one transaction that appends to the unit's stream why
/// (<see cref="Streams.Members"/>). Whoever acts is named by person id, and may do what the stream says at that moment.
/// A change costs three transactions when nobody interferes, one more for each who is new, and one more for a repeat.
/// </summary>
/// <exception cref="LedgerBusyException">Of each: other writers won every time.</exception>
public sealed partial class MembershipLedger(StorageClients clients, TimeProvider time)
{
    private const int MostAttempts = 50;

    private readonly PersonTable table = new(clients);
    private readonly Ledger ledger = new(clients, time);

    /// <summary>Takes a person out of the unit; key and name stay. Done also when there was no such member.</summary>
    /// <inheritdoc cref="SetAsync(UnitId, string, Membership, CommandKey?, Func{Membership?, Refusal?}?, CancellationToken)"/>
    public async Task<Refusal?> RemoveAsync(
        UnitId unit, string by, string person, CommandKey? command = null,
        Func<Membership?, Refusal?>? unexpected = null, CancellationToken cancellation = default)
    {
        var outcome = await ExecuteAsync(
            unit, command, [], rows => Task.FromResult(unexpected?.Invoke(rows.MembershipOf(person))), rows => new(
            new MembershipCommand.Remove(rows.Actor(by), rows.KeyOf(person), rows.TermsOf(person)),
            (batch, _) => rows.Write(batch, person, row => PersonRow.Removed(row!))), cancellation);
        return outcome.Refusal;
    }

    /// <summary>
    /// Blanks name and address of who is no member any more. The key stays, and so does everything done under it; so does the
    /// person id, by which whoever comes back is still the one who submitted what they now may not approve.
    /// </summary>
    /// <param name="by">Person id.</param>
    public async Task<Erasure> EraseAsync(UnitId unit, string by, string person, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await table.FindAsync(unit, person, cancellation) is not { } row)
            {
                return Erasure.NoSuchPerson;
            }

            if (PersonRow.Membership(row) is not null)
            {
                return Erasure.StillMember;
            }

            if (PersonRow.Proposal(row) is not null)
            {
                await ExecuteAsync(unit, null, [], null, rows => new(
                    new MembershipCommand.Erase(rows.Actor(by), PersonRow.KeyOf(row)),
                    (batch, _) => rows.Write(batch, person, found => PersonRow.Erased(found!))), cancellation);
            }
            else if (PersonRow.IsErased(row)
                || await new EntityBatch().Replace(PersonRow.Erased(row), row.ETag).TrySubmitAsync(table.Table, cancellation))
            {
                return Erasure.Done;
            }
        }

        throw new LedgerBusyException($"The members of {unit} changed {MostAttempts} times while one was erased.");
    }

    /// <summary>One point read.</summary>
    internal async Task<bool> IsMemberAsync(UnitId unit, string person, CancellationToken cancellation) =>
        PersonRow.Membership(await table.FindAsync(unit, person, cancellation)) is not null;

    /// <param name="newcomers">Person ids of who may get a row by it.</param>
    private Task<LedgerOutcome<UnitMembers>> ExecuteAsync(
        UnitId unit, CommandKey? command, ImmutableArray<string> newcomers,
        Func<PersonRows, Task<Refusal?>>? unexpected, Func<PersonRows, Change> change, CancellationToken cancellation) =>
        ledger.ExecuteAsync(Streams.Members(unit), null, command, async (state, now) =>
        {
            var rows = await table.AllAsync(unit, cancellation);
            if (unexpected is not null && await unexpected(rows) is { } refusal)
            {
                return new(refusal);
            }

            var asked = change(rows);
            var decision = MembershipDecider.Decide(state, asked.Command, now);
            foreach (var newcomer in decision.Events.IsEmpty ? [] : newcomers.Where(person => rows.Find(person) is null).Distinct())
            {
                await table.RememberAsync(unit, newcomer, cancellation);
            }

            return new Append<MembershipEvent>(decision, batch => asked.Write(batch, decision.Events));
        }, cancellation);

    /// <summary>What the event of a version gave, under the name they have now.</summary>
    private async Task<Membership?> AsOfAsync(UnitId unit, int version, CancellationToken cancellation)
    {
        var (key, terms) = (await ledger.ReadAsync(Streams.Members(unit), cancellation)).Events[version - 1].Event switch
        {
            MembershipEvent.MembershipConfirmed e => (e.Key, e.New),
            MembershipEvent.ConfirmerReplaced e => (e.Key, e.New),
            var other => throw new InvalidDataException($"Event {version} of {unit}'s memberships is {other.GetType().Name}."),
        };
        var row = (await table.AllAsync(unit, cancellation)).All.First(row => PersonRow.KeyOf(row) == key);
        var person = PersonRow.Person(row);
        return new(person.Id, person.Name ?? key, terms.Roles, terms.Sections, person.Membership?.Email, key);
    }

    private sealed record Change(MembershipCommand Command, Action<EntityBatch, ImmutableArray<MembershipEvent>> Write);
}
