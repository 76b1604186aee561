using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Reminders.Unit;

namespace PerfFlow.Domain.Tests.Reminders;

public sealed class NoticesTests
{
    [Fact]
    public void A_project_kept_out_of_the_budget_owes_no_sheet()
    {
        var targets = Round with { Id = StageId.Parse("targets").Value, Kind = StageKind.Targets, Month = null };
        var project = new Project(ProjectId.Parse("p1").Value, "项目1", Training);
        var year = UnitYear.Empty with
        {
            Plan = new YearPlan("1", [targets, Round]), Projects = UnitYear.Empty.Projects.Add(project.Id, project),
        };

        Assert.True(StageDuties.Of(year, Round, _ => In(ItemState.Rejected)).IsNothing);
        Assert.False(StageDuties.Of(year, Round, _ => In(ItemState.Reopened)).IsNothing);

        ProjectSummary In(ItemState state) => new(
            ProjectSummary.Empty.Items.Add(targets.Id, ItemSummary.Of(Item.New(targets.Id)) with { State = state }));
    }

    [Fact]
    public void Who_has_submitted_nothing_is_told_so_with_all_that_is_owed()
    {
        var notice = Assert.Single(At(Rungs[0], Owing((Training, null), (Training, ItemState.Draft), (Jobs, ItemState.Submitted))));

        Assert.Equal(
            ("t:clerk-t", "clerk-t", "clerk-t@example.org", NoticeKind.Nothing, false, 2024, "q1", Round.DueAt, Rungs[0]),
            (notice.Person, notice.Name, notice.Email, notice.Kind, notice.Overdue,
                notice.Year, notice.Stage.Value, notice.DueAt, notice.Rung));
        Assert.Equal("【提醒】2024年1-3月绩效运行监控表:培训科尚未提交,还有 7 天", notice.Subject.Zh);
        Assert.Equal("Reminder: monitoring of 2024, months 1 to 3, nothing submitted by 培训科, 7 days left", notice.Subject.En);
        Assert.Equal(
            """
            培训科尚未提交《2024年1-3月绩效运行监控表》。截止时间为 2024-04-16 23:59(北京时间),还有 7 天。
            请按时提交以下项目:

            - 项目1:未上传
            - 项目2:已上传,未提交
            """,
            notice.Text.Zh);
        Assert.Equal(
            """
            monitoring of 2024, months 1 to 3: nothing submitted by 培训科. It is due 2024-04-16 23:59 (Beijing time), 7 days left.
            Please submit these projects in time:

            - 项目1: no sheet yet
            - 项目2: uploaded, not submitted
            """,
            notice.Text.En);
    }

    [Fact]
    public void Who_has_submitted_partly_is_told_of_the_rest_alone()
    {
        var notice = Assert.Single(At(
            Rungs[3],
            Owing(
                (Training, ItemState.Locked), (Training, ItemState.Returned), (Training, ItemState.Reopened), (Jobs, ItemState.Approved))));

        Assert.Equal(NoticeKind.Partly, notice.Kind);
        Assert.Equal("【提醒】2024年1-3月绩效运行监控表:培训科还有 2 个项目未提交,今天截止", notice.Subject.Zh);
        Assert.Equal("Reminder: monitoring of 2024, months 1 to 3, 2 projects of 培训科 still missing, today", notice.Subject.En);
        Assert.EndsWith("\n\n- 项目2:已退回,待修改\n- 项目3:已重新开放,待重报", notice.Text.Zh, StringComparison.Ordinal);
        Assert.EndsWith(
            "\n\n- 项目2: returned, to be revised\n- 项目3: reopened, to be submitted again", notice.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ItemState.Submitted)]
    [InlineData(ItemState.LeadChecked)]
    [InlineData(ItemState.Approved)]
    [InlineData(ItemState.Locked)]
    [InlineData(ItemState.Archived)]
    [InlineData(ItemState.Rejected)]
    public void Who_has_submitted_everything_hears_nothing(ItemState state)
    {
        var owed = Owing((Training, state), (Jobs, state));

        Assert.True(owed.IsNothing);
        Assert.All(Rungs, rung => Assert.Empty(At(rung, owed)));
    }

    [Theory]
    [InlineData(0, "clerk-j clerk-t")]
    [InlineData(3, "clerk-j clerk-t")]
    [InlineData(4, "clerk-j clerk-t head-j head-t")]
    [InlineData(5, "clerk-j clerk-t head-j head-t lead")]
    [InlineData(6, "chair clerk-j clerk-t head-j head-t lead")]
    public void Each_rung_after_the_deadline_tells_one_level_more(int rung, string people)
        => Assert.Equal(
            people.Split(' ').Select(person => $"t:{person}"),
            At(Rungs[rung], Owing((Training, null), (Jobs, null))).Select(notice => notice.Person));

