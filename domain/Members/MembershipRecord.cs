using System.Collections.Immutable;

namespace PerfFlow.Domain.Members;

/// <summary>All that a unit's events say of its people: what the rows are held against.</summary>
/// <param name="Unit">What deciding needs of it.</param>
/// <param name="Members">By key: who is a member, and as what.</param>
/// <param name="Keys">Of everyone who was ever named, members or not.</param>
public sealed record MembershipRecord(UnitMembers Unit, ImmutableDictionary<string, Terms> Members, ImmutableHashSet<string> Keys)
{
    public static MembershipRecord Empty { get; } = new(UnitMembers.Empty, ImmutableDictionary<string, Terms>.Empty, []);

    /// <returns>Null where the event does not follow from those before it: none that the decider ever gave.</returns>
    public MembershipRecord? Apply(MembershipEvent happened) => happened switch
    {
        MembershipEvent.UnitFounded e => Unit.IsFounded ? null : Next(e, [.. e.Members.Select(seat => (seat.Key, (Terms?)seat.Terms))]),
        MembershipEvent.MembershipSet e => Follows(e.Key, e.Old) ? Next(e, (e.Key, e.New)) : null,
        MembershipEvent.MembershipProposed e => Follows(e.Key, e.Old) && e.Proposal == Unit.Proposed + 1 ? Next(e, (e.Key, e.Old)) : null,
        MembershipEvent.MembershipConfirmed e => Follows(e.Key, e.Old) && IsProposed(e) ? Next(e, (e.Key, e.New)) : null,
        MembershipEvent.MembershipRemoved e => Follows(e.Key, e.Old) ? Next(e, (e.Key, null)) : null,
        MembershipEvent.MembershipRefused e => Unit.Find(e.Proposal) is null ? null : Next(e),
        MembershipEvent.ConfirmerReplaced e => !Follows(e.Key, e.Old) ? null
            : e.Replaced is { } replaced ? Next(e, (replaced.Key, replaced.Terms), (e.Key, e.New))
            : Next(e, (e.Key, e.New)),
        MembershipEvent.SectionsSet e => Next(e),
        MembershipEvent.PersonBound e => Next(e, (e.Key, Members.GetValueOrDefault(e.Key))),
        _ => null,
    };

    /// <summary>Whether a row may say this of the person.</summary>
    /// <param name="proposed">Number and terms of what is proposed for them; null when nothing is.</param>
    public bool Says(string key, Terms? terms, (int Number, Terms Terms)? proposed)
        => Keys.Contains(key)
        && Members.GetValueOrDefault(key) == terms
        && (Unit.Proposals.GetValueOrDefault(key) is { } open
            ? proposed is { } waiting && (open.Number, open.Mark) == (waiting.Number, waiting.Terms.Mark())
            : proposed is null);

    private bool Follows(string key, Terms? old) => Members.GetValueOrDefault(key) == old;

    private bool IsProposed(MembershipEvent.MembershipConfirmed e)
        => Unit.Proposals.GetValueOrDefault(e.Key) is { } open
        && (open.Number, open.By, open.Mark) == (e.Proposal, e.ProposedBy, e.New.Mark());

    private MembershipRecord Next(MembershipEvent happened, params ImmutableArray<(string Key, Terms? Terms)> now) => new(
        Unit.Apply(happened),
        now.Aggregate(Members, (members, one) => one.Terms is null ? members.Remove(one.Key) : members.SetItem(one.Key, one.Terms)),
        Keys.Add(happened.By.Key).Union(now.Select(one => one.Key)));
}
