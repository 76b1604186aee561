using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Units;

/// <summary>What a second person does with a proposal.</summary>
public sealed partial class MembershipLedger
{
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
}
