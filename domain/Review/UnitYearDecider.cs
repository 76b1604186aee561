using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>A unit's year: opened once, projects in and out, report drafted and approved.</summary>
public static class UnitYearDecider
{
    /// <summary>
    /// Characters of all projects and noted members together from which no project more is taken: the unit's row of the board has to fit
    /// into a row of a table (1 MiB, two bytes each), with the plan and the hashes of the archives.
    /// </summary>
    public const int MostProjectText = 350_000;

    /// <summary>As <see cref="MostProjectText"/>, from which no membership more is noted.</summary>
    public const int MostText = 400_000;

    public static Decision<UnitYearEvent> Decide(UnitYear year, UnitYearCommand command, DateTimeOffset now) => command switch
    {
        _ when !IsAllowed(command) => Refusals.RoleRequired,
        _ when TextLimits.Of(command) is { } tooLong => tooLong,

        UnitYearCommand.OpenYear when year.Plan is not null => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.OpenYear c when PlanCheck.FirstError(c.Plan) is { } refusal => refusal,
        UnitYearCommand.OpenYear c => new UnitYearEvent.YearOpened(c.By, now, c.Plan, c.Profile),

        UnitYearCommand.UseMembership c when year.Members.GetValueOrDefault(c.Membership.Person) == c.Membership => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.UseMembership when year.IsClosed => Decision<UnitYearEvent>.Nothing, // nothing more is done by it
        UnitYearCommand.UseMembership c => LengthWith(year, c.Membership) > MostText
            ? Refusals.MembersTooLong
            : new UnitYearEvent.MembershipUsed(c.By, now, c.Membership),

        UnitYearCommand.RegisterProject c when year.Find(c.Project.Id) == c.Project => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.WithdrawProject c when year.Withdrawn.ContainsKey(c.Project) => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ApproveReport c when year.Report is { State: ReportState.Approved or ReportState.Signed } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.SignReport c when year.Report is { State: ReportState.Signed } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ChangePlan c when year.Plan == c.Plan => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.ArchiveProject c when year.Archives.GetValueOrDefault(c.Project) == c.Sha256 => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.FinishYear when year.Done => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.BuildReport c when year.Report is { State: not ReportState.Building } report && report.Version == c.Version
            => Decision<UnitYearEvent>.Nothing,
        UnitYearCommand.DraftReport c when year.Report is { } report && (report.Version, report.Head) == (c.Version, c.Head)
            => Decision<UnitYearEvent>.Nothing,
        _ when year.Done => Refusals.YearDone,

        UnitYearCommand.ArchiveProject or UnitYearCommand.FinishYear when !year.IsClosed => Refusals.ReportNotApproved,
        UnitYearCommand.ArchiveProject c => year.FindToArchive(c.Project) is null
            ? Refusals.NoSuchProject
            : new UnitYearEvent.ProjectArchived(c.By, now, c.Project, c.Sha256),
        UnitYearCommand.FinishYear c => year.ProjectsToArchive.All(project => year.Archives.ContainsKey(project.Id))
            ? new UnitYearEvent.YearDone(c.By, now)
            : Refusals.ArchiveIncomplete,
        _ when year.IsClosed => Refusals.ReportSigned,

        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Name) => Refusals.ProjectNameRequired,
        UnitYearCommand.RegisterProject c when string.IsNullOrWhiteSpace(c.Project.Section) => Refusals.SectionRequired,
        UnitYearCommand.RegisterProject c when LengthWith(year, c.Project) > MostProjectText => Refusals.ProjectsTooLong,
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

        UnitYearCommand.ApproveReport c when Unfit(year.Report, c.Version, c.By, c.Head) is { } unfit => unfit,
        UnitYearCommand.ApproveReport c => new UnitYearEvent.ReportApproved(c.By, now, c.Version),

        UnitYearCommand.SignReport c when Unfit(year.Report, c.Version, c.By, c.Head) is { } unfit => unfit,
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

        _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
    };

    private static int LengthWith(UnitYear year, Project added)
        => Length(added)
        + year.Projects.Values.Concat(year.Withdrawn.Values).Where(project => project.Id != added.Id).Sum(Length)
        + year.Members.Values.Sum(Length);

    private static int LengthWith(UnitYear year, Membership added)
        => Length(added)
        + year.Projects.Values.Concat(year.Withdrawn.Values).Sum(Length)
        + year.Members.Values.Where(member => member.Person != added.Person).Sum(Length);

    /// <summary>With an allowance for names of properties, the id and the archive's hash.</summary>
    private static int Length(Project project)
        => 250 + Written(project.Name) + Written(project.Section) + Written(project.Description) + Written(project.Goal);

    /// <summary>With an allowance for names of properties and the roles.</summary>
    private static int Length(Membership member)
        => 300 + (2 * Written(member.Person)) + Written(member.Name) + Written(member.Email) + member.Sections.Sum(section => 3 + Written(section));

    /// <summary>Characters of a text in JSON.</summary>
    private static int Written(string? text) => text?.Sum(c => c < ' ' ? 6 : c is '"' or '\\' ? 2 : 1) ?? 0;

    /// <summary>Why this version cannot be decided on; null when it can. Whoever drew it up neither approves nor signs it.</summary>
    private static Refusal? Unfit(Report? report, int version, Actor by, string? head) => report switch
    {
        null => Refusals.NoSuchVersion,
        _ when report.Version != version => report.Version > version ? Refusals.StaleVersion : Refusals.NoSuchVersion,
        { State: ReportState.Building } => Refusals.ReportNotReady,
        _ when report.DraftedBy == by.Person => Refusals.SamePerson,
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
        UnitYearCommand.UseMembership => true,
        _ => command.By == Actor.System,
    };
}
