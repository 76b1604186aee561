using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>What came of a change.</summary>
/// <param name="Refusal">Null when it was done, now or before.</param>
/// <param name="Membership">As it was then; null for who is no member.</param>
/// <param name="Proposal">What waits for a second person instead; null when nothing does.</param>
public sealed record MembershipOutcome(Refusal? Refusal, Membership? Membership = null, ProposedMembership? Proposal = null);

/// <summary>How a unit came to its first two people.</summary>
public enum Founding
{
    Now,

    /// <summary>It was given to the same two before.</summary>
    Before,

    /// <summary>Two others have it, or it began with other sections.</summary>
    ByOthers,
}

/// <summary>
/// Changes memberships: the row of a person changes in the one transaction that appends to the unit's stream why
/// (<see cref="Streams.Members"/>). Whoever acts is named by person id, and may do what the stream says at that moment.
/// A change costs three transactions when nobody interferes, one more for each who is new, and one more for a repeat.
/// </summary>
/// <exception cref="LedgerBusyException">Of each: other writers won every time.</exception>
public sealed class MembershipLedger(StorageClients clients, TimeProvider time)
{
    private const int MostAttempts = 50;

    private readonly PersonTable table = new(clients);
    private readonly Ledger ledger = new(clients, time);

    /// <summary>Gives a unit its first two people. Nothing is done where someone was given it before.</summary>
    /// <param name="by">The operator, who becomes no member by it.</param>
    /// <param name="title">As the registry has it: what it says later is held against this.</param>
    /// <param name="sections">That it begins with; null for none.</param>
    public async Task<(Refusal? Refusal, Founding Founding)> FoundAsync(
        UnitId unit, Person by, Membership admin, Membership confirmer, UnitTitle? title = null,
        ImmutableArray<string>? sections = null, CancellationToken cancellation = default)
    {
        var (seats, isNow) = (ImmutableArray<Seat>.Empty, false);
        var outcome = await ExecuteAsync(unit, null, [by.Id, admin.Person, confirmer.Person], null, rows =>
        {
            isNow = false; // another attempt, after others won
            seats =
            [
                new(rows.KeyOf(admin.Person), PersonRow.TermsOf(admin)), new(rows.KeyOf(confirmer.Person), PersonRow.TermsOf(confirmer)),
            ];
            return new(
                new MembershipCommand.Found(rows.Actor(by.Id), seats[0], seats[1], title, sections),
                (batch, _) =>
                {
                    isNow = true;
                    rows.Write(batch, admin);
                    rows.Write(batch, confirmer);
                    if (by.Id != admin.Person && by.Id != confirmer.Person)
                    {
                        rows.Name(batch, by);
                    }
                });
        }, cancellation);
        if (outcome.Refusal is not null || isNow)
        {
            return (outcome.Refusal, Founding.Now);
        }

        var first = (await ledger.ReadAsync(Streams.Members(unit), cancellation)).Events[0].Event as MembershipEvent.UnitFounded;
        return (null, first is not null && first.Members.SequenceEqual(seats) && (first.Sections ?? []).SequenceEqual(sections ?? [])
            ? Founding.Before
            : Founding.ByOthers);
    }

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
        SetAsync(unit, by, membership.Person, _ => membership, isPart: false, command, unexpected, cancellation);

    /// <param name="over">The membership from the one that stands, null when there is none.</param>
    /// <param name="isPart">It takes something from the one that stands: then it takes the place of no proposal.</param>
    /// <inheritdoc cref="SetAsync(UnitId, string, Membership, CommandKey?, Func{Membership?, Refusal?}?, CancellationToken)"/>
    public Task<MembershipOutcome> SetAsync(
        UnitId unit, string by, string person, Func<Membership?, Membership> over, bool isPart, CommandKey? command = null,
        Func<Membership?, Refusal?>? unexpected = null, CancellationToken cancellation = default) =>
        SetAsync(
            unit, by, person, over, command,
            rows => Task.FromResult(unexpected?.Invoke(rows.MembershipOf(person)) ?? (isPart ? Waiting(rows, person, over) : null)), null,
            cancellation);

