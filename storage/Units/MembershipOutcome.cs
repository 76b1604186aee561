using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
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

/// <summary>What a person is bound by, and how it is closed in the same transaction.</summary>
/// <param name="Write">Is given the person's key.</param>
internal sealed record Binding(string Invitation, Action<EntityBatch, string> Write);
