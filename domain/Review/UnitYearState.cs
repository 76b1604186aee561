using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>How many projects a year has, in place of the projects themselves.</summary>
/// <param name="Registered">Those that are not withdrawn.</param>
/// <param name="Archived">Of both.</param>
public sealed record ProjectCounts(int Registered = 0, int Withdrawn = 0, int Archived = 0)
{
    /// <summary>Those withdrawn too: each leaves an archive.</summary>
    [JsonIgnore]
    public int All => Registered + Withdrawn;

    public ProjectCounts WithRegistered(ProjectState before) => before switch
    {
        ProjectState.Unknown => this with { Registered = Registered + 1 },
        ProjectState.Withdrawn => this with { Registered = Registered + 1, Withdrawn = Withdrawn - 1 },
        _ => this,
    };

    public ProjectCounts WithWithdrawn() => this with { Registered = Registered - 1, Withdrawn = Withdrawn + 1 };
}

/// <summary>
/// What deciding on a unit's year needs: the fold of the stream <c>{unit}:{year}:@unit</c>. It stays small whatever the
/// number of projects: of each there is a <see cref="Registration"/> beside it.
/// </summary>
/// <param name="Plan">Null until the year is opened.</param>
/// <param name="RegistrationsVersion">Events that changed a registration: while it stands still, so does every one.</param>
/// <param name="Members">By key of the person: the mark of the membership they last acted under, see <see cref="MembershipMark"/>.</param>
public record UnitYearState(
    YearPlan? Plan,
    string? Profile,
    Report? Report,
    bool Done,
    ProjectCounts Counts,
    int RegistrationsVersion,
    ImmutableDictionary<string, string> Members) : IFold<UnitYearState, UnitYearEvent>
{
    /// <summary>Duties that a second person has confirmed to be joined, and that every plan since has declared alike.</summary>
    public ImmutableArray<JoinedDuty> Confirmed { get; init; } = [];

    /// <summary>Who declared each duty of the plan that is joined, in the first of the plans that all declare it alike.</summary>
    public ImmutableDictionary<SeparatedDuty, string> DeclaredBy { get; init; } = ImmutableDictionary<SeparatedDuty, string>.Empty;

    public static UnitYearState Empty { get; } = new(null, null, null, false, new(), 0, ImmutableDictionary<string, string>.Empty);

    public static int FoldVersion => 2;

    /// <summary>Signed or done: nothing of the year changes any more.</summary>
    [JsonIgnore]
    public bool IsClosed => Done || Report?.State == ReportState.Signed;

    /// <summary>Why nothing is taken any more; null while something is.</summary>
    [JsonIgnore]
    public Refusal? Closed => !IsClosed ? null : Done ? Refusals.YearDone : Refusals.ReportSigned;

    /// <summary>Duties that one person may do beside an earlier one: declared in the plan, and confirmed.</summary>
    [JsonIgnore]
    public ImmutableArray<SeparatedDuty> Joined => [.. (Plan?.Joined ?? []).Intersect(Confirmed).Select(joined => joined.Duty)];

    /// <summary>Declared in the plan, and not confirmed: they hold nothing yet.</summary>
    [JsonIgnore]
    public ImmutableArray<JoinedDuty> Unconfirmed => [.. (Plan?.Joined ?? []).Except(Confirmed)];

    [JsonIgnore]
    public int NextReportVersion => (Report?.Version ?? 0) + 1;

    /// <summary>The version a draft of this head has: while nothing has changed since the last one it is that one again.</summary>
    public int ReportVersionFor(string head) => Report?.Head == head ? Report.Version : NextReportVersion;

    /// <summary>Whether nothing is left to be noted when someone acts under this membership.</summary>
    public bool HasNoted(UsedMembership membership) => Members.GetValueOrDefault(membership.Key) == MembershipMark.Of(membership);

    /// <summary>A draft holds the figures of all sections; once signed it is the unit's word, for everyone who may view reports.</summary>
    public bool ShowsReportTo(Membership member) => member.May(Right.ViewReport) && (IsClosed || member.MayEverywhere(Right.ViewReport));

    public UnitYearState Apply(UnitYearEvent happened) => happened switch
    {
        UnitYearEvent.YearOpened e => Planned(e.Plan, e.By.Key) with { Profile = e.Profile },
        UnitYearEvent.ProjectRegistered e => With(Counts.WithRegistered(e.Before)),
        UnitYearEvent.ProjectWithdrawn => With(Counts.WithWithdrawn()),
        UnitYearEvent.MembershipUsed e => this with { Members = Members.SetItem(e.Membership.Key, MembershipMark.Of(e.Membership)) },
        UnitYearEvent.ReportDrafted e => this with
        {
            Report = new(e.Version, ReportState.Building, e.Head, e.By.Key, ImmutableDictionary<string, string>.Empty),
        },
        UnitYearEvent.ReportBuilt e => this with { Report = Report! with { State = ReportState.Ready, Files = e.Files } },
        UnitYearEvent.ReportApproved => this with { Report = Report! with { State = ReportState.Approved } },
        UnitYearEvent.PlanChanged e => Planned(e.Plan, e.By.Key),
        UnitYearEvent.DutiesJoined e => this with { Confirmed = e.Joined },
        UnitYearEvent.ReportSigned => this with { Report = Report! with { State = ReportState.Signed } },
        UnitYearEvent.ProjectArchived => With(Counts with { Archived = Counts.Archived + 1 }),
        UnitYearEvent.YearDone => this with { Done = true },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };

    private UnitYearState Planned(YearPlan plan, string by) => this with
    {
        Plan = plan,
        Confirmed = [.. Confirmed.Intersect(plan.Joined)],
        DeclaredBy = plan.Joined.ToImmutableDictionary(
            joined => joined.Duty, joined => Plan?.Joined.Contains(joined) == true ? DeclaredBy[joined.Duty] : by),
    };

    private UnitYearState With(ProjectCounts counts) => this with { Counts = counts, RegistrationsVersion = RegistrationsVersion + 1 };
}
