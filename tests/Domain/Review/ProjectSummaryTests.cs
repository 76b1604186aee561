using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class ProjectSummaryTests
{
    private static readonly YearPlan Plan = new("1", [
        A.SelfEvaluation with { DueAt = A.Opening.AddDays(90) },
        A.Targets with { DueAt = A.Opening.AddDays(30) },
        A.Monitoring with { DueAt = A.Opening.AddDays(60) }]);

    [Fact]
    public void Each_figure_is_of_the_latest_stage_that_has_it()
    {
        Assert.Equal(SheetFigures.None, Figures());
        Assert.Equal(new SheetFigures(Budget: 100), Figures((A.Targets, new(Budget: 100))));
        Assert.Equal(
            new SheetFigures(120, 30, Light: "red"),
            Figures((A.Targets, new(Budget: 100)), (A.Monitoring, new(120, 30, Light: "red"))));
        Assert.Equal(
            new SheetFigures(120, 90, 88.5m, "良", "red"),
            Figures(
                (A.Targets, new(Budget: 100)),
                (A.Monitoring, new(120, 30, 10, "差", "red")),
                (A.SelfEvaluation, new(null, 90, 88.5m, "良"))));

        static SheetFigures Figures(params (PlannedStage Stage, SheetFigures Figures)[] sheets)
            => new ProjectSummary(sheets.ToImmutableDictionary(
                sheet => sheet.Stage.Id, sheet => ItemSummary.Of(Item.New(sheet.Stage.Id)) with { Figures = sheet.Figures })).Figures(Plan);
    }

    [Fact]
    public void What_is_to_be_put_right_is_counted_until_it_is_answered_and_then_until_it_is_closed()
    {
        var required = A.StoryAfter(A.Monitoring, [
            .. A.Until(A.Monitoring, ItemState.Submitted),
            A.Require(A.Monitoring, "加快支付进度"),
            A.Require(A.Monitoring, "补充佐证"),
            A.Require(A.Monitoring, "补充佐证")]);
        var answered = A.Answer(A.Monitoring, 2).On(A.Monitoring, required).OnItem(required);
        var closed = A.Close(A.Monitoring, 2).On(A.Monitoring, answered).OnItem(answered);

        Assert.Equal(
            [(2, 0), (1, 1), (1, 0)],
            new[] { required, answered, closed }.Select(told => ItemSummary.Of(told.Item))
                .Select(seen => (seen.Unanswered, seen.Unclosed)));
        Assert.Equal(
            ["加快支付进度||", "补充佐证|已支付|整改到位"], closed.Rectifications.Select(asked => $"{asked.Requirement}|{asked.Answer}|{asked.Conclusion}"));
    }

    [Fact]
    public void What_waits_for_people_says_since_when()
    {
        var submitted = A.StoryIn(A.Targets, ItemState.Submitted);
        var good = A.After(A.Targets, [.. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good)]);
        var required = A.After(A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Submitted), A.Require(A.Monitoring)]);
        var answered = A.Answer(A.Monitoring).On(A.Monitoring, required).OnItem(required);

        Assert.Equal<(DateTimeOffset?, DateTimeOffset?, DateTimeOffset?)>(
            [(A.Now, null, null), (A.Now, A.Now, null), (A.Now, null, A.Now), (A.Now, null, null)],
            new[] { submitted.Item, good, required, answered }.Select(ItemSummary.Of)
                .Select(seen => (seen.SubmittedAt, seen.EditsSince, seen.UnansweredSince)));
    }

    [Fact]
    public void A_review_is_named_by_the_event_that_brought_the_item_to_the_reviewers_and_ends_with_their_part()
    {
        ItemCommand[] commands =
        [
            A.Upload(A.Targets, 1), A.Read(A.Targets, 1), A.Submit(A.Targets, 1), A.Undo(A.Targets, 1, A.Head),
            A.Submit(A.Targets, 1), A.Return(A.Targets, 1),
            A.Undo(A.Targets, 1, A.Lead), A.Check(A.Targets, 1), A.Approve(A.Targets, 1, grade: ReviewGrade.Poor, reason: "不符合要求"),
            A.Undo(A.Targets, 1, A.Chair), A.Approve(A.Targets, 1), A.Undo(A.Targets, 1, A.Chair), A.Approve(A.Targets, 1),
            A.Lock(A.Targets),
        ];

        Assert.Equal(
            [null, null, 3, null, 5, null, 7, 7, null, 10, 10, 10, 10, null],
            Enumerable.Range(1, commands.Length).Select(count => ItemSummary.Of(A.After(A.Targets, commands.AsSpan(0, count))).Review));
        Assert.Null(A.After(A.Targets, [.. A.Until(A.Targets, ItemState.Submitted), A.Upload(A.Targets, 2)]).At.Review);
    }

    [Fact]
    public void Versions_without_a_reading_are_named()
        => Assert.Equal<int>(
            [1, 3],
            ItemSummary.Of(
                A.After(A.Targets, A.Upload(A.Targets, 1), A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Upload(A.Targets, 3))).Unread);

    [Fact]
    public void A_plan_without_targets_asks_for_none()
        => Assert.Null(ReadingBasis.Of(new YearPlan("1", [A.Monitoring]), A.Monitoring, ProjectYear.Empty));

    [Theory]
    [InlineData(ItemState.Draft, false)]
    [InlineData(ItemState.Submitted, false)]
    [InlineData(ItemState.LeadChecked, false)]
    [InlineData(ItemState.Returned, false)]
    [InlineData(ItemState.Reopened, false)]
    [InlineData(ItemState.Approved, true)]
    [InlineData(ItemState.Locked, true)]
    [InlineData(ItemState.Archived, true)]
    [InlineData(ItemState.Rejected, true)]
    public void What_is_approved_or_rejected_waits_for_nobody(ItemState state, bool settled)
        => Assert.Equal(settled, A.In(A.Targets, state).IsSettled);

    [Fact]
    public void What_is_approved_with_edits_waits_for_them()
        => Assert.False(
            A.After(A.Targets, [.. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good)]).IsSettled);
}
