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
    private static readonly UnitYearCommand Approve = new UnitYearCommand.ApproveReport(A.Chair, 1);

    [Fact]
    public void A_year_runs_from_opening_to_the_approved_report()
    {
        var year = After(Register, Open, Draft, Build, Approve);

        Assert.True(year.Done);
        Assert.Equal(ReportState.Approved, year.Report!.State);
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
            new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "并入其他项目"), Draft, Build, Approve,
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
        => Refused("YEAR_DONE", UnitYearDecider.Decide(After(Open, Draft, Build, Approve), Register, A.Now));

    [Fact]
    public void NO_SUCH_PROJECT()
        => Refused("NO_SUCH_PROJECT", UnitYearDecider.Decide(UnitYear.Empty, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "暂缓"), A.Now));

    [Fact]
    public void REASON_REQUIRED()
        => Refused("REASON_REQUIRED", UnitYearDecider.Decide(After(Register), new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, " "), A.Now));

    [Fact]
    public void PROJECT_NAME_REQUIRED()
        => Refused("PROJECT_NAME_REQUIRED", UnitYearDecider.Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Name = " " }), A.Now));

    [Fact]
    public void SECTION_REQUIRED()
        => Refused("SECTION_REQUIRED", UnitYearDecider.Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Section = "" }), A.Now));

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
    }

    [Fact]
    public void SAME_PERSON()
    {
        var both = A.Person("both", Role.Lead, Role.GroupChair);
        var year = After(Open, Draft with { By = both }, Build);

        Refused("SAME_PERSON", UnitYearDecider.Decide(year, Approve with { By = both }, A.Now));
    }

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
