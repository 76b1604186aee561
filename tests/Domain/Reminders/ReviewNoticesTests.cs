using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Reminders.Unit;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>Reviewers are reminded of what waits for them, and those above of what was not decided in time.</summary>
public sealed class ReviewNoticesTests
{
    private static readonly DateTimeOffset InTime = Round.DueAt.AddDays(-1);
    private static readonly DateTimeOffset[] ReviewRungs = [Day(4, 26), Day(4, 29), Day(4, 30)];

    [Fact]
    public void Reviewers_are_reminded_three_days_and_one_day_before_the_deadline_of_the_review_and_on_its_day()
    {
        var due = Due(Round, (Training, Submitted(InTime)));

        Assert.Equal(BeijingTime.At(new(2024, 4, 30), new(23, 59, 59)), due.Reviews.Single().Stage.DueAt);
        Assert.Equal<DateTimeOffset>(ReviewRungs, due.Reviews.Single().Stage.Rungs);
        Assert.Equal(
            [.. ReviewRungs, null],
            ReviewRungs.Prepend(InTime).Select(due.NextRung));
        Assert.Equal(Round.ReviewDueAt, due.Next(ReviewRungs[^1]));
        Assert.Null(due.Next(Round.ReviewDueAt));
    }

    [Fact]
    public void Whoever_can_review_hears_once_of_all_that_waits_for_them()
    {
        var notices = At(ReviewRungs[0], (Training, Submitted(InTime)), (Jobs, Submitted(InTime)), (Jobs, Checked(InTime)));

        Assert.Equal(["t:chair", "t:lead", "t:member"], notices.Select(notice => notice.Person));
        Assert.All(
            notices, notice => Assert.Equal((NoticeKind.Review, false, Round.ReviewDueAt), (notice.Kind, notice.Overdue, notice.DueAt)));
        var lead = notices[1];
        Assert.Equal("【提醒】2024年1-3月绩效运行监控表:2 个项目待您审核,还有 4 天", lead.Subject.Zh);
        Assert.Equal("Reminder: monitoring of 2024, months 1 to 3, 2 projects to be reviewed by you, 4 days left", lead.Subject.En);
        Assert.Equal(
            """
            《2024年1-3月绩效运行监控表》有 2 个项目待您审核。审核截止时间为 2024-04-30 23:59(北京时间),还有 4 天。

            - 项目1:已提交,待牵头科室审核
            - 项目2:已提交,待牵头科室审核
            """,
            lead.Text.Zh);
        Assert.EndsWith("\n\n- 项目3: checked, waits for the leading group", notices[0].Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_voted_or_handed_it_in_is_not_reminded_of_it()
    {
        var voted = Checked(InTime) with { Owing = [Chair.Key], Voted = [Member.Key], SubmittedBy = Lead.Key };

        Assert.Equal([Chair.Person], At(ReviewRungs[0], (Training, voted)).Select(notice => notice.Person));
        Assert.Empty(At(ReviewRungs[0], (Training, Submitted(InTime) with { SubmittedBy = Lead.Key })));
    }

    [Fact]
    public void What_was_handed_in_late_has_a_deadline_of_its_own_and_is_told_in_the_same_notice()
    {
        var late = Round.DueAt.AddHours(8);
        var due = Due(Round, (Training, Submitted(InTime)), (Jobs, Submitted(late)));

        Assert.Equal([Round.ReviewDueAt, Round.ReviewDueAt.AddDays(1)], due.Reviews.Select(review => review.Stage.DueAt));
        var notice = Assert.Single(At(Day(4, 30), (Training, Submitted(InTime)), (Jobs, Submitted(late))));
        Assert.Equal(2, notice.Sections.Length);
    }

    [Fact]
    public void At_the_deadline_lead_and_chairs_are_told_once_of_all_that_is_not_decided()
    {
        var notices = At(Round.ReviewDueAt, (Training, Submitted(InTime)), (Jobs, Checked(InTime)));

        Assert.Equal(["t:chair", "t:lead"], notices.Select(notice => notice.Person));
        Assert.All(notices, notice => Assert.Equal((NoticeKind.ReviewOverdue, true), (notice.Kind, notice.Overdue)));
        Assert.Equal("【催办】2024年1-3月绩效运行监控表:2 个项目到期未审定,请督促审核", notices[0].Subject.Zh);
        Assert.Equal(
            "monitoring of 2024, months 1 to 3: 2 projects not decided in time, please see to the review. " + """
            The review was due 2024-04-30 23:59 (Beijing time).

            - 项目1: submitted, waits for the lead's check
            - 项目2: checked, waits for the leading group
            """,
            notices[0].Text.En);
    }

    [Fact]
    public void A_rung_of_a_review_says_nothing_of_what_was_handed_in_after_it()
        => Assert.Empty(At(ReviewRungs[0], (Training, Submitted(ReviewRungs[0]))));

    [Fact]
    public void Open_edits_and_unanswered_rectifications_are_reminded_of_around_ten_working_days_after_they_were_asked()
    {
        var asked = BeijingTime.At(new(2024, 5, 6), new(15, 0)); // a Monday, and Saturday 11 May is worked
        var targets = Round with { Id = StageId.Parse("targets").Value, Kind = StageKind.Targets, Month = null };
        var edits = Due(targets, (Training, New with { State = ItemState.Approved, EditsPending = true, EditsSince = asked }));
        var answers = Due(Round, (Training, New with { State = ItemState.Locked, Unanswered = 1, UnansweredSince = asked }));

        Assert.All(new[] { edits, answers }, due => Assert.Equal<DateTimeOffset>(
            ReminderLadder.Standard.Rungs(new(2024, 5, 17), WorkCalendar.Shipped), due.Duties.Single().Stage.Rungs));
        var rung = edits.Duties.Single().Stage.Rungs[0];
        Assert.Equal(
            "【提醒】2024年度项目支出绩效目标申报表:培训科还有 1 个项目未完成修改,还有 7 天",
            Assert.Single(edits.Notices(Id, 2024, Everyone, [], rung, rung)).Subject.Zh);
        var notice = Assert.Single(answers.Notices(Id, 2024, Everyone, [], rung, rung));
        Assert.Equal(("t:clerk-t", NoticeKind.Rectification), (notice.Person, notice.Kind));
        Assert.Equal(
            "Reminder: monitoring of 2024, months 1 to 3, rectifications of 1 project of 培训科 not answered, 7 days left", notice.Subject.En);
        Assert.EndsWith("请答复以下项目的整改:\n\n- 项目1:整改待答复", notice.Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_told_of_the_same_project_at_the_same_instant_for_two_reasons_is_two_notices()
    {
        var asked = BeijingTime.At(new(2024, 5, 6), new(15, 0));
        var due = Due(
            Round,
            (Training,
                New with { State = ItemState.Approved, EditsPending = true, EditsSince = asked, Unanswered = 1, UnansweredSince = asked }));
        var rung = due.Duties[0].Stage.Rungs[0];

        Assert.Equal(2, due.Notices(Id, 2024, Everyone, [], rung, rung).Select(notice => notice.Id).Distinct().Count());
    }

    [Fact]
    public void Of_a_rung_passed_over_in_a_downtime_nothing_is_due_any_more_and_every_deadline_of_a_review_still_is()
    {
        var due = Due(Round, (Training, null), (Jobs, Submitted(InTime)), (Jobs, Submitted(Round.DueAt.AddHours(8))));

        Assert.Equal([Rungs[^1]], due.DueUntil(Rungs[^1].AddMinutes(1)));
        Assert.Equal(
            [Rungs[^1], Day(4, 30), Round.ReviewDueAt, Day(5, 1), Round.ReviewDueAt.AddDays(1)],
            due.DueUntil(Round.ReviewDueAt.AddDays(9)));
        Assert.Equal([Day(5, 1), Round.ReviewDueAt.AddDays(1)], due.DueUntil(Round.ReviewDueAt.AddDays(9), Round.ReviewDueAt));
    }

    private static ItemSummary New => ItemSummary.Of(Item.New(Round.Id));

    private static ItemSummary Submitted(DateTimeOffset at)
        => New with { State = ItemState.Submitted, SubmittedAt = at, SubmittedBy = "t:head" };

    private static ItemSummary Checked(DateTimeOffset at) => Submitted(at) with { State = ItemState.LeadChecked };

    private static ImmutableArray<Notice> At(DateTimeOffset instant, params (string Section, ItemSummary? Item)[] projects)
        => Due(Round, projects).Notices(Id, 2024, Everyone, [], instant, instant);

    private static StageDue Due(PlannedStage stage, params (string Section, ItemSummary? Item)[] projects)
    {
        var (year, items) = Year(stage, projects);
        return StageDue.Of(year, stage, items);
    }

    private static DateTimeOffset Day(int month, int day) => BeijingTime.At(new(2024, month, day), new(9, 0));
}
