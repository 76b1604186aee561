using System.Collections.Immutable;
using System.Globalization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <summary>A membership that waits for a second person.</summary>
/// <param name="Id">Number in the unit, from 1.</param>
/// <param name="Person">Whom it concerns, <c>{tid}:{oid}</c>; all that follows is as it is to be.</param>
/// <param name="ProposedBy">Person id.</param>
public sealed record ProposalAnswer(
    int Id, string Person, string Name, ImmutableArray<Role> Roles, ImmutableArray<string> Sections, string? Email,
    string ProposedBy, string ProposedByName, DateTimeOffset At)
{
    internal static string Location(UnitId unit, int proposal) =>
        Routes.Location(unit, rest: string.Create(CultureInfo.InvariantCulture, $"proposals/{proposal}"));

    internal static ProposalAnswer Of(ProposedMembership proposal, (string Person, string Name) by)
    {
        var asked = proposal.Membership;
        return new(
            proposal.Number, asked.Person, asked.Name, asked.Roles, asked.Sections, asked.Email, by.Person, by.Name, proposal.At);
    }

    internal static ProposalAnswer Of(ProposedMembership proposal, People people) =>
        Of(proposal, (people.IdOf(proposal.By), people.NameOf(proposal.By)));
}
