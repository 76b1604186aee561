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
    private static readonly UnitYearCommand Build = new UnitYearCommand.BuildReport(
        1, ImmutableDictionary<string, string>.Empty.Add("report.md", "sha"));
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
        var later = Plan with
        {
            Version = "2",
            Quorum = Quorum.All,
            Stages = Plan.Stages.SetItem(1, A.Monitoring with { DueAt = A.Monitoring.DueAt.AddDays(5) }),
        };

        Assert.Equal(later, After(Open, Change(later)).Plan);
    }

    [Fact]
    public void PLAN_VERSION_USED()
        => Refused("PLAN_VERSION_USED", Decide(After(Open), Change(Plan with { Quorum = Quorum.All }), A.Now));

    [Fact]
    public void PLAN_STAGES_CHANGED()
        => Refused(
            "PLAN_STAGES_CHANGED", Decide(After(Open), Change(Plan with { Version = "2", Stages = Plan.Stages.RemoveAt(1) }), A.Now));

    [Fact]
    public void STAGE_ALREADY_OPEN()
    {
        var postponed = Plan with { Version = "2", Stages = Plan.Stages.SetItem(0, A.Targets with { OpensAt = A.Now.AddDays(1) }) };

        Refused("STAGE_ALREADY_OPEN", Decide(After(Open), Change(postponed), A.Now));
    }

    [Fact]
    public void REPORT_OUTDATED()
    {
        Refused("REPORT_OUTDATED", Decide(After(Open, Draft, Build), new UnitYearCommand.ApproveReport(A.Chair, 1, "other"), A.Now));
        Refused(
            "REPORT_OUTDATED", Decide(After(Open, Draft, Build, Approve), new UnitYearCommand.SignReport(A.UnitHead, 1, "other"), A.Now));
    }

    [Fact]
    public void REPORT_NOT_APPROVED()
    {
        Refused("REPORT_NOT_APPROVED", Decide(After(Open, Draft, Build), Sign, A.Now));
        Refused("REPORT_NOT_APPROVED", Decide(After(Register, Open, Draft, Build, Approve), Archive, A.Now));
        Refused("REPORT_NOT_APPROVED", Decide(After(Register, Open, Draft, Build, Approve), Finish, A.Now));
    }

    [Fact]
    public void REPORT_SIGNED() => Refused("REPORT_SIGNED", Decide(After(Open, Draft, Build, Approve, Sign), Register, A.Now));

    [Fact]
    public void A_closed_year_says_why_it_takes_nothing_more()
    {
        Assert.Null(After(Open, Draft, Build, Approve).Closed);
        Assert.Equal(Refusals.ReportSigned, After(Open, Draft, Build, Approve, Sign).Closed);
        Assert.Equal(Refusals.YearDone, After(Open, Draft, Build, Approve, Sign, Finish).Closed);
    }

    [Fact]
    public void A_draft_of_the_same_data_is_the_last_one_again()
    {
        Assert.Equal(1, After(Open).ReportVersionFor("head"));
        Assert.Equal((1, 2), (After(Open, Draft).ReportVersionFor("head"), After(Open, Draft).ReportVersionFor("other")));
    }

    [Fact]
    public void The_report_is_shown_to_who_sees_all_sections_and_once_signed_to_all_who_view_reports()
    {
        var (auditor, clerk, admin) = (Member(Role.Auditor), Member(Role.SectionClerk), Member(Role.Admin));
        var (drafted, signed) = (After(Open, Draft, Build), After(Open, Draft, Build, Approve, Sign));

        Assert.Equal((true, false, false), (drafted.ShowsReportTo(auditor), drafted.ShowsReportTo(clerk), drafted.ShowsReportTo(admin)));
        Assert.Equal((true, true, false), (signed.ShowsReportTo(auditor), signed.ShowsReportTo(clerk), signed.ShowsReportTo(admin)));

        static Membership Member(Role role) => new("t:1", "甲", [role], ["工程科"]);
    }

    [Fact]
    public void Projects_are_archived_by_id_those_withdrawn_among_them()
    {
        var alleys = new UnitYearCommand.RegisterProject(A.Lead, Roads with { Id = ProjectId.Parse("alleys").Value });
        var squares = new UnitYearCommand.RegisterProject(A.Lead, Roads with { Id = ProjectId.Parse("squares").Value });

        var year = After(squares, Register, alleys, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "停建"));

        Assert.Equal(["alleys", "roads", "squares"], year.ProjectsToArchive.Select(project => project.Id.Value));
        Refused("NO_SUCH_PROJECT", Decide(
            After(Open, Draft, Build, Approve, Sign), new UnitYearCommand.ArchiveProject(Roads.Id, "zip"), A.Now));
    }

    [Fact]
    public void ARCHIVE_INCOMPLETE()
        => Refused("ARCHIVE_INCOMPLETE", Decide(After(Register, Open, Draft, Build, Approve, Sign), Finish, A.Now));

    [Fact]
    public void A_withdrawn_project_is_archived_too_before_the_year_is_done()
    {
        var signed = After(Register, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "停建"), Open, Draft, Build, Approve, Sign);

        Refused("ARCHIVE_INCOMPLETE", Decide(signed, Finish, A.Now));
        var archived = Decide(signed, Archive, A.Now).On(signed);
        Assert.True(Decide(archived, Finish, A.Now).On(archived).Done);
    }

    [Fact]
    public void A_year_is_opened_once_and_the_first_plan_stands()
    {
        var second = new UnitYearCommand.OpenYear(A.Lead, Plan with { Version = "2" }, "std");

        var decision = Decide(After(Open), second, A.Now);

        Assert.Equal((0, null), (decision.Events.Length, decision.Refusal));
    }

    [Fact]
    public void Every_command_repeated_at_once_changes_nothing()
    {
        UnitYearCommand[] commands =
        [
            Register, Open, new UnitYearCommand.UseMembership(new("clerk", [Role.SectionClerk], ["工程科"])),
            new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "并入其他项目"), Change(Plan with { Version = "2" }),
            Register, Draft, Build, Approve, Sign, Archive, Finish,
        ];
        var year = UnitYear.Empty;
        foreach (var command in commands)
        {
            year = Decide(year, command, A.Now).On(year);
            var again = Decide(year, command, A.Now);
            Assert.Equal((0, null), (again.Events.Length, again.Refusal));
        }
    }

    [Fact]
    public void A_membership_is_noted_again_when_it_changed()
    {
        var clerk = new UsedMembership("clerk", [Role.SectionClerk], ["工程科"]);
        var year = After(new UnitYearCommand.UseMembership(clerk));

        var decision = Decide(year, new UnitYearCommand.UseMembership(clerk with { Roles = [Role.SectionHead] }), A.Now);

        Assert.IsType<UnitYearEvent.MembershipUsed>(Assert.Single(decision.Events));
    }

    [Fact]
    public void A_withdrawn_project_can_be_registered_again()
    {
        var year = After(Register, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "暂缓"), Register);

        Assert.Equal((1, 0), (year.Projects.Count, year.Withdrawn.Count));
    }

    [Fact]
    public void ROLE_REQUIRED() => Refused("ROLE_REQUIRED", Decide(UnitYear.Empty, Open with { By = A.Clerk }, A.Now));

    [Fact]
    public void YEAR_NOT_OPEN() => Refused("YEAR_NOT_OPEN", Decide(UnitYear.Empty, Draft, A.Now));

    [Fact]
    public void YEAR_DONE()
        => Refused("YEAR_DONE", Decide(After(Open, Draft, Build, Approve, Sign, Finish), Register, A.Now));

    [Fact]
    public void NO_SUCH_PROJECT()
        => Refused("NO_SUCH_PROJECT", Decide(UnitYear.Empty, new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, "暂缓"), A.Now));

    [Fact]
    public void REASON_REQUIRED()
    {
        Refused("REASON_REQUIRED", Decide(
            After(Open), new UnitYearCommand.ChangePlan(A.Lead, Plan with { Version = "2" }, " "), A.Now));
        Refused("REASON_REQUIRED", Decide(After(Register), new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, " "), A.Now));
    }

    [Fact]
    public void PROJECT_NAME_REQUIRED()
        => Refused("PROJECT_NAME_REQUIRED", Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Name = " " }), A.Now));

    /// <summary>However it is written; of those withdrawn none counts, and one that had the name before may keep it.</summary>
    [Fact]
    public void PROJECT_NAME_TAKEN()
    {
        var other = new Registration(Roads with { Id = ProjectId.Parse("p9").Value, Name = $"51000023R000000010001-{Roads.Name} " });
        Assert.Equal(other.Project.Id, Registration.Named(Roads, [new(Roads), other]));
        Assert.Null(Registration.Named(Roads, [new(Roads), other with { IsWithdrawn = true }]));

        var taken = new UnitYearCommand.RegisterProject(A.Lead, Roads, other.Project.Id);
        Refused("PROJECT_NAME_TAKEN", Decide(UnitYear.Empty, taken, A.Now));
        Refused("PROJECT_NAME_TAKEN", UnitYearDecider.Decide(
            UnitYear.Empty, taken, A.Now, new(Roads with { Name = "另一名称" })));
        Refused("PROJECT_NAME_TAKEN", UnitYearDecider.Decide(UnitYear.Empty, taken, A.Now, new(Roads, IsWithdrawn: true)));
        Assert.NotEmpty(UnitYearDecider.Decide(UnitYear.Empty, taken, A.Now, new(Roads with { Goal = "另一目标" })).Events);
        Assert.Contains("p9", UnitYearDecider.Decide(UnitYear.Empty, taken, A.Now).Refusal!.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void SECTION_REQUIRED()
        => Refused("SECTION_REQUIRED", Decide(
            UnitYear.Empty, new UnitYearCommand.RegisterProject(A.Lead, Roads with { Section = "" }), A.Now));

    [Theory]
    [InlineData("0.1 0.3 0.6")]
    [InlineData("0.1 0.3 0.2 1")]
    [InlineData("0.1 0.3 0.6 0.9")]
    [InlineData("-0.1 0.3 0.6 1")]
    [InlineData("")]
    public void SPENDING_PLAN_INVALID(string quarters)
        => Refused("SPENDING_PLAN_INVALID", Decide(
            UnitYear.Empty,
            Registering(Roads with
            {
                Spending = new([.. quarters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(
                    share => decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture))]),
            }),
            A.Now));

    [Fact]
    public void RESERVE_HAS_NO_PLAN()
        => Refused("RESERVE_HAS_NO_PLAN", Decide(
            UnitYear.Empty, Registering(Roads with { Spending = new([0, 0, 0, 1], Reserve: true) }), A.Now));

    [Fact]
    public void A_project_is_registered_with_its_plan_of_spending_and_again_without_a_change()
    {
        var planned = Roads with { Spending = new([0.1m, 0.3m, 0.6m, 1]) };
        var year = After(Registering(planned));

        Assert.Equal(planned, year.Projects[Roads.Id]);
        Assert.Empty(Decide(year, Registering(Roads with { Spending = new([0.1m, 0.3m, 0.6m, 1]) }), A.Now).Events);
        Assert.Single(Decide(year, Registering(Roads with { Spending = new(Reserve: true) }), A.Now).Events);
    }

    [Theory]
    [InlineData("\u200B\u2060", null, "$.name")]
    [InlineData("修路\n二期", null, "$.name")]
    [InlineData("修路", "工程\u202E科", "$.section")]
    public void TEXT_NOT_PLAIN(string name, string? section, string field)
    {
        var refusal = Decide(UnitYear.Empty, Registering(Roads with { Name = name, Section = section ?? Roads.Section }), A.Now).Refusal;

        Assert.Equal(("TEXT_NOT_PLAIN", field), (refusal?.Code, refusal?.Field));
    }

    [Theory]
    [InlineData("$.description", "一\u0007")]
    [InlineData("$.goal", "\u2066二")]
    public void Longer_texts_are_plain_too_and_may_have_lines(string field, string text)
    {
        Project With(string written) => field == "$.goal" ? Roads with { Goal = written } : Roads with { Description = written };

        Assert.Equal(field, Decide(UnitYear.Empty, Registering(With(text)), A.Now).Refusal?.Field);
        Assert.Null(Decide(UnitYear.Empty, Registering(With("一、修路;\r\n\t二、养护 👨\u200D👩\u200D👧。")), A.Now).Refusal);
    }

    [Fact]
    public void Who_does_the_first_thing_under_a_membership_has_it_noted_before_and_who_is_refused_has_nothing_noted()
    {
        var membership = new UsedMembership(A.Lead.Key, A.Lead.Roles, []);
        var registering = new UnitYearCommand.RegisterProject(A.Lead, Roads);

        var first = UnitYearDecider.DecideAs(membership, UnitYear.Empty, registering, A.Now);
        var second = UnitYearDecider.DecideAs(membership, After(new UnitYearCommand.UseMembership(membership)), registering, A.Now);
        var refused = UnitYearDecider.DecideAs(membership, UnitYear.Empty, registering with { Project = Roads with { Name = "" } }, A.Now);

        Assert.Equal(
            [typeof(UnitYearEvent.MembershipUsed), typeof(UnitYearEvent.ProjectRegistered)],
            first.Events.Select(happened => happened.GetType()));
        Assert.Equal([typeof(UnitYearEvent.ProjectRegistered)], second.Events.Select(happened => happened.GetType()));
        Assert.Equal(("PROJECT_NAME_REQUIRED", 0), (refused.Refusal?.Code, refused.Events.Length));
    }

    [Fact]
    public void PROJECT_TOO_LONG()
    {
        var (name, text) = (new string('名', TextLimits.LongestName), new string('"', TextLimits.Longest));
        var longest = new Project(Roads.Id, name, name, text, text);

        Assert.Null(Decide(UnitYear.Empty, Registering(longest), A.Now).Refusal);
        Refused("PROJECT_TOO_LONG", Decide(UnitYear.Empty, Registering(longest with { Name = name + "字" }), A.Now));
        Refused("PROJECT_TOO_LONG", Decide(UnitYear.Empty, Registering(longest with { Section = name + "字" }), A.Now));
        Refused("PROJECT_TOO_LONG", Decide(UnitYear.Empty, Registering(longest with { Description = text + "字" }), A.Now));
        Refused("PROJECT_TOO_LONG", Decide(UnitYear.Empty, Registering(longest with { Goal = text + "字" }), A.Now));
    }

    [Fact]
    public void TOO_MANY_PROJECTS()
    {
        var year = After([.. Enumerable.Range(1, UnitYearDecider.MostProjects).Select(number => Registering(Numbered(number)))]);

        Refused("TOO_MANY_PROJECTS", Decide(year, Register, A.Now));

        var withdrawn = Done(year, new UnitYearCommand.WithdrawProject(A.Lead, Numbered(1).Id, "停建"));
        Refused("TOO_MANY_PROJECTS", Decide(withdrawn, Register, A.Now));
        Assert.Equal(UnitYearDecider.MostProjects, Done(withdrawn, Registering(Numbered(1))).Counts.Registered);
        Assert.Null(Decide(year, Registering(Numbered(2) with { Goal = "改" }), A.Now).Refusal);
    }

    [Fact]
    public void TOO_MANY_MEMBERS()
    {
        var year = After(
            [.. Enumerable.Range(1, UnitYearDecider.MostMembers).Select(number => new UnitYearCommand.UseMembership(Many(number)))]);

        Refused("TOO_MANY_MEMBERS", Decide(year, new UnitYearCommand.UseMembership(Many(0)), A.Now));
        Assert.Null(Decide(year, new UnitYearCommand.UseMembership(Many(1) with { Sections = ["财务科"] }), A.Now).Refusal);
        Assert.Empty(Decide(year, new UnitYearCommand.UseMembership(Many(1)), A.Now).Events);
    }

    [Fact]
    public void Another_membership_has_another_mark()
    {
        var clerk = new UsedMembership("clerk", [Role.SectionClerk], ["工程科"]);
        UsedMembership[] others =
        [
            clerk with { Key = "other" }, clerk with { Roles = [Role.SectionHead] },
            clerk with { Roles = [Role.SectionClerk, Role.SectionHead] },
            clerk with { Sections = [] }, clerk with { Sections = ["工程", "科"] },
        ];

        Assert.Equal(others.Length + 1, others.Append(clerk).Select(MembershipMark.Of).Distinct().Count());
    }

    [Fact]
    public void The_counts_of_a_year_are_those_of_its_projects_whatever_is_asked()
        => Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3]).Array[0, 40].Sample(asked =>
        {
            var (year, state) = (UnitYear.Empty, UnitYearState.Empty);
            foreach (var (number, what) in asked)
            {
                var project = Numbered(number);
                UnitYearCommand command = what switch
                {
                    0 => Registering(project),
                    1 => Registering(project with { Goal = "改" }),
                    2 => new UnitYearCommand.WithdrawProject(A.Lead, project.Id, "停建"),
                    _ => new UnitYearCommand.ArchiveProject(project.Id, "zip"),
                };
                var decision = Decide(what == 3 ? Closed(year) : year, command, A.Now);
                (year, state) = (decision.On(year), decision.On(state));
            }

            Assert.Equal(new ProjectCounts(year.Projects.Count, year.Withdrawn.Count, year.Archives.Count), state.Counts);
            Assert.Equal(year.Counts, state.Counts);
            Assert.Equal(
                year.ProjectsToArchive.All(project => year.Archives.ContainsKey(project.Id)),
                Decide(Closed(year), Finish, A.Now).Refusal is null);

            static UnitYear Closed(UnitYear year)
                => year with { Report = new(1, ReportState.Signed, "head", "lead", ImmutableDictionary<string, string>.Empty) };
        });

    [Fact]
    public void The_first_archive_of_a_project_stands()
    {
        var year = After(Register, Open, Draft, Build, Approve, Sign, Archive);

        var again = Decide(year, new UnitYearCommand.ArchiveProject(Roads.Id, "other"), A.Now);

        Assert.Equal((0, null), (again.Events.Length, again.Refusal));
    }

    [Fact]
    public void A_closed_year_notes_no_membership()
        => Assert.Empty(Decide(After(Open, Draft, Build, Approve, Sign), new UnitYearCommand.UseMembership(Many(1)), A.Now).Events);

    [Fact]
    public void REASON_TOO_LONG()
    {
        var text = new string('长', TextLimits.Longest + 1);

        Refused("REASON_TOO_LONG", Decide(After(Register), new UnitYearCommand.WithdrawProject(A.Lead, Roads.Id, text), A.Now));
        Refused("REASON_TOO_LONG", Decide(After(Open), Change(Plan with { Version = "2" }) with { Reason = text }, A.Now));
    }

    private static Project Numbered(int number) => Roads with { Id = ProjectId.Parse($"p{number}").Value };

    private static UnitYearCommand.RegisterProject Registering(Project project) => new(A.Lead, project);

    private static UsedMembership Many(int number)
        => new($"{number:000000}", [Role.SectionHead], [.. Enumerable.Repeat(new string('科', 100), 100)]);

    [Fact]
    public void REPORT_NOT_READY() => Refused("REPORT_NOT_READY", Decide(After(Open, Draft), Approve, A.Now));

    [Fact]
    public void NO_SUCH_VERSION() => Refused("NO_SUCH_VERSION", Decide(After(Open), Approve, A.Now));

    [Fact]
    public void STALE_VERSION()
    {
        var second = After(Open, Draft, Build, new UnitYearCommand.DraftReport(A.Lead, 2, "head-2"));

        Refused("STALE_VERSION", Decide(second, Approve, A.Now));
        Refused("STALE_VERSION", Decide(second, new UnitYearCommand.DraftReport(A.Lead, 2, "head-3"), A.Now));
        Refused("STALE_VERSION", Decide(second, Build, A.Now));
        Refused("NO_SUCH_VERSION", Decide(second, new UnitYearCommand.ApproveReport(A.Chair, 3, "head-2"), A.Now));
    }

    [Fact]
    public void SAME_PERSON()
    {
        var both = A.Person("both", Role.Lead, Role.GroupChair);
        var year = After(Open, Draft with { By = both }, Build);

        Refused("SAME_PERSON", Decide(year, Approve with { By = both }, A.Now));
    }

    [Fact]
    public void A_duty_that_the_plan_joins_is_joined_once_a_second_person_has_confirmed_it()
    {
        var plan = Joining("科室仅一人");
        var changed = After(Open, Change(plan));
        var confirmed = Done(changed, new UnitYearCommand.ConfirmJoined(A.UnitHead, plan.Version, plan.Joined));

        Assert.Equal((0, 1), (changed.Joined.Length, changed.Unconfirmed.Length));
        Assert.Equal((SeparatedDuty.Submit, 0), (Assert.Single(confirmed.Joined), confirmed.Unconfirmed.Length));
        Assert.Empty(Decide(confirmed, new UnitYearCommand.ConfirmJoined(A.Chair, plan.Version, plan.Joined), A.Now).Events);
        var others = plan.Joined.Add(new(SeparatedDuty.Check, "科室仅一人")); // under the same version, as it was before or will be
        Refused("STALE_VERSION", Decide(changed, new UnitYearCommand.ConfirmJoined(A.UnitHead, plan.Version, others), A.Now));
        var later = Done(confirmed, Change(plan with { Version = "3", Quorum = Quorum.All }));
        Assert.Equal((1, 0), (later.Joined.Length, later.Unconfirmed.Length)); // the same duty for the same reason
        var another = Done(confirmed, Change(Joining("人员调整") with { Version = "4" }));
        Assert.Equal((0, 1), (another.Joined.Length, another.Unconfirmed.Length));
        var again = Done(Done(confirmed, Change(plan with { Version = "5", Joined = [] })), Change(plan with { Version = "6" }));
        Assert.Equal((0, 1), (again.Joined.Length, again.Unconfirmed.Length)); // was not declared all the time
    }

    [Fact]
    public void SAME_PERSON_of_a_joined_duty()
    {
        var both = A.Person("both", Role.Lead, Role.GroupChair);
        var year = After(Open, Change(Joining("科室仅一人")) with { By = both });

        Refused("SAME_PERSON", Decide(year, new UnitYearCommand.ConfirmJoined(both, "2", Joining("科室仅一人").Joined), A.Now));
        var later = Done(year, Change(Joining("科室仅一人") with { Version = "3", Quorum = Quorum.All }));
        Refused( // declared before it was repeated
            "SAME_PERSON", Decide(later, new UnitYearCommand.ConfirmJoined(both, "3", Joining("科室仅一人").Joined), A.Now));
        Assert.All(
            new[] { A.Clerk, A.Head, A.Lead, A.Member, A.Auditor },
            by => Refused("ROLE_REQUIRED", Decide(year, new UnitYearCommand.ConfirmJoined(by, "2", Joining("科室仅一人").Joined), A.Now)));
        Refused("STALE_VERSION", Decide(year, new UnitYearCommand.ConfirmJoined(A.Chair, "1", Joining("科室仅一人").Joined), A.Now));
    }

    [Fact]
    public void NO_JOINED_DUTIES()
        => Refused(
            "NO_JOINED_DUTIES", Decide(After(Open), new UnitYearCommand.ConfirmJoined(A.Chair, After(Open).Plan!.Version, []), A.Now));

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "CHAIR_MAY_NOT_SIGN")]
    public void CHAIR_MAY_NOT_SIGN(bool may, string? refused)
    {
        var both = A.Person("both", Role.UnitHead, Role.GroupChair);
        var ready = After(Open, Draft, Build, Approve);
        var year = ready with { Plan = ready.Plan! with { ChairMaySign = may } };

        Assert.Equal(refused, Decide(year, new UnitYearCommand.SignReport(both, 1), A.Now).Refusal?.Code);
        Assert.Null(Decide(year, new UnitYearCommand.SignReport(A.UnitHead, 1), A.Now).Refusal);
    }

    private static YearPlan Joining(string reason)
        => After(Open).Plan! with { Version = "2", Joined = [new(SeparatedDuty.Submit, reason)] };

    private static UnitYearCommand.ChangePlan Change(YearPlan plan) => new UnitYearCommand.ChangePlan(A.Lead, plan, "财政通知调整时间");

    /// <summary>With the registration that the desk would have loaded.</summary>
    private static Decision<UnitYearEvent> Decide(UnitYear year, UnitYearCommand command, DateTimeOffset now)
        => UnitYearDecider.Decide(year, command, now, year.RegistrationOf(command switch
        {
            UnitYearCommand.RegisterProject c => c.Project.Id,
            UnitYearCommand.WithdrawProject c => c.Project,
            UnitYearCommand.ArchiveProject c => c.Project,
            _ => null,
        }));

    private static UnitYear After(params ReadOnlySpan<UnitYearCommand> commands)
    {
        var year = UnitYear.Empty;
        foreach (var command in commands)
        {
            year = Done(year, command);
        }

        return year;
    }

    private static UnitYear Done(UnitYear year, UnitYearCommand command)
    {
        var decision = Decide(year, command, A.Now);
        Assert.Null(decision.Refusal);
        return decision.On(year);
    }
}