    /// <summary>Why a change would lose what is proposed for the person; null where it is just that, or changes nothing.</summary>
    private static Refusal? Waiting(PersonRows rows, string person, Func<Membership?, Membership> over)
    {
        var standing = rows.MembershipOf(person);
        var asked = over(standing) with { Key = rows.KeyOf(person) };
        return PersonRow.Proposal(rows.Find(person)) is { } waiting && waiting.Membership != asked && standing != asked
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

    /// <summary>Sets the sections that the unit has: none that a member is of, or a project.</summary>
    /// <param name="used">By projects of years that run.</param>
    /// <param name="unexpected">Asked of the sections as they stand why they are not those expected.</param>
    public async Task<(Refusal? Refusal, ImmutableArray<string> Sections)> SetSectionsAsync(
        UnitId unit, string by, ImmutableArray<string> sections, IEnumerable<string> used, CommandKey? command,
        Func<ImmutableArray<string>, Refusal?> unexpected, CancellationToken cancellation = default)
    {
        var outcome = await ledger.ExecuteAsync(Streams.Members(unit), command, async (state, now) =>
        {
            var rows = await table.AllAsync(unit, cancellation);
            var members = rows.All.SelectMany(row => (Membership?[])[PersonRow.Membership(row), PersonRow.Proposal(row)?.Membership])
                .SelectMany(member => member?.Sections ?? []);
            return unexpected(state.Sections) ?? MembershipDecider.Decide(
                state, new MembershipCommand.SetSections(rows.Actor(by), sections, [.. members.Concat(used).Distinct()]), now);
        }, cancellation);
        return (outcome.Refusal, outcome.State.Sections);
    }

    /// <summary>Those that are registered; none where they never were. One point read.</summary>
    public async Task<UnitMembers> FindAsync(UnitId unit, CancellationToken cancellation = default) =>
        (await ledger.FindAsync(Streams.Members(unit), cancellation)).State;

    /// <summary>Makes a proposal a membership.</summary>
    /// <param name="by">Person id.</param>
    /// <param name="unexpected">Asked of the proposal as it stands, null when it is not open, why it is not the one expected.</param>
    public async Task<MembershipOutcome> ConfirmAsync(
        UnitId unit, string by, int proposal, CommandKey? command = null,
        Func<ProposedMembership?, People, Refusal?>? unexpected = null, CancellationToken cancellation = default)
    {
        Membership? confirmed = null;
        var outcome = await ExecuteAsync(
            unit, command, [], rows => Task.FromResult(unexpected?.Invoke(rows.Proposal(proposal), rows.People())), rows =>
        {
            confirmed = rows.Proposal(proposal)?.Membership;
            return new(
                new MembershipCommand.Confirm(
                    rows.Actor(by), proposal, confirmed?.Key ?? "", confirmed is null ? null : rows.TermsOf(confirmed.Person),
                    confirmed is null ? new([], []) : PersonRow.TermsOf(confirmed)),
                (batch, _) => rows.Write(batch, confirmed!));
        }, cancellation);
        return outcome.Refusal is { } refusal ? new(refusal)
            : new(null, outcome.Repeated ? await AsOfAsync(unit, outcome.Version, cancellation) : confirmed);
    }

    /// <inheritdoc cref="ConfirmAsync"/>
    public async Task<Refusal?> RefuseAsync(
        UnitId unit, string by, int proposal, string? reason, CommandKey? command = null,
        Func<ProposedMembership?, People, Refusal?>? unexpected = null, CancellationToken cancellation = default)
    {
        var outcome = await ExecuteAsync(
            unit, command, [], rows => Task.FromResult(unexpected?.Invoke(rows.Proposal(proposal), rows.People())), rows => new(
            new MembershipCommand.Refuse(rows.Actor(by), proposal, reason),
            (batch, _) =>
            {
                if (rows.Proposal(proposal)?.Membership.Person is { } person)
                {
                    rows.Write(batch, person, row => PersonRow.Refused(row!));
                }
            }), cancellation);
        return outcome.Refusal;
    }

    /// <summary>An operator's: gives the role besides what the person has.</summary>
    /// <param name="membership">With the one role that is given; its sections are not read.</param>
    /// <param name="replaces">Person id of who confirms no more; null for nobody.</param>
    public async Task<MembershipOutcome> ReplaceConfirmerAsync(
        UnitId unit, Person by, Membership membership, string? replaces, string? reason,
        CommandKey? command = null, CancellationToken cancellation = default)
    {
        Membership? set = null;
        var outcome = await ExecuteAsync(unit, command, [by.Id, membership.Person], null, rows =>
        {
            var gone = replaces is null ? null : rows.MembershipOf(replaces);
            return new(
                new MembershipCommand.ReplaceConfirmer(
                    rows.Actor(by.Id), rows.KeyOf(membership.Person), rows.TermsOf(membership.Person), membership.Roles.Single(),
                    replaces is null ? null : new Seat(rows.KeyOf(replaces), gone is null ? new([], []) : PersonRow.TermsOf(gone)), reason),
                (batch, happened) =>
                {
                    var replaced = happened.OfType<MembershipEvent.ConfirmerReplaced>().Single();
                    set = membership with
                    {
                        Key = replaced.Key,
                        Roles = replaced.New.Roles,
                        Sections = replaced.New.Sections,
                        Email = membership.Email ?? rows.MembershipOf(membership.Person)?.Email,
                    };
                    rows.Write(batch, set);
                    if (gone is not null)
                    {
                        rows.Write(batch, gone with { Roles = replaced.Replaced!.Terms.Roles });
                    }

                    if (by.Id != membership.Person)
                    {
                        rows.Name(batch, by);
                    }
                });
        }, cancellation);
        return outcome.Refusal is { } refusal ? new(refusal) : new(null, set ?? await AsOfAsync(unit, outcome.Version, cancellation));
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

/// <summary>What a person is bound by, and how it is closed in the same transaction.</summary>
/// <param name="Write">Is given the person's key.</param>
internal sealed record Binding(string Invitation, Action<EntityBatch, string> Write);