    [Fact]
    public void The_lead_gets_one_notice_with_a_list_for_each_section()
    {
        var notice = At(Rungs[5], Owing((Training, null), (Jobs, ItemState.Submitted), (Jobs, null))).Single(
            notice => notice.Person == Lead.Person);

        Assert.Equal((NoticeKind.Partly, true), (notice.Kind, notice.Overdue));
        Assert.Equal("【催办】2024年1-3月绩效运行监控表:2 个科室还有 2 个项目未提交,已逾期 3 天", notice.Subject.Zh);
        Assert.Equal("Overdue: monitoring of 2024, months 1 to 3, 2 projects of 2 sections still missing, 3 days late", notice.Subject.En);
        Assert.Equal(
            """
            2 个科室还有 2 个项目未提交《2024年1-3月绩效运行监控表》。截止时间为 2024-04-16 23:59(北京时间),已逾期 3 天。
            请督促以下科室提交:

            培训科(尚未提交)
            - 项目1:未上传
            就业科(部分提交)
            - 项目3:未上传
            """,
            notice.Text.Zh);
        Assert.Equal(
            "monitoring of 2024, months 1 to 3: 2 projects of 2 sections still missing. " + """
            It was due 2024-04-16 23:59 (Beijing time), 3 days late.
            Please see to it that these sections submit:

            培训科 (nothing submitted)
            - 项目1: no sheet yet
            就业科 (partly submitted)
            - 项目3: no sheet yet
            """,
            notice.Text.En);
    }

    [Fact]
    public void One_project_and_one_day_are_spoken_of_as_one()
    {
        var notice =
            At(Rungs[0], Owing((Training, null), (Training, ItemState.Locked)), [TrainingClerk], now: Round.DueAt.AddDays(1)).Single();

        Assert.Equal("Overdue: monitoring of 2024, months 1 to 3, 1 project of 培训科 still missing, 1 day late", notice.Subject.En);
    }

