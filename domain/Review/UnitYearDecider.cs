using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>A unit's year: opened once, projects in and out, report drafted and approved.</summary>
public static class UnitYearDecider
{
    public static Decision<UnitYearEvent> Decide(UnitYear year, UnitYearCommand command, DateTimeOffset now) => command switch
    {
        _ when !IsAllowed(command) => Refusals.RoleRequired,

        UnitYearCommand.OpenYear when year.Plan is not null => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.OpenYear c when PlanCheck.FirstError(c.Plan) is { } refusal => refusal,
        UnitYearCommand.OpenYear c => new UnitYearEvent.YearOpened(c.By, now, c.Plan, c.Profile),

        UnitYearCommand.UseMembership c when year.Members.GetValueOrDefault(c.Membership.Person) == c.Membership => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.UseMembership c => new UnitYearEvent.MembershipUsed(c.By, now, c.Membership),

        UnitYearCommand.RegisterProject c when year.Find(c.Project.Id) == c.Project => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.WithdrawProject c when year.Withdrawn.ContainsKey(c.Project) => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ApproveReport c when year.Report is { State: ReportState.Approved } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.BuildReport c when year.Report is { State: not ReportState.Building } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.DraftReport c when year.Report is { } report && (report.Version, report.Head) == (c.Version, c.Head)
            => Decision<UnitYearEvent>.Nothing,
        _ when year.Done => Refusals.YearDone,

        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Name) => Refusals.ProjectNameRequired,
        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Section) => Refusals.SectionRequired,
        UnitYearCommand.RegisterProject c => new UnitYearEvent.ProjectRegistered(c.By, now, c.Project),

        UnitYearCommand.WithdrawProject c when string.IsNullOrWhiteSpace(c.Reason) => Refusals.ReasonRequired,
        UnitYearCommand.WithdrawProject c => year.Find(c.Project) is null
            ? Refusals.NoSuchProject
            : new UnitYearEvent.ProjectWithdrawn(c.By, now, c.Project, c.Reason!.Trim()),

        _ when year.Plan is null => Refusals.YearNotOpen,

        UnitYearCommand.DraftReport c => c.Version == year.NextReportVersion
            ? new UnitYearEvent.ReportDrafted(c.By, now, c.Version, c.Head)
            : Refusals.StaleVersion,

        UnitYearCommand.BuildReport c => year.Report?.Version == c.Version
            ? new UnitYearEvent.ReportBuilt(c.By, now, c.Version, c.Files)
            : Refusals.StaleVersion,

        UnitYearCommand.ApproveReport c => year.Report switch
        {
            null => Refusals.NoSuchVersion,
            { } report when report.Version != c.Version => report.Version > c.Version ? Refusals.StaleVersion : Refusals.NoSuchVersion,
            { State: ReportState.Building } => Refusals.ReportNotReady,
            { } report when report.DraftedBy == c.By.Person => Refusals.SamePerson,
            _ => Decision<UnitYearEvent>.Of(
                new UnitYearEvent.ReportApproved(c.By, now, c.Version),
                new UnitYearEvent.YearDone(c.By, now)),
        },

        _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
    };

    private static bool IsAllowed(UnitYearCommand command) => command switch
    {
        UnitYearCommand.OpenYear => command.By.May(Right.OpenYear),
        UnitYearCommand.RegisterProject or UnitYearCommand.WithdrawProject => command.By.May(Right.RegisterProject),
        UnitYearCommand.DraftReport => command.By.May(Right.DraftReport),
        UnitYearCommand.ApproveReport => command.By.May(Right.ApproveReport),
        UnitYearCommand.UseMembership => true,
        _ => command.By == Actor.System,
    };
}
