using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Members;

/// <summary>A membership that waits for a second person.</summary>
/// <param name="Mark">Of the terms, which lie in the event and with the person.</param>
/// <param name="By">Key of who proposed it.</param>
public sealed record OpenProposal(int Number, string Mark, string By, DateTimeOffset At);

/// <summary>
/// What deciding on a unit's memberships needs: who holds which deciding role, and what is proposed. Of all others the rows tell, which
/// are read with it. It stays within 32 KiB whatever the number of members.
/// </summary>
/// <param name="Deciders">By key: the deciding roles of who has one.</param>
/// <param name="Proposals">By key of the person they concern: of each the last.</param>
/// <param name="Proposed">How many there were.</param>
public sealed record UnitMembers(
    ImmutableDictionary<string, ImmutableArray<Role>> Deciders, ImmutableDictionary<string, OpenProposal> Proposals, int Proposed)
    : IFold<UnitMembers, MembershipEvent>
{
    public static UnitMembers Empty { get; } = new(
        ImmutableDictionary<string, ImmutableArray<Role>>.Empty, ImmutableDictionary<string, OpenProposal>.Empty, 0);

    public static int FoldVersion => 2;

    /// <summary>Sections (科室) that are registered; none where they never were, and then any name is taken.</summary>
    public ImmutableArray<string> Sections { get; init; } = [];

    /// <summary>The first that is not registered; null where there is none, or where no section is.</summary>
    public string? UnknownOf(IEnumerable<string> sections) => Sections.IsDefaultOrEmpty
        ? null
        : sections.FirstOrDefault(section => !Sections.Any(known => PlainText.Same(known, section)));

    /// <summary>Why a project may not be put into its section; null where it may. That it needs one is for others to say.</summary>
    public Refusal? RefusalOf(Project project) => !string.IsNullOrWhiteSpace(project.Section) && UnknownOf([project.Section]) is { } unknown
        ? MemberRefusals.UnknownSection(unknown, Sections, "$.section")
        : null;

    /// <summary>Someone was ever given the unit.</summary>
    [JsonIgnore]
    public bool IsFounded => Deciders.Count > 0;

    [JsonIgnore]
    public bool HasAdmin => Deciders.Keys.Any(key => Holds(key, Role.Admin));

    /// <summary>Whether what an admin proposes can be confirmed by another.</summary>
    [JsonIgnore]
    public bool HasConfirmer => HasAdmin && Confirmers > 1;

    /// <summary>People who may confirm, admins too.</summary>
    [JsonIgnore]
    public int Confirmers => Deciders.Keys.Count(MayConfirm);

    public bool Holds(string key, Role role) => Deciders.TryGetValue(key, out var roles) && roles.Contains(role);

    public bool MayConfirm(string key) => Deciders.TryGetValue(key, out var roles) && roles.Any(role => role.Confirms());

    /// <summary>Null when it is not open.</summary>
    public OpenProposal? Find(int number) => Proposals.Values.FirstOrDefault(open => open.Number == number);

    public UnitMembers Apply(MembershipEvent happened) => happened switch
    {
        MembershipEvent.UnitFounded e => e.Members.Aggregate(
            this with { Sections = e.Sections ?? [] }, (unit, seat) => unit.With(seat.Key, seat.Terms)),
        MembershipEvent.MembershipSet e => With(e.Key, e.New),
        MembershipEvent.MembershipConfirmed e => With(e.Key, e.New),
        MembershipEvent.MembershipRemoved e => With(e.Key, null),
        MembershipEvent.ConfirmerReplaced e =>
            (e.Replaced is { } replaced ? With(replaced.Key, replaced.Terms) : this).With(e.Key, e.New),
        MembershipEvent.MembershipProposed e => this with
        {
            Proposals = Proposals.SetItem(e.Key, new(e.Proposal, e.New.Mark(), e.By.Key, e.At)),
            Proposed = e.Proposal,
        },
        MembershipEvent.MembershipRefused e => this with { Proposals = Proposals.Remove(e.Key) },
        MembershipEvent.PersonBound => this,
        MembershipEvent.SectionsSet e => this with { Sections = e.Sections },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };

    /// <summary>As it is when the person may do this; null: nothing any more. What was proposed for them no longer fits.</summary>
    internal UnitMembers With(string key, Terms? terms) => this with
    {
        Deciders = terms?.Roles.Where(role => role.Decides()).ToImmutableArray() is { Length: > 0 } deciding
            ? Deciders.SetItem(key, deciding)
            : Deciders.Remove(key),
        Proposals = Proposals.Remove(key),
    };
}
