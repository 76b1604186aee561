using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Units;

/// <summary>What an operator does, who is no member: gives a unit its first people, and a confirmer that it has lost.</summary>
public sealed partial class MembershipLedger
{
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
}
