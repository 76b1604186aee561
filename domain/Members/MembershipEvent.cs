using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Members;

/// <summary>A person, by key alone, and what they may do.</summary>
public sealed record Seat(string Key, Terms Terms);

/// <summary>What a unit is called, and the department above.</summary>
public sealed record UnitTitle(string Name, string? Parent = null);

/// <summary>
/// What happened to a unit's memberships, as the ledger keeps it: people by key, never by name. Where an operator acted, who is no
/// member, the event is one that only an operator brings about.
/// </summary>
[JsonDerivedType(typeof(UnitFounded), "unit-founded")]
[JsonDerivedType(typeof(MembershipSet), "membership-set")]
[JsonDerivedType(typeof(MembershipProposed), "membership-proposed")]
[JsonDerivedType(typeof(MembershipConfirmed), "membership-confirmed")]
[JsonDerivedType(typeof(MembershipRefused), "membership-refused")]
[JsonDerivedType(typeof(MembershipRemoved), "membership-removed")]
[JsonDerivedType(typeof(ConfirmerReplaced), "confirmer-replaced")]
[JsonDerivedType(typeof(PersonBound), "person-bound")]
[JsonDerivedType(typeof(SectionsSet), "sections-set")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
public abstract record MembershipEvent(Actor By, DateTimeOffset At)
{
    /// <summary>By an operator: the first admin, and who confirms what they propose.</summary>
    /// <param name="Unit">What it was registered as; null in events of before.</param>
    /// <param name="Sections">That it was registered with; null for none.</param>
    public sealed record UnitFounded(
        Actor By, DateTimeOffset At, ImmutableArray<Seat> Members, UnitTitle? Unit = null, ImmutableArray<string>? Sections = null)
        : MembershipEvent(By, At);

    /// <summary>A change that gives no deciding role. Whatever was proposed for the person is off with it.</summary>
    /// <param name="Old">Null for who was no member.</param>
    public sealed record MembershipSet(Actor By, DateTimeOffset At, string Key, Terms? Old, Terms New) : MembershipEvent(By, At);

    /// <summary>Takes the place of what was proposed for the person before.</summary>
    /// <param name="Proposal">Its number in the unit, from 1.</param>
    public sealed record MembershipProposed(Actor By, DateTimeOffset At, int Proposal, string Key, Terms? Old, Terms New)
        : MembershipEvent(By, At);

    /// <param name="ProposedBy">Key of who did; <c>By</c> is who confirmed it.</param>
    public sealed record MembershipConfirmed(
        Actor By, DateTimeOffset At, int Proposal, string ProposedBy, string Key, Terms? Old, Terms New) : MembershipEvent(By, At);

    public sealed record MembershipRefused(Actor By, DateTimeOffset At, int Proposal, string Key, string Reason)
        : MembershipEvent(By, At);

    public sealed record MembershipRemoved(Actor By, DateTimeOffset At, string Key, Terms Old) : MembershipEvent(By, At);

    /// <summary>By an operator, alone.</summary>
    /// <param name="Replaced">Whose place is taken, with what they keep; null when nobody's is.</param>
    public sealed record ConfirmerReplaced(
        Actor By, DateTimeOffset At, string Key, Terms? Old, Terms New, Seat? Replaced, string Reason) : MembershipEvent(By, At);

    /// <param name="Sections">All that the unit has from now on.</param>
    public sealed record SectionsSet(Actor By, DateTimeOffset At, ImmutableArray<string> Sections) : MembershipEvent(By, At);

    /// <summary>An invitation, or someone's wish to join, found its person.</summary>
    /// <param name="Invitation">Its id; it says nothing of anyone.</param>
    public sealed record PersonBound(Actor By, DateTimeOffset At, string Key, string Invitation) : MembershipEvent(By, At);
}
