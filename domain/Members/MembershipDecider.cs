using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Members;

/// <summary>
/// Who may do what in a unit. An admin gives and takes; what gives a deciding role waits for a second person, and neither of the two is
/// the one concerned. So there is always an admin, and someone else to confirm.
/// </summary>
public static class MembershipDecider
{
    /// <summary>People with a deciding role, and proposals open at a time: the state stays within 32 KiB.</summary>
    public const int MostDeciders = 240;

    public const int MostProposals = 60;

    public const int MostSections = 100;

    public const int LongestSection = 50;

    public static Decision<MembershipEvent> Decide(UnitMembers unit, MembershipCommand command, DateTimeOffset now) => command switch
    {
        MembershipCommand.Found when unit.IsFounded => Decision<MembershipEvent>.Nothing,
        MembershipCommand.Found c when c.Admin.Key == c.Confirmer.Key => MemberRefusals.TwoPeopleRequired,
        MembershipCommand.Found c when !c.Admin.Terms.Roles.Contains(Role.Admin) || !c.Confirmer.Terms.Roles.Any(role => role.Confirms())
            => MemberRefusals.ConfirmerRole,
        MembershipCommand.Found c => new MembershipEvent.UnitFounded(c.By, now, [c.Admin, c.Confirmer], c.Unit, c.Sections),

        MembershipCommand.ReplaceConfirmer c when string.IsNullOrWhiteSpace(c.Reason) => Refusals.ReasonRequired,
        MembershipCommand.ReplaceConfirmer c when TextLimits.OfReason(c.Reason) is { } refusal => refusal,
        MembershipCommand.ReplaceConfirmer when !unit.IsFounded => MemberRefusals.NotFounded,
        MembershipCommand.ReplaceConfirmer c when !c.Role.Confirms() => MemberRefusals.ConfirmerRole,
        MembershipCommand.ReplaceConfirmer c when c.By.Key == c.Key => MemberRefusals.PersonConcerned,
        MembershipCommand.ReplaceConfirmer { Role: Role.Admin } c when !IsSoleAdmin(unit, c.Replaced) => MemberRefusals.ConfirmerRole,
        MembershipCommand.ReplaceConfirmer { Role: not Role.Admin } when unit.Confirmers > 2 => MemberRefusals.ConfirmersLeft,
        MembershipCommand.ReplaceConfirmer { Replaced: null } when unit.HasConfirmer => MemberRefusals.ConfirmersLeft,
        MembershipCommand.ReplaceConfirmer { Replaced: { } replaced } when !unit.MayConfirm(replaced.Key) => MemberRefusals.NoConfirmer,
        MembershipCommand.ReplaceConfirmer c when c.Replaced?.Key == c.Key => MemberRefusals.TwoPeopleRequired,
        MembershipCommand.ReplaceConfirmer c => Sound(
            unit, new MembershipEvent.ConfirmerReplaced(c.By, now, c.Key, c.Old, With(c.Old, c.Role), Left(c.Replaced), c.Reason!.Trim())),

        MembershipCommand.Confirm or MembershipCommand.Refuse when !unit.MayConfirm(command.By.Key) => Refusals.RoleRequired,
        MembershipCommand.Confirm c when unit.Find(c.Proposal) is null => Closed(unit, c.Proposal),
        MembershipCommand.Confirm c when unit.Find(c.Proposal)!.Mark != c.New.Mark() => MemberRefusals.ProposalClosed,
        MembershipCommand.Confirm c when c.By.Key == c.Key => MemberRefusals.PersonConcerned,
        MembershipCommand.Confirm c when unit.Find(c.Proposal)!.By == c.By.Key => MemberRefusals.SecondPersonRequired,
        MembershipCommand.Confirm c when !unit.Holds(unit.Find(c.Proposal)!.By, Role.Admin) => MemberRefusals.ProposerGone,
        MembershipCommand.Confirm c when IsFull(unit, c.Key) => MemberRefusals.TooManyDeciders,
        MembershipCommand.Confirm c => Sound(
            unit, new MembershipEvent.MembershipConfirmed(c.By, now, c.Proposal, unit.Find(c.Proposal)!.By, c.Key, c.Old, c.New)),

        MembershipCommand.Refuse c when unit.Find(c.Proposal) is null => Closed(unit, c.Proposal),
        MembershipCommand.Refuse c when string.IsNullOrWhiteSpace(c.Reason) => Refusals.ReasonRequired,
        MembershipCommand.Refuse c when TextLimits.OfReason(c.Reason) is { } refusal => refusal,
        MembershipCommand.Refuse c => new MembershipEvent.MembershipRefused(
            c.By, now, c.Proposal, unit.Proposals.First(open => open.Value.Number == c.Proposal).Key, c.Reason!.Trim()),

        _ when !unit.Holds(command.By.Key, Role.Admin) => Refusals.RoleRequired,

        MembershipCommand.Remove { Old: null } => Decision<MembershipEvent>.Nothing,
        MembershipCommand.Remove c => Sound(unit, new MembershipEvent.MembershipRemoved(c.By, now, c.Key, c.Old!)),

        MembershipCommand.Erase c => unit.Proposals.TryGetValue(c.Key, out var open)
            ? new MembershipEvent.MembershipRefused(c.By, now, open.Number, c.Key, "-")
            : Decision<MembershipEvent>.Nothing,

        MembershipCommand.SetSections c when unit.Sections.SequenceEqual(c.Sections) => Decision<MembershipEvent>.Nothing,
        MembershipCommand.SetSections c when c.Used.FirstOrDefault(used => !c.Sections.Any(one => PlainText.Same(one, used))) is { } used
            => MemberRefusals.SectionInUse(used),
        MembershipCommand.SetSections c => new MembershipEvent.SectionsSet(c.By, now, c.Sections),

        MembershipCommand.Bind c => Bound(c, Decide(unit, c.To, now), now),

        MembershipCommand.Set { Stands: true } => Decision<MembershipEvent>.Nothing,
        MembershipCommand.Set c when unit.UnknownOf(c.New.Sections.Except(c.Old?.Sections ?? [])) is { } unknown
            => MemberRefusals.UnknownSection(unknown, unit.Sections, "$.sections"),
        MembershipCommand.Set c when !Gains(unit, c) => Sound(unit, new MembershipEvent.MembershipSet(c.By, now, c.Key, c.Old, c.New)),
        MembershipCommand.Set c when c.By.Key == c.Key => MemberRefusals.PersonConcerned,
        MembershipCommand.Set c when IsFull(unit, c.Key) => MemberRefusals.TooManyDeciders,
        MembershipCommand.Set c when unit.Proposals.Count >= MostProposals && !unit.Proposals.ContainsKey(c.Key)
            => MemberRefusals.TooManyProposals,
        MembershipCommand.Set c when Unsound(unit, unit.With(c.Key, c.New)) is { } unsound => unsound,
        MembershipCommand.Set c => new MembershipEvent.MembershipProposed(c.By, now, unit.Proposed + 1, c.Key, c.Old, c.New),

        _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
    };

