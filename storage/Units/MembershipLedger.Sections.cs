using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Units;

/// <summary>The sections that a unit has.</summary>
public sealed partial class MembershipLedger
{
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
}
