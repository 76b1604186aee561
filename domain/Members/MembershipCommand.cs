using System.Collections.Immutable;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Members;

/// <summary>Something asked of a unit's memberships.</summary>
/// <param name="By">With the roles they hold as the command is decided.</param>
public abstract record MembershipCommand(Actor By)
{
    /// <summary>An operator's: gives a new unit its first two people.</summary>
    /// <param name="Sections">That it has; null: none are registered yet.</param>
    public sealed record Found(
        Actor By, Seat Admin, Seat Confirmer, UnitTitle? Unit = null, ImmutableArray<string>? Sections = null) : MembershipCommand(By);

    /// <param name="Old">As they are now; null for who is no member.</param>
    /// <param name="Stands">All of it is so already, or proposed so by the same person.</param>
    public sealed record Set(Actor By, string Key, Terms? Old, Terms New, bool Stands = false) : MembershipCommand(By);

    public sealed record Remove(Actor By, string Key, Terms? Old) : MembershipCommand(By);

    /// <param name="Key">Of whom it concerns; empty when no open proposal has the number.</param>
    /// <param name="Old">As they are now.</param>
    /// <param name="New">As it was proposed.</param>
    public sealed record Confirm(Actor By, int Proposal, string Key, Terms? Old, Terms New) : MembershipCommand(By);

    public sealed record Refuse(Actor By, int Proposal, string? Reason) : MembershipCommand(By);

    /// <summary>An operator's: gives a unit a confirmer that it cannot give itself.</summary>
    /// <param name="Role">That they get besides what they have.</param>
    /// <param name="Replaced">Who confirmed before; null when nobody's place is taken.</param>
    public sealed record ReplaceConfirmer(Actor By, string Key, Terms? Old, Role Role, Seat? Replaced, string? Reason)
        : MembershipCommand(By);

    /// <param name="To">What they are to be, which goes its own way: at once, or as a proposal.</param>
    public sealed record Bind(string Invitation, Set To) : MembershipCommand(To.By);

    /// <param name="Used">Sections of members, of who is to be one, and of the projects of years that run.</param>
    public sealed record SetSections(Actor By, ImmutableArray<string> Sections, ImmutableArray<string> Used) : MembershipCommand(By);

    /// <summary>Blanks who is no member: what was proposed for them is off.</summary>
    public sealed record Erase(Actor By, string Key) : MembershipCommand(By);
}
