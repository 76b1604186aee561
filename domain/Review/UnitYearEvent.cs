using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

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
[JsonDerivedType(typeof(DutiesJoined), "duties-joined")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
public abstract record UnitYearEvent(Actor By, DateTimeOffset At)
{
    public sealed record YearOpened(Actor By, DateTimeOffset At, YearPlan Plan, string Profile) : UnitYearEvent(By, At);

    /// <param name="Before">What the project was until then: the counts of the year follow from it.</param>
    public sealed record ProjectRegistered(Actor By, DateTimeOffset At, Project Project, ProjectState Before = ProjectState.Unknown)
        : UnitYearEvent(By, At);

    public sealed record ProjectWithdrawn(Actor By, DateTimeOffset At, ProjectId Project, string Reason) : UnitYearEvent(By, At);

    /// <summary>A membership was used in the year for the first time, or has changed since.</summary>
    public sealed record MembershipUsed(Actor By, DateTimeOffset At, UsedMembership Membership) : UnitYearEvent(By, At);

    public sealed record ReportDrafted(Actor By, DateTimeOffset At, int Version, string Head) : UnitYearEvent(By, At);

    public sealed record ReportBuilt(
        Actor By, DateTimeOffset At, int Version, ImmutableDictionary<string, string> Files) : UnitYearEvent(By, At);

    public sealed record ReportApproved(Actor By, DateTimeOffset At, int Version) : UnitYearEvent(By, At);

    public sealed record PlanChanged(Actor By, DateTimeOffset At, YearPlan Plan, string Reason) : UnitYearEvent(By, At);

    /// <param name="By">The second person; the first is who made the plan.</param>
    public sealed record DutiesJoined(Actor By, DateTimeOffset At, ImmutableArray<JoinedDuty> Joined) : UnitYearEvent(By, At);

    public sealed record ReportSigned(Actor By, DateTimeOffset At, int Version) : UnitYearEvent(By, At);

    /// <param name="Sha256">Of the project-year's archive, hex.</param>
    public sealed record ProjectArchived(Actor By, DateTimeOffset At, ProjectId Project, string Sha256) : UnitYearEvent(By, At);

    public sealed record YearDone(Actor By, DateTimeOffset At) : UnitYearEvent(By, At);
}
