using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <param name="Section">Name of the section (科室) that owes the sheets.</param>
public sealed record Project(ProjectId Id, string Name, string Section, string? Description = null, string? Goal = null);

/// <summary>What became of a report draft.</summary>
public enum ReportState
{
    Building,
    Ready,

    /// <summary>By the leading group.</summary>
    Approved,

    /// <summary>By the unit's head; the year is being archived.</summary>
    Signed,
}

/// <summary>A version of the year's report.</summary>
/// <param name="Head">What it is bound to: hash over the heads of the project streams it was drawn from, hex.</param>
/// <param name="Files">File name to SHA-256, hex; empty while building.</param>
public sealed record Report(int Version, ReportState State, string Head, string DraftedBy, ImmutableDictionary<string, string> Files);

/// <summary>What happened to a unit's year, as the ledger keeps it.</summary>
[JsonDerivedType(typeof(YearOpened), "year-opened")]
[JsonDerivedType(typeof(ProjectRegistered), "project-registered")]
[JsonDerivedType(typeof(ProjectWithdrawn), "project-withdrawn")]
[JsonDerivedType(typeof(MembershipUsed), "membership-used")]
[JsonDerivedType(typeof(ReportDrafted), "report-drafted")]
[JsonDerivedType(typeof(ReportBuilt), "report-built")]
[JsonDerivedType(typeof(ReportApproved), "report-approved")]
[JsonDerivedType(typeof(YearDone), "year-done")]
[JsonDerivedType(typeof(PlanChanged), "plan-changed")]
[JsonDerivedType(typeof(ReportSigned), "report-signed")]
[JsonDerivedType(typeof(ProjectArchived), "project-archived")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
public abstract record UnitYearEvent(Actor By, DateTimeOffset At)
{
    public sealed record YearOpened(Actor By, DateTimeOffset At, YearPlan Plan, string Profile) : UnitYearEvent(By, At);

    public sealed record ProjectRegistered(Actor By, DateTimeOffset At, Project Project) : UnitYearEvent(By, At);

    public sealed record ProjectWithdrawn(Actor By, DateTimeOffset At, ProjectId Project, string Reason) : UnitYearEvent(By, At);

    /// <summary>A membership was used in the year for the first time, or has changed since.</summary>
    public sealed record MembershipUsed(Actor By, DateTimeOffset At, Membership Membership) : UnitYearEvent(By, At);

    public sealed record ReportDrafted(Actor By, DateTimeOffset At, int Version, string Head) : UnitYearEvent(By, At);

    public sealed record ReportBuilt(Actor By, DateTimeOffset At, int Version, ImmutableDictionary<string, string> Files) : UnitYearEvent(By, At);

    public sealed record ReportApproved(Actor By, DateTimeOffset At, int Version) : UnitYearEvent(By, At);

    public sealed record PlanChanged(Actor By, DateTimeOffset At, YearPlan Plan, string Reason) : UnitYearEvent(By, At);

    public sealed record ReportSigned(Actor By, DateTimeOffset At, int Version) : UnitYearEvent(By, At);

    /// <param name="Sha256">Of the project-year's archive, hex.</param>
    public sealed record ProjectArchived(Actor By, DateTimeOffset At, ProjectId Project, string Sha256) : UnitYearEvent(By, At);

    public sealed record YearDone(Actor By, DateTimeOffset At) : UnitYearEvent(By, At);
}

/// <summary>Something asked of a unit's year.</summary>
public abstract record UnitYearCommand(Actor By)
{
    public sealed record OpenYear(Actor By, YearPlan Plan, string Profile) : UnitYearCommand(By);

    /// <summary>Registers a project, or changes what is said of it. May come before the opening.</summary>
    public sealed record RegisterProject(Actor By, Project Project) : UnitYearCommand(By);

    public sealed record WithdrawProject(Actor By, ProjectId Project, string? Reason) : UnitYearCommand(By);

    public sealed record UseMembership(Membership Membership) : UnitYearCommand(Membership.ToActor());

    /// <param name="Version">The next one, as the sender knows it.</param>
    public sealed record DraftReport(Actor By, int Version, string Head) : UnitYearCommand(By);

    public sealed record BuildReport(int Version, ImmutableDictionary<string, string> Files) : UnitYearCommand(Actor.System);

    /// <param name="Head">Of the data now; null: not compared.</param>
    public sealed record ApproveReport(Actor By, int Version, string? Head = null) : UnitYearCommand(By);

    /// <summary>The unit's head signs; then the year is archived and done.</summary>
    /// <param name="Head">Of the data now; null: not compared.</param>
    public sealed record SignReport(Actor By, int Version, string? Head = null) : UnitYearCommand(By);

    /// <summary>Other instants, quorum or evidence rule, in the middle of the year.</summary>
    public sealed record ChangePlan(Actor By, YearPlan Plan, string? Reason) : UnitYearCommand(By);

    public sealed record ArchiveProject(ProjectId Project, string Sha256) : UnitYearCommand(Actor.System);

    /// <summary>Ends the year once every project is archived.</summary>
    public sealed record FinishYear() : UnitYearCommand(Actor.System);
}

/// <summary>A unit's year: plan, projects, report. The fold of the stream <c>{unit}:{year}:@unit</c>.</summary>
/// <param name="Plan">Null until the year is opened.</param>
/// <param name="Archives">SHA-256 of each project's archive.</param>
public sealed record UnitYear(
    YearPlan? Plan,
    string? Profile,
    ImmutableDictionary<ProjectId, Project> Projects,
    ImmutableDictionary<ProjectId, Project> Withdrawn,
    ImmutableDictionary<string, Membership> Members,
    Report? Report,
    bool Done,
    ImmutableDictionary<ProjectId, string>? Archives = null) : IFold<UnitYear, UnitYearEvent>
{
    public static UnitYear Empty { get; } = new(
        null,
        null,
        ImmutableDictionary<ProjectId, Project>.Empty,
        ImmutableDictionary<ProjectId, Project>.Empty,
        ImmutableDictionary<string, Membership>.Empty,
        null,
        false);

    public ImmutableDictionary<ProjectId, string> Archives { get; init; } = Archives ?? ImmutableDictionary<ProjectId, string>.Empty;

    /// <summary>Signed or done: nothing of the year changes any more.</summary>
    [JsonIgnore]
    public bool IsClosed => Done || Report?.State == ReportState.Signed;

    /// <summary>Why nothing is taken any more; null while something is.</summary>
    [JsonIgnore]
    public Refusal? Closed => !IsClosed ? null : Done ? Refusals.YearDone : Refusals.ReportSigned;

    [JsonIgnore]
    public int NextReportVersion => (Report?.Version ?? 0) + 1;

    /// <summary>By id: the one order of every list (domain.md §7.2, K13).</summary>
    [JsonIgnore]
    public IEnumerable<Project> ProjectsInOrder => Projects.Values.OrderBy(project => project.Id.Value, StringComparer.Ordinal);

    /// <summary>Those withdrawn too: each leaves an archive.</summary>
    [JsonIgnore]
    public IEnumerable<Project> ProjectsToArchive => Projects.Values.Concat(Withdrawn.Values).OrderBy(project => project.Id.Value, StringComparer.Ordinal);

    public Project? Find(ProjectId project) => Projects.GetValueOrDefault(project);

    /// <summary>As <see cref="Find"/>, among those withdrawn too.</summary>
    public Project? FindToArchive(ProjectId project) => Find(project) ?? Withdrawn.GetValueOrDefault(project);

    public UnitYear Apply(UnitYearEvent happened) => happened switch
    {
        UnitYearEvent.YearOpened e => this with { Plan = e.Plan, Profile = e.Profile },
        UnitYearEvent.ProjectRegistered e => this with
        {
            Projects = Projects.SetItem(e.Project.Id, e.Project),
            Withdrawn = Withdrawn.Remove(e.Project.Id),
        },
        UnitYearEvent.ProjectWithdrawn e => this with
        {
            Projects = Projects.Remove(e.Project),
            Withdrawn = Withdrawn.SetItem(e.Project, Projects[e.Project]),
        },
        UnitYearEvent.MembershipUsed e => this with { Members = Members.SetItem(e.Membership.Person, e.Membership) },
        UnitYearEvent.ReportDrafted e => this with
        {
            Report = new(e.Version, ReportState.Building, e.Head, e.By.Person, ImmutableDictionary<string, string>.Empty),
        },
        UnitYearEvent.ReportBuilt e => this with { Report = Report! with { State = ReportState.Ready, Files = e.Files } },
        UnitYearEvent.ReportApproved => this with { Report = Report! with { State = ReportState.Approved } },
        UnitYearEvent.PlanChanged e => this with { Plan = e.Plan },
        UnitYearEvent.ReportSigned => this with { Report = Report! with { State = ReportState.Signed } },
        UnitYearEvent.ProjectArchived e => this with { Archives = Archives.SetItem(e.Project, e.Sha256) },
        UnitYearEvent.YearDone => this with { Done = true },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };
}