    private static bool Gains(UnitMembers unit, MembershipCommand.Set set)
        => set.New.Roles.Any(role => role.Decides() && !unit.Holds(set.Key, role));

    private static bool IsFull(UnitMembers unit, string key) => unit.Deciders.Count >= MostDeciders && !unit.Deciders.ContainsKey(key);

    /// <summary>Without them nobody could propose anything any more; true also where nobody can.</summary>
    private static bool IsSoleAdmin(UnitMembers unit, Seat? replaced)
        => unit.Deciders.Keys.All(key => key == replaced?.Key || !unit.Holds(key, Role.Admin));

    private static Refusal Closed(UnitMembers unit, int proposal)
        => proposal >= 1 && proposal <= unit.Proposed ? MemberRefusals.ProposalClosed : MemberRefusals.NoSuchProposal;

    private static Terms With(Terms? terms, Role role) => terms is null ? new([role], [])
        : terms.Roles.Contains(role) ? terms
        : terms with { Roles = terms.Roles.Add(role) };

    /// <summary>What is left to who confirms no more.</summary>
    private static Seat? Left(Seat? replaced)
        => replaced is null ? null
            : replaced with { Terms = replaced.Terms with { Roles = replaced.Terms.Roles.RemoveAll(role => role.Confirms()) } };

    private static Decision<MembershipEvent> Bound(MembershipCommand.Bind bind, Decision<MembershipEvent> set, DateTimeOffset now)
        => set.Refusal is null
            ? Decision<MembershipEvent>.Of([new MembershipEvent.PersonBound(bind.By, now, bind.To.Key, bind.Invitation), .. set.Events])
            : set;

    private static Decision<MembershipEvent> Sound(UnitMembers before, MembershipEvent happened)
        => Unsound(before, before.Apply(happened)) is { } unsound ? unsound : happened;

    /// <summary>Why the unit may not become so; null where it loses nothing that it needs.</summary>
    private static Refusal? Unsound(UnitMembers before, UnitMembers after)
        => before.HasAdmin && !after.HasAdmin ? MemberRefusals.LastAdmin
            : before.HasConfirmer && !after.HasConfirmer ? MemberRefusals.LastConfirmer
            : null;
}
