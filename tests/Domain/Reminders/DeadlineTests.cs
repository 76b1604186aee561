using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using static PerfFlow.Domain.Tests.Reminders.Unit;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>What was sent back to its section is reminded of by its own deadline, and of nothing that lies before.</summary>
public sealed class DeadlineTests
{
    private static readonly DateTimeOffset SentBack = Rungs[^1].AddDays(1);
    private static readonly DateOnly Day = new(2024, 5, 17);
    private static readonly DateTimeOffset AnswerBy = BeijingTime.At(Day, new(18, 0));

    private static readonly ProjectDuty Late = new(ProjectId.Parse("p1").Value, "项目1", ItemState.NotStarted);
    private static readonly ProjectDuty Returned = new(ProjectId.Parse("p2").Value, "项目2", ItemState.Returned, AnswerBy, SentBack);
    private static readonly ProjectDuty Reopened = new(ProjectId.Parse("p3").Value, "项目3", ItemState.Reopened, SentBackAt: SentBack);

    [Fact]
    public void A_return_to_be_answered_by_a_day_has_the_ladder_of_that_day_and_the_rest_that_of_the_stage()
    {
        var parts = Owing(Late, Returned).ByDeadline();

        Assert.Equal([Round.DueAt, AnswerBy], parts.Select(part => part.Stage.DueAt));
        Assert.Equal<DateTimeOffset>(Rungs, parts[0].Stage.Rungs);
        Assert.Equal<DateTimeOffset>(ReminderLadder.Standard.Rungs(Day, WorkCalendar.Shipped), parts[1].Stage.Rungs);
        Assert.Equal([Late, Returned], parts.Select(part => part.Sections.Single().Projects.Single()));
    }

    [Fact]
    public void Its_reminder_names_its_own_deadline_and_nobody_above_the_clerk_before_that()
    {
        var part = Owing(Late, Returned).ByDeadline()[1];

        var notice = Assert.Single(At(part.Stage.Rungs[0], part));

        Assert.Equal(("t:clerk-t", AnswerBy, false), (notice.Person, notice.DueAt, notice.Overdue));
        Assert.Equal("【提醒】2024年1-3月绩效运行监控表:培训科还有 1 个项目未提交,还有 7 天", notice.Subject.Zh);
    }

    [Fact]
    public void Two_deadlines_with_a_rung_at_the_same_instant_are_two_reminders() => Assert.Equal(
        2, Owing(Late, Returned).ByDeadline().SelectMany(part => At(Rungs[0], part)).Select(notice => notice.Id).Distinct().Count());

    [Fact]
    public void What_was_reopened_is_not_told_of_the_rungs_before_that()
    {
        var owed = Owing(Reopened);

        Assert.All(Rungs, rung => Assert.True(owed.At(rung).IsNothing));
        Assert.False(owed.At(SentBack.AddTicks(1)).IsNothing);
    }

    [Fact]
    public void In_a_year_whose_holidays_are_not_announced_the_ladder_keeps_off_weekends_and_days_of_the_law() => Assert.Equal(
        new[] { 3, 6, 9, 10, 11, 13, 17 }.Select(day => BeijingTime.At(new DateOnly(2061, 5, day), new(9, 0))), // 7 May is a Saturday
        StageLadder.Of(Round, new(2061, 5, 10, 0, 0, 0, BeijingTime.Offset)).Rungs);

    [Fact]
    public void The_board_knows_when_an_item_went_back_and_by_when_it_is_to_be_answered()
    {
        var submitted = A.In(A.Monitoring, ItemState.Submitted);
        var returned = new ItemCommand.Return(A.Monitoring.Id, A.Lead, 1, "未量化", [], A.Now.AddDays(14)).On(A.Monitoring, submitted)
            .OnItem(submitted);
        var reopened = A.In(A.Monitoring, ItemState.Reopened);

        Assert.Equal((null, null), Told(submitted));
        Assert.Equal((A.Now.AddDays(14), A.Now), Told(returned));
        Assert.Equal((null, A.Now), Told(reopened));

        static (DateTimeOffset?, DateTimeOffset?) Told(Item item) => (ItemSummary.Of(item).AnswerBy, ItemSummary.Of(item).SentBackAt);
    }

    private static StageDuties Owing(params ProjectDuty[] projects) => new(Round, [new(Training, NoticeKind.Partly, [.. projects])]);
}
