using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>A unit's year: opened once, projects in and out, report drafted and approved.</summary>
public static class UnitYearDecider
{
    /// <summary>Projects of a year, those withdrawn too: with the unit's own row its board is one page of a query.</summary>
    public const int MostProjects = 999;

    /// <summary>People whose memberships a year notes: with the longest plan its state stays within 32 KiB.</summary>
    public const int MostMembers = 200;

    /// <param name="known">Of the project that the command names, as it stands with the state; null when it was never registered.</param>
    public static Decision<UnitYearEvent> Decide(
        UnitYearState year, UnitYearCommand command, DateTimeOffset now, Registration? known = null) => command switch
    {
        _ when !IsAllowed(command) => Refusals.RoleRequired,
        _ when TextLimits.Of(command) is { } tooLong => tooLong,

        UnitYearCommand.OpenYear when year.Plan is not null => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.OpenYear c when PlanCheck.FirstError(c.Plan) is { } refusal => refusal,
        UnitYearCommand.OpenYear c => new UnitYearEvent.YearOpened(c.By, now, c.Plan, c.Profile),

        UnitYearCommand.UseMembership c when year.HasNoted(c.Membership) => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.UseMembership when year.IsClosed => Decision<UnitYearEvent>.Nothing, // nothing more is done by it
        UnitYearCommand.UseMembership c => year.Members.Count >= MostMembers && !year.Members.ContainsKey(c.Membership.Key)
            ? Refusals.TooManyMembers
            : new UnitYearEvent.MembershipUsed(c.By, now, c.Membership),

        UnitYearCommand.RegisterProject c when known is { IsWithdrawn: false } && known.Project == c.Project
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.WithdrawProject when known is { IsWithdrawn: true } => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ApproveReport c
            when year.Report is { State: ReportState.Approved or ReportState.Signed } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.SignReport c when year.Report is { State: ReportState.Signed } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ChangePlan c when year.Plan == c.Plan => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ArchiveProject when known is { Archive: not null } => Decision<UnitYearEvent>.Nothing, // the first archive stands
        UnitYearCommand.FinishYear when year.Done => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.BuildReport c when year.Report is { State: not ReportState.Building } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.DraftReport c when year.Report is { } report && (report.Version, report.Head) == (c.Version, c.Head)
            => Decision<UnitYearEvent>.Nothing,
        _ when year.Done => Refusals.YearDone,

        UnitYearCommand.ArchiveProject or UnitYearCommand.FinishYear when !year.IsClosed => Refusals.ReportNotApproved,
        UnitYearCommand.ArchiveProject c => known is null
            ? Refusals.NoSuchProject
            : new UnitYearEvent.ProjectArchived(c.By, now, c.Project, c.Sha256),
        UnitYearCommand.FinishYear c => year.Counts.Archived == year.Counts.All
            ? new UnitYearEvent.YearDone(c.By, now)
            : Refusals.ArchiveIncomplete,
        _ when year.IsClosed => Refusals.ReportSigned,

        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Name) => Refusals.ProjectNameRequired,
        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Section) => Refusals.SectionRequired,
        UnitYearCommand.RegisterProject { Project.Spending: { IsSound: false } plan }
            => plan.Reserve ? Refusals.ReserveHasNoPlan : Refusals.SpendingPlanInvalid,
        UnitYearCommand.RegisterProject { Named: { } other } c
            when known is not { IsWithdrawn: false } || known.Project.Name != c.Project.Name => Refusals.ProjectNameTaken(other),
        UnitYearCommand.RegisterProject when known is null && year.Counts.All >= MostProjects => Refusals.TooManyProjects,
        UnitYearCommand.RegisterProject c => new UnitYearEvent.ProjectRegistered(c.By, now, c.Project, Registration.StateOf(known)),

        UnitYearCommand.WithdrawProject c when string.IsNullOrWhiteSpace(c.Reason) => Refusals.ReasonRequired,
        UnitYearCommand.WithdrawProject c => known is null
            ? Refusals.NoSuchProject
            : new UnitYearEvent.ProjectWithdrawn(c.By, now, c.Project, c.Reason!.Trim()),

        _ when year.Plan is null => Refusals.YearNotOpen,

        UnitYearCommand.DraftReport or UnitYearCommand.ApproveReport or UnitYearCommand.SignReport when !year.Plan!.IsReportOpenAt(now)
            => Refusals.StageNotOpen,

        UnitYearCommand.DraftReport c => c.Version == year.NextReportVersion
            ? new UnitYearEvent.ReportDrafted(c.By, now, c.Version, c.Head)
            : Refusals.StaleVersion,

        UnitYearCommand.BuildReport c => year.Report?.Version == c.Version
            ? new UnitYearEvent.ReportBuilt(c.By, now, c.Version, c.Files)
            : Refusals.StaleVersion,

        UnitYearCommand.ApproveReport c when Unfit(year.Report, c.Version, c.By, c.Head) is { } unfit => unfit,
        UnitYearCommand.ApproveReport c => new UnitYearEvent.ReportApproved(c.By, now, c.Version),

        UnitYearCommand.SignReport c when Unfit(year.Report, c.Version, c.By, c.Head) is { } unfit => unfit,
        UnitYearCommand.SignReport c when !year.Plan!.ChairMaySign && c.By.Roles.Contains(Role.GroupChair) => Refusals.ChairMayNotSign,
        UnitYearCommand.SignReport c => year.Report!.State == ReportState.Approved
            ? new UnitYearEvent.ReportSigned(c.By, now, c.Version)
            : Refusals.ReportNotApproved,

        UnitYearCommand.ChangePlan c when string.IsNullOrWhiteSpace(c.Reason) => Refusals.ReasonRequired,
        UnitYearCommand.ChangePlan c when PlanCheck.FirstError(c.Plan) is { } refusal => refusal,
        UnitYearCommand.ChangePlan c when c.Plan.Version == year.Plan!.Version => Refusals.PlanVersionUsed,
        UnitYearCommand.ChangePlan c when !HasSameStages(year.Plan!, c.Plan) => Refusals.PlanStagesChanged,
        UnitYearCommand.ChangePlan c when year.Plan!.Stages.Any(stage => stage.IsOpenAt(now) && !c.Plan.Find(stage.Id)!.IsOpenAt(now))
            => Refusals.StageAlreadyOpen,
        UnitYearCommand.ChangePlan c => new UnitYearEvent.PlanChanged(c.By, now, c.Plan, c.Reason!.Trim()),

        UnitYearCommand.ConfirmJoined c when c.Version != year.Plan!.Version => Refusals.StaleVersion,
        UnitYearCommand.ConfirmJoined when year.Plan!.Joined.IsEmpty => Refusals.NoJoinedDuties,
        UnitYearCommand.ConfirmJoined c when !c.Duties.ToHashSet().SetEquals(year.Plan!.Joined) => Refusals.StaleVersion,
        UnitYearCommand.ConfirmJoined when year.Unconfirmed.IsEmpty => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ConfirmJoined c => year.Unconfirmed.Any(joined => year.DeclaredBy[joined.Duty] == c.By.Key)
            ? Refusals.SamePerson
            : new UnitYearEvent.DutiesJoined(c.By, now, year.Plan!.Joined),

        _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
    };

    /// <summary>
    /// As above, for a person: the membership they act under is noted with the first thing done by it, and with nothing that is refused.
    /// Where there is no room left for it nobody is stopped: each event names its actor's roles itself.
    /// </summary>
    public static Decision<UnitYearEvent> DecideAs(
        UsedMembership membership, UnitYearState year, UnitYearCommand command, DateTimeOffset now, Registration? known = null)
    {
        var decision = Decide(year, command, now, known);
        return decision.Events.IsEmpty
            ? decision
            : Decision<UnitYearEvent>.Of(
                [.. Decide(year, new UnitYearCommand.UseMembership(membership), now).Events, .. decision.Events]);
    }

    /// <summary>Why this version cannot be decided on; null when it can. Whoever drew it up neither approves nor signs it.</summary>
    private static Refusal? Unfit(Report? report, int version, Actor by, string? head) => report switch
    {
        null => Refusals.NoSuchVersion,
        _ when report.Version != version => report.Version > version ? Refusals.StaleVersion : Refusals.NoSuchVersion,
        { State: ReportState.Building } => Refusals.ReportNotReady,
        _ when report.DraftedBy == by.Key => Refusals.SamePerson,
        _ when head is not null && head != report.Head => Refusals.ReportOutdated,
        _ => null,
    };

    private static bool HasSameStages(YearPlan before, YearPlan after)
        => before.Stages.Select(stage => (stage.Id, stage.Kind, stage.Month, stage.Scope))
            .SequenceEqual(after.Stages.Select(stage => (stage.Id, stage.Kind, stage.Month, stage.Scope)));

    private static bool IsAllowed(UnitYearCommand command) => command switch
    {
        UnitYearCommand.OpenYear => command.By.May(Right.OpenYear),
        UnitYearCommand.ChangePlan => command.By.May(Right.ChangePlan),
        UnitYearCommand.RegisterProject or UnitYearCommand.WithdrawProject => command.By.May(Right.RegisterProject),
        UnitYearCommand.DraftReport => command.By.May(Right.DraftReport),
        UnitYearCommand.ApproveReport => command.By.May(Right.ApproveReport),
        UnitYearCommand.SignReport => command.By.May(Right.SignReport),
        UnitYearCommand.ConfirmJoined => command.By.May(Right.ConfirmJoinedDuties),
        UnitYearCommand.UseMembership => true,
        _ => command.By == Actor.System,
    };
}