    [Fact]
    public void At_the_very_deadline_nobody_is_late()
    {
        var owed = Owing((Training, null)) with { Stage = Round with { DueAt = Rungs[3] } };

        var notice = At(Rungs[3], owed, [TrainingClerk], now: Rungs[3]).Single();

        Assert.Equal(("【提醒】2024年1-3月绩效运行监控表:培训科尚未提交,今天截止", false), (notice.Subject.Zh, notice.Overdue));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Who_has_no_address_is_told_in_the_inbox_alone(string? email)
        => Assert.Null(At(Rungs[0], Owing((Training, null)), [TrainingClerk with { Email = email }]).Single().Email);

    [Fact]
    public void Who_has_a_second_role_is_still_reminded_of_the_report()
    {
        var member = new Membership("t:member-2", "member-2", [Role.SectionClerk, Role.GroupMember], [Training]);
        var lead = new Membership("t:lead-2", "lead-2", [Role.SectionHead, Role.Lead], [Training]);
        var year = UnitYear.Empty with { Report = new(1, ReportState.Ready, "head", "t:lead", []) };

        Assert.Equal(
            ["t:lead-2", "t:member-2"],
            At(ReportStage.Rungs[5], StageDuties.Of(year, ReportStage, _ => ProjectSummary.Empty), [member, lead]).Select(
                notice => notice.Person));
    }

    [Fact]
    public void A_rung_says_nothing_of_what_came_back_at_its_very_instant()
    {
        var owed = new StageDuties(Round, [new(Training, NoticeKind.Nothing, [
            new(ProjectId.Parse("p1").Value, "项目1", ItemState.Returned, SentBackAt: Rungs[1]),
            new(ProjectId.Parse("p2").Value, "项目2", ItemState.Returned, SentBackAt: Rungs[1].AddTicks(-1))])]);

        Assert.Equal(["p2"], owed.At(Rungs[1]).Sections.Single().Projects.Select(project => project.Project.Value));
    }

    [Fact]
    public void The_next_rung_is_the_first_after_now_while_the_stage_is_open()
    {
        var stage = Round with { OpensAt = Rungs[1] };

        Assert.Equal(Rungs[1], StageLadder.Next(stage, Rungs[0].AddDays(-9)));
        Assert.Equal(Rungs[2], StageLadder.Next(stage, Rungs[1]));
        Assert.Null(StageLadder.Next(stage, Rungs[^1]));
    }

    [Fact]
    public void Who_acts_for_two_sections_and_leads_gets_one_notice_of_everything()
    {
        var both = new Membership("t:both", "both", [Role.SectionClerk, Role.Lead], [Training]);
        var owed = Owing((Training, null), (Jobs, null));

        Assert.Equal(
            [Training],
            At(Rungs[0], owed, [both, JobsClerk]).Single(notice => notice.Person == both.Person)
                .Sections.Select(section => section.Section));
        Assert.Equal(2, At(Rungs[5], owed, [both, JobsClerk]).Single(notice => notice.Person == both.Person).Sections.Length);
    }

    [Fact]
    public void A_section_without_a_clerk_is_spoken_for_by_the_next_level_that_has_someone()
    {
        var owed = Owing((Training, null), (Jobs, null));

        Assert.Equal(["t:clerk-j", "t:head-t"], At(Rungs[0], owed, [TrainingHead, JobsClerk, Lead]).Select(notice => notice.Person));
        Assert.Equal(["t:clerk-j", "t:lead"], At(Rungs[0], owed, [JobsClerk, Lead, Chair]).Select(notice => notice.Person));
        Assert.Empty(At(Rungs[0], owed, [Member, UnitHead]));
    }

    [Fact]
    public void After_a_downtime_a_notice_says_how_late_it_is_when_it_is_written()
    {
        var notice = At(Rungs[0], Owing((Training, null)), [TrainingClerk], now: Round.DueAt.AddDays(2)).Single();

        Assert.Equal(("【催办】2024年1-3月绩效运行监控表:培训科尚未提交,已逾期 2 天", true), (notice.Subject.Zh, notice.Overdue));
    }

    [Fact]
    public void A_minute_past_the_deadline_is_late_and_no_day_late()
        => Assert.Equal(
            "【催办】2024年1-3月绩效运行监控表:培训科尚未提交,已过截止时间",
            At(
                Rungs[3],
                Owing((Training, null)) with { Stage = Round with { DueAt = Rungs[3] } },
                [TrainingClerk],
                now: Rungs[3].AddMinutes(1))
                .Single().Subject.Zh);

    [Fact]
    public void Nothing_a_user_wrote_breaks_a_line()
    {
        const string wild = "培训科\r\nBcc: someone@example.org";
        var clerk = TrainingClerk with { Sections = [wild] };

        var notice = At(Rungs[0], Owing((wild, null)), [clerk]).Single();

        Assert.DoesNotContain(notice.Subject.Zh + notice.Subject.En, c => char.IsControl(c));
        Assert.Contains("培训科  Bcc: someone@example.org尚未提交", notice.Text.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0, "lead", "尚未编制")]
    [InlineData(null, 6, "chair lead", "尚未编制")]
    [InlineData(ReportState.Building, 0, "chair member", "已编制,待领导小组审定")]
    [InlineData(ReportState.Ready, 0, "chair member", "已编制,待领导小组审定")]
    [InlineData(ReportState.Ready, 5, "chair lead member", "已编制,待领导小组审定")]
    [InlineData(ReportState.Approved, 4, "unit-head", "已审定,待单位负责人签发")]
    [InlineData(ReportState.Approved, 6, "chair lead unit-head", "已审定,待单位负责人签发")]
    public void Of_the_report_those_are_reminded_whose_step_it_is(ReportState? state, int rung, string people, string words)
    {
        var year = UnitYear.Empty with
        {
            Report = state is { } known ? new(1, known, "head", "t:lead", UnitYear.Empty.Report?.Files ?? []) : null,
        };

        var notices = At(ReportStage.Rungs[rung], StageDuties.Of(year, ReportStage, _ => ProjectSummary.Empty));

        Assert.Equal(people.Split(' ').Select(person => $"t:{person}"), notices.Select(notice => notice.Person));
        Assert.All(notices, notice => Assert.StartsWith($"《2024年度绩效自评报告》{words}。", notice.Text.Zh, StringComparison.Ordinal));
        Assert.All(notices, notice => Assert.Equal(state is null ? NoticeKind.Nothing : NoticeKind.Partly, notice.Kind));
    }

    [Fact]
    public void Of_a_year_that_is_done_nothing_is_owed()
        => Assert.True(StageDuties.Of(UnitYear.Empty with { Done = true }, ReportStage, _ => ProjectSummary.Empty).IsNothing);

    [Fact]
    public void A_notice_is_known_again_by_unit_year_stage_rung_and_person()
    {
        var id = Notice.IdOf(Id, 2024, Round.Id, Rungs[0], "t:a");

        Assert.Equal(id, Notice.IdOf(Id, 2024, Round.Id, Rungs[0].ToOffset(TimeSpan.FromHours(8)), "t:a"));
        Assert.True(Notice.IsId(id));
        Assert.Equal(6, new[]
        {
            id,
            Notice.IdOf(UnitId.Parse("other").Value, 2024, Round.Id, Rungs[0], "t:a"),
            Notice.IdOf(Id, 2025, Round.Id, Rungs[0], "t:a"),
            Notice.IdOf(Id, 2024, ReportStage.Id, Rungs[0], "t:a"),
            Notice.IdOf(Id, 2024, Round.Id, Rungs[1], "t:a"),
            Notice.IdOf(Id, 2024, Round.Id, Rungs[0], "t:b"),
        }.Distinct().Count());
        Assert.True(string.CompareOrdinal(Notice.IdOf(Id, 2024, Round.Id, Rungs[1], "t:b"), id) < 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000001")]
    [InlineData("0000000000000000001-ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("000000000000000000x-abcdef0123456789abcdef0123456789")]
    [InlineData("0000000000000000001:abcdef0123456789abcdef0123456789")]
    public void What_is_no_id_is_told_from_one(string? text) => Assert.False(Notice.IsId(text));
}
