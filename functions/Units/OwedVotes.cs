using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <summary>An item that waits for somebody's vote.</summary>
public sealed record OwedVote(int Year, ProjectId Project, StageId Stage, string Link);

/// <summary>
/// Items that wait for the vote of one of the group: who decides on them was fixed when they came to it, so nobody leaves the group
/// before they are decided, or others decide in their place.
/// </summary>
public sealed class OwedVotes(Registry registry, Board board, Ledger ledger)
{
    /// <summary>Nothing is read but where somebody would leave the group; then the unit, and the board of each year that runs.</summary>
    /// <param name="now">Null for who is no member.</param>
    /// <param name="next">Roles they would have.</param>
    /// <param name="command">What was done under it before is not asked again.</param>
    /// <returns>Null when they stay in the group, or no vote of theirs is owed.</returns>
    public async Task<Problem?> RefusalAsync(
        UnitId unit, Membership? now, ImmutableArray<Role> next, CommandKey? command, CancellationToken cancellation) =>
        now is null || !IsOfGroup(now.Roles) || IsOfGroup(next) || await RefusalAsync(unit, now.Key, cancellation) is not { } owed
        || (command is not null && await ledger.KnowsAsync(Streams.Members(unit), command.Id, cancellation))
            ? null
            : owed;

    private static bool IsOfGroup(ImmutableArray<Role> roles) => roles.Any(role => Rights.LevelOf(role) == Level.Group);

    private async Task<Problem?> RefusalAsync(UnitId unit, string key, CancellationToken cancellation)
    {
        var owed = new List<OwedVote>();
        foreach (var year in (await registry.FindAsync(unit, cancellation))?.ActiveYears ?? [])
        {
            var shown = await board.ShowAsync(unit, year, cancellation);
            owed.AddRange(shown.Unit.IsClosed ? [] : Of(shown, key, (project, stage) => Routes.Location(unit, year, project, stage), year));
        }

        return owed.Count == 0 ? null : new Problem(
            409,
            "VOTES_OWED",
            new Message(
                $"此人还有 {owed.Count} 个事项未表决(见 more)。请先完成表决,或由牵头科室提出变更这些事项的审定名单、经第二人确认,再移出或变更角色。",
                $"{owed.Count} items wait for this person's vote (see more). Have them voted on, or have the lead ask for others to decide "
                + "and a second person agree; then take them out or change their role."),
            More: owed.ToImmutableArray());
    }

    private static IEnumerable<OwedVote> Of(YearBoard shown, string key, Func<ProjectId, StageId, string> link, int year) =>
        from row in shown.Rows
        where shown.Unit.Find(row.Project) is not null
        from item in row.Summary.Items
        where item.Value.Owing?.Contains(key) == true
        orderby row.Project.Value, item.Key.Value
        select new OwedVote(year, row.Project, item.Key, link(row.Project, item.Key));
}
