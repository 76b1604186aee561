using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>Something asked of a unit's year.</summary>
public abstract record UnitYearCommand(Actor By)
{
    public sealed record OpenYear(Actor By, YearPlan Plan, string Profile) : UnitYearCommand(By);

    /// <summary>Registers a project, or changes what is said of it. May come before the opening.</summary>
    /// <param name="Named">Another project of the year that has the name, as it stands with the state; null when none has.</param>
    public sealed record RegisterProject(Actor By, Project Project, ProjectId? Named = null) : UnitYearCommand(By);

    public sealed record WithdrawProject(Actor By, ProjectId Project, string? Reason) : UnitYearCommand(By);

    public sealed record UseMembership(UsedMembership Membership) : UnitYearCommand(Membership.ToActor());

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

    /// <summary>The second person agrees to the duties that the plan joins.</summary>
    /// <param name="Version">Of the plan that its sender saw.</param>
    /// <param name="Duties">That it joined there: a plan may come back under a version that was used before.</param>
    public sealed record ConfirmJoined(Actor By, string? Version, ImmutableArray<JoinedDuty> Duties) : UnitYearCommand(By);

    public sealed record ArchiveProject(ProjectId Project, string Sha256) : UnitYearCommand(Actor.System);

    /// <summary>Ends the year once every project is archived.</summary>
    public sealed record FinishYear() : UnitYearCommand(Actor.System);
}
