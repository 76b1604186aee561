using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Review.ReviewRefusalTests;

namespace PerfFlow.Domain.Tests.Review;

public sealed class UnitYearTests
{
    private static readonly YearPlan Plan = new("1", [A.Targets, A.Monitoring, A.SelfEvaluation]);
    private static readonly Project Roads = new(ProjectId.Parse("roads").Value, "农村公路养护", "工程科");

    private static readonly UnitYearCommand Open = new UnitYearCommand.OpenYear(A.Lead, Plan, "std");
    private static readonly UnitYearCommand Register = new UnitYearCommand.RegisterProject(A.Lead, Roads);
    private static readonly UnitYearCommand Draft = new UnitYearCommand.DraftReport(A.Lead, 1, "head");
    private static readonly UnitYearCommand Build = new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty.Add("report.md", "sha"));
    private static readonly UnitYearCommand Approve = new UnitYearCommand.ApproveReport(A.Chair, 1, "head");
    private static readonly UnitYearCommand Sign = new UnitYearCommand.SignReport(A.UnitHead, 1, "head");
    private static readonly UnitYearCommand Archive = new UnitYearCommand.ArchiveProject(Roads.Id, "zip");
    private static readonly UnitYearCommand Finish = new UnitYearCommand.FinishYear();

    [Fact]
    public void A_year_runs_from_opening_to_the_signed_report_and_the_archive()
    {
        var year = After(Register, Open, Draft, Build, Approve, Sign, Archive, Finish);

        Assert.Equal((true, ReportState.Signed, "zip"), (year.Done, year.Report!.State, year.Archives[Roads.Id]));
    }

    [Fact]
    public void A_plan_can_be_moved_in_the_middle_of_the_year()
    {
        var later = Plan with { Version = "2", Quorum = Quorum.All, Stages = Plan.Stages.SetItem(1, A.Monitoring with { DueAt = A.Monitoring.DueAt.AddDays(5) }) };

        Assert.Equal(later, After(Open, Change(later)).Plan);
    }

    [Fact]
    public void PLAN_VERSION_USED()
        => Refused("PLAN_VERSION_USED", UnitYearDecider.Decide(After(Open), Change(Plan with { Quorum = Quorum.All }), A.Now));

    [Fact]
    public void PLAN_STAGES_CHANGED()
        => Refused("PLAN_STAGES_CHANGED", UnitYearDecider.Decide(After(Open), Change(Plan with { Version = "2", Stages = Plan.Stages.RemoveAt(1) }), A.Now));

    [Fact]
    public void STAGE_ALREADY_OPEN()
    {
        var postponed = Plan with { Version = "2", Stages = Plan.Stages.SetItem(0, A.Targets with { OpensAt = A.Now.AddDays(1) }) };

        Refused("STAGE_ALREADY_OPEN", UnitYearDecider.Decide(After(Open), Change(postponed), A.Now));
    }

    [Fact]
    public void REPORT_OUTDATED()
    {
        Refused("REPORT_OUTDATED", UnitYearDecider.Decide(After(Open, Draft, Build), new UnitYearCommand.ApproveReport(A.Chair, 1, "other"), A.Now));
        Refused("REPORT_OUTDATED", UnitYearDecider.Decide(After(Open, Draft, Build, Approve), new UnitYearCommand.SignReport(A.UnitHead, 1, "other"), A.Now));
    }

    [Fact]
    public void REPORT_NOT_APPROVED()
    {
        Refused("REPORT_NOT_APPROVED", UnitYearDecider.Decide(After(Open, Draft, Build), Sign, A.Now));
        Refused("REPORT_NOT_APPROVED", UnitYearDecider.Decide(After(Register, Open, Draft, Build, Approve), Archive, A.Now));
        Refused("REPORT_NOT_APPROVED", UnitYearDecider.Decide(After(Register, Open, Draft, Build, Approve), Finish, A.Now));
    }

    [Fact]
    public void REPORT_SIGNED() => Refused("REPORT_SIGNED", UnitYearDecider.Decide(After(Open, Draft, Build, Approve, Sign), Register, A.Now));

    [Fact]
    public void A_closed_year_says_why_it_takes_nothing_more()
    {
        Assert.Null(After(Open, Draft, Build, Approve).Closed);
        Assert.Equal(Refusals.ReportSigned, After(Open, Draft, Build, Approve, Sign).Closed);
        Assert.Equal(Refusals.YearDone, After(Open, Draft, Build, Approve, Sign, Finish).Closed);
    }

    [Fact]
    public void Projects_are_archived_by_id_those_withdrawn_among_them()
    {
        var alleys = new UnitYearCommand.RegisterProject(A.Lead, Roads with { Id = ProjectId.Parse("alleys").Value });
        var squares = new UnitYearCommand.RegisterProject(A.Lead, Roads with { Id = ProjectId.Parse("squares").Value });

        var year = After(squares, Register, alleys, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "停建"));

        Assert.Equal(["alleys", "roads", "squares"], year.ProjectsToArchive.Select(project => project.Id.Value));
        Refused("NO_SUCH_PROJECT", UnitYearDecider.Decide(
            After(Open, Draft, Build, Approve, Sign), new UnitYearCommand.ArchiveProject(Roads.Id, "zip"), A.Now));
    }

    [Fact]
    public void ARCHIVE_INCOMPLETE()
        => Refused("ARCHIVE_INCOMPLETE", UnitYearDecider.Decide(After(Register, Open, Draft, Build, Approve, Sign), Finish, A.Now));

    [Fact]
    public void A_withdrawn_project_is_archived_too_before_the_year_is_done()
    {
        var signed = After(Register, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "停建"), Open, Draft, Build, Approve, Sign);

        Refused("ARCHIVE_INCOMPLETE", UnitYearDecider.Decide(signed, Finish, A.Now));
        var archived = UnitYearDecider.Decide(signed, Archive, A.Now).On(signed);
        Assert.True(UnitYearDecider.Decide(archived, Finish, A.Now).On(archived).Done);
    }

    [Fact]
    public void A_year_is_opened_once_and_the_first_plan_stands()
    {
        var second = new UnitYearCommand.OpenYear(A.Lead, Plan with { Version = "2" }, "std");

        var decision = UnitYearDecider.Decide(After(Open), second, A.Now);

        Assert.Equal((0, null), (decision.Events.Length, decision.Refusal));
    }

    [Fact]
    public void Every_command_repeated_at_once_changes_nothing()
    {
        UnitYearCommand[] commands =
        [
            Register, Open, new UnitYearCommand.UseMembership(new("tenant:clerk", "张", [Role.SectionClerk], ["工程科"])),
            new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "并入其他项目"), Change(Plan with { Version = "2" }),
            Register, Draft, Build, Approve, Sign, Archive, Finish,
        ];
        var year = UnitYear.Empty;
        foreach (var command in commands)
        {
            year = UnitYearDecider.Decide(year, command, A.Now).On(year);
            var again = UnitYearDecider.Decide(year, command, A.Now);
            Assert.Equal((0, null), (again.Events.Length, again.Refusal));
        }
    }

    [Fact]
    public void A_membership_is_noted_again_when_it_changed()
    {
        var clerk = new Membership("tenant:clerk", "张", [Role.SectionClerk], ["工程科"]);
        var year = After(new UnitYearCommand.UseMembership(clerk));

        var decision = UnitYearDecider.Decide(year, new UnitYearCommand.UseMembership(clerk with { Roles = [Role.SectionHead] }), A.Now);

        Assert.IsType<UnitYearEvent.MembershipUsed>(Assert.Single(decision.Events));
    }

    [Fact]
    public void A_withdrawn_project_can_be_registered_again()
    {
        var year = After(Register, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "暂缓"), Register);

        Assert.Equal((1, 0), (year.Projects.Count, year.Withdrawn.Count));
    }

    [Fact]
    public void ROLE_REQUIRED() => Refused("ROLE_REQUIRED", UnitYearDecider.Decide(UnitYear.Empty, Open with { By = A.Clerk }, A.Now));

    [Fact]
    public void YEAR_NOT_OPEN() => Refused("YEAR_NOT_OPEN", UnitYearDecider.Decide(UnitYear.Empty, Draft, A.Now));

    [Fact]
    public void YEAR_DONE()
        => Refused("YEAR_DONE", UnitYearDecider.Decide(After(Open, Draft, Build, Approve, Sign, Finish), Register, A.Now));

    [Fact]
    public void NO_SUCH_PROJECT()
        => Refused("NO_SUCH_PROJECT", UnitYearDecider.Decide(UnitYear.Empty, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "暂缓"), A.Now));

    [Fact]
    public void REASON_REQUIRED()
    {
        Refused("REASON_REQUIRED", UnitYearDecider.Decide(
            After(Open), new UnitYearCommand.ChangePlan(A.Lead, Plan with { Version = "2" }, " "), A.Now));
        Refused("REASON_REQUIRED", UnitYearDecider.Decide(After(Register), new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, " "), A.Now));
    }

    [Fact]
    public void PROJECT_NAME_REQUIRED()
        => Refused("PROJECT_NAME_REQUIRED", UnitYearDecider.Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Name = " " }), A.Now));

    [Fact]
    public void SECTION_REQUIRED()
        => Refused("SECTION_REQUIRED", UnitYearDecider.Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Section = "" }), A.Now));

    [Fact]
    public void PROJECTS_TOO_LONG()
    {
        var year = UnitYear.Empty;
        var longest = Roads with { Description = new string('述', 4000), Goal = new string('目', 4000) };
        for (var number = 0; number < UnitYearDecider.MostProjectText / 8200; number++)
        {
            var project = longest with { Id = ProjectId.Parse($"p{number}").Value };
            year = UnitYearDecider.Decide(year, new UnitYearCommand.RegisterProject(A.Lead, project), A.Now).On(year);
        }

        Refused("PROJECTS_TOO_LONG", UnitYearDecider.Decide(year, new UnitYearCommand.RegisterProject(A.Lead, longest), A.Now));
    }

    [Fact]
    public void Members_and_escapes_count_for_the_length_of_the_row()
    {
        var year = UnitYear.Empty;
        for (var number = 0; number < UnitYearDecider.MostProjectText / 10_900; number++)
        {
            year = UnitYearDecider.Decide(year, new UnitYearCommand.UseMembership(Many(number)), A.Now).On(year);
        }

        var quoted = Roads with { Description = new string('"', 4000), Goal = new string('目', 4000) };
        Refused("PROJECTS_TOO_LONG", UnitYearDecider.Decide(year, new UnitYearCommand.RegisterProject(A.Lead, quoted), A.Now));
    }

    [Fact]
    public void MEMBERS_TOO_LONG()
    {
        var year = UnitYear.Empty;
        var most = 0;
        while (UnitYearDecider.Decide(year, new UnitYearCommand.UseMembership(Many(most)), A.Now) is { Refusal: null } noted)
        {
            (year, most) = (noted.On(year), most + 1);
        }

        Refused("MEMBERS_TOO_LONG", UnitYearDecider.Decide(year, new UnitYearCommand.UseMembership(Many(most)), A.Now));
        Assert.Equal(UnitYearDecider.MostText / 10_725, most);
    }

    [Fact]
    public void A_closed_year_notes_no_membership()
        => Assert.Empty(UnitYearDecider.Decide(After(Open, Draft, Build, Approve, Sign), new UnitYearCommand.UseMembership(Many(1)), A.Now).Events);

    [Fact]
    public void REASON_TOO_LONG()
    {
        var text = new string('长', TextLimits.Longest + 1);

        Refused("REASON_TOO_LONG", UnitYearDecider.Decide(After(Register), new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, text), A.Now));
        Refused("REASON_TOO_LONG", UnitYearDecider.Decide(After(Open), Change(Plan with { Version = "2" }) with { Reason = text }, A.Now));
    }

    private static Membership Many(int number)
        => new($"t:{number:0000}", "张三", [Role.SectionHead], [.. Enumerable.Repeat(new string('科', 100), 100)]);

    [Fact]
    public void REPORT_NOT_READY() => Refused("REPORT_NOT_READY", UnitYearDecider.Decide(After(Open, Draft), Approve, A.Now));

    [Fact]
    public void NO_SUCH_VERSION() => Refused("NO_SUCH_VERSION", UnitYearDecider.Decide(After(Open), Approve, A.Now));

    [Fact]
    public void STALE_VERSION()
    {
        var second = After(Open, Draft, Build, new UnitYearCommand.DraftReport(A.Lead, 2, "head-2"));

        Refused("STALE_VERSION", UnitYearDecider.Decide(second, Approve, A.Now));
        Refused("STALE_VERSION", UnitYearDecider.Decide(second, new UnitYearCommand.DraftReport(A.Lead, 2, "head-3"), A.Now));
        Refused("STALE_VERSION", UnitYearDecider.Decide(second, Build, A.Now));
        Refused("NO_SUCH_VERSION", UnitYearDecider.Decide(second, new UnitYearCommand.ApproveReport(A.Chair, 3, "head-2"), A.Now));
    }

    [Fact]
    public void SAME_PERSON()
    {
        var both = A.Person("both", Role.Lead, Role.GroupChair);
        var year = After(Open, Draft with { By = both }, Build);

        Refused("SAME_PERSON", UnitYearDecider.Decide(year, Approve with { By = both }, A.Now));
    }

    private static UnitYearCommand.ChangePlan Change(YearPlan plan) => new UnitYearCommand.ChangePlan(A.Lead, plan, "财政通知调整时间");

    private static UnitYear After(params ReadOnlySpan<UnitYearCommand> commands)
    {
        var year = UnitYear.Empty;
        foreach (var command in commands)
        {
            var decision = UnitYearDecider.Decide(year, command, A.Now);
            Assert.Null(decision.Refusal);
            year = decision.On(year);
        }

        return year;
    }
}
