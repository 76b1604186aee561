using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>What can still happen to an item once it is settled, and beside the review.</summary>
public sealed class SettledItemTests
{
    private static readonly Item Good = A.After(
        A.Targets, [.. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good)]);

    [Fact]
    public void Edits_that_go_with_a_good_are_completed_without_a_second_round()
    {
        var edited = new[] { A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Complete(A.Targets, 2), A.Lock(A.Targets) }
            .Aggregate(Good, (item, command) => command.On(A.Targets, item).OnItem(item));

        Assert.Equal((ItemState.Locked, 2, ReviewGrade.Good, 1), (edited.State, edited.SubmittedVersion, edited.Grade, edited.Round));
    }

    [Fact]
    public void A_good_is_not_locked_before_its_edits_are_confirmed()
    {
        Assert.Equal(Refusals.WrongState, A.Lock(A.Targets).On(A.Targets, Good).Refusal);
        Assert.False(Good.IsSettled);
        Assert.Equal(ItemState.Locked, A.After(A.Targets, [
            .. A.Until(A.Targets, ItemState.LeadChecked),
            A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
            A.Complete(A.Targets, 1, noEdit: "文字笔误,不影响指标"),
            A.Lock(A.Targets)]).State);
    }

    [Fact]
    public void EDITS_MISSING()
    {
        var sameAgain = A.After(A.Targets, [
            .. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
            A.Upload(A.Targets, 2, sha: A.Sha(1)), A.Read(A.Targets, 2)]);

        Assert.Equal("EDITS_MISSING", A.Complete(A.Targets, 1).On(A.Targets, Good).Refusal?.Code);
        Assert.Equal(Refusals.EditsMissing, A.Complete(A.Targets, 1, noEdit: " ").On(A.Targets, Good).Refusal);
        Assert.Equal(Refusals.EditsMissing, A.Complete(A.Targets, 2).On(A.Targets, sameAgain).Refusal);
    }

    [Fact]
    public void Why_no_edit_was_needed_is_told()
    {
        var story = A.StoryAfter(A.Targets, [
            .. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
            A.Complete(A.Targets, 1, noEdit: " 无需修改 ")]);

        Assert.Equal(("item-completed", "无需修改"), (story.History[^1].What, story.History[^1].Reason));
    }

    [Fact]
    public void The_approved_version_stands_while_edits_are_pending()
        => Assert.Equal((ItemState.Approved, 1, 2), Shown(A.Upload(A.Targets, 2).On(A.Targets, Good).OnItem(Good)));

    [Fact]
    public void A_reopening_is_asked_by_the_lead_and_granted_by_the_chair()
    {
        var locked = A.StoryIn(A.Targets, ItemState.Locked);
        var asked = A.AskReopening(A.Targets).On(A.Targets, locked).OnItem(locked);
        var reopened = A.ConsentToReopening(A.Targets).On(A.Targets, asked).OnItem(asked);

        Assert.Equal((ItemState.Locked, "预算调整"), (asked.Item.State, asked.ReopeningAsked!.Reason));
        Assert.Equal(
            (ItemState.Reopened, 2, "预算调整", null), (reopened.Item.State, reopened.Item.Attempt, reopened.Reason, reopened.ReopeningAsked));
    }

    [Fact]
    public void What_is_reopened_is_owed_by_the_day_the_lead_named_and_no_longer_by_an_older_one()
    {
        var (first, second) = (A.Now.AddDays(3), A.Now.AddDays(9));
        var locked = A.After(A.Targets, [
            .. A.Until(A.Targets, ItemState.Submitted), new ItemCommand.Return(A.Targets.Id, A.Lead, 1, "请量化", [], first),
            A.Upload(A.Targets, 2), A.Read(A.Targets, 2),
            A.Submit(A.Targets, 2), A.Check(A.Targets, 2), A.Approve(A.Targets, 2), A.Lock(A.Targets)]);

        Assert.Equal(second, Reopened(second).AnswerBy);
        Assert.Null(Reopened(null).AnswerBy);

        Item Reopened(DateTimeOffset? by)
            => new[] { new ItemCommand.AskReopening(A.Targets.Id, A.Lead, "漏报支出", by), A.ConsentToReopening(A.Targets) }
                .Aggregate(locked, (item, command) => command.On(A.Targets, item).OnItem(item));
    }

    [Fact]
    public void A_day_that_has_passed_before_the_chair_agrees_is_named_anew_by_the_lead()
    {
        var locked = A.In(A.Targets, ItemState.Locked);
        var asked = Ask(A.Now.AddDays(1)).On(A.Targets, locked).OnItem(locked);
        var late = A.Now.AddDays(2);

        Assert.Equal(Refusals.AnswerByOutOfRange, ReviewDecider.Decide(A.Targets, asked, A.ConsentToReopening(A.Targets), late).Refusal);
        Assert.Empty(Ask(A.Now.AddDays(1)).On(A.Targets, asked).Events);
        asked = ReviewDecider.Decide(A.Targets, asked, Ask(late.AddDays(5)), late).OnItem(asked);
        Assert.Equal(late.AddDays(5), ReviewDecider.Decide(A.Targets, asked, A.ConsentToReopening(A.Targets), late).OnItem(asked).AnswerBy);

        static ItemCommand Ask(DateTimeOffset by) => new ItemCommand.AskReopening(A.Targets.Id, A.Lead, "漏报支出", by);
    }

    [Fact]
    public void A_reopening_refused_leaves_the_item_as_it_was()
    {
        var locked = A.StoryIn(A.Targets, ItemState.Locked);
        var refused = new[] { A.AskReopening(A.Targets), A.RefuseReopening(A.Targets) }
            .Aggregate(locked, (item, command) => command.On(A.Targets, item).OnItem(item));

        Assert.Equal((ItemState.Locked, null, 1), (refused.Item.State, refused.ReopeningAsked, refused.Item.Attempt));
        Assert.Equal(["reopening-asked", "reopening-refused"], refused.History.TakeLast(2).Select(line => line.What));
    }

    [Fact]
    public void An_adjustment_goes_through_the_whole_review_again()
    {
        var adjusted = A.After(A.Targets, [
            .. A.Until(A.Targets, ItemState.Locked), A.Adjust(A.Targets),
            A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Submit(A.Targets, 2),
            A.Check(A.Targets, 2), A.Approve(A.Targets, 2), A.Lock(A.Targets)]);

        Assert.Equal((ItemState.Locked, 2, 2, null), (adjusted.State, adjusted.SubmittedVersion, adjusted.Attempt, adjusted.Adjusted));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_approved_targets_stand_again_when_an_adjustment_is_rejected_or_dropped(bool rejected)
    {
        ItemCommand[] end = rejected
            ? [A.Submit(A.Targets, 2), A.Check(A.Targets, 2), A.Approve(A.Targets, 2, grade: ReviewGrade.Poor, reason: "无预算调整依据")]
            : [A.Drop(A.Targets)];

        ItemCommand[] adjusting =
            [.. A.Until(A.Targets, ItemState.Locked), A.Adjust(A.Targets), A.Upload(A.Targets, 2), A.Read(A.Targets, 2)];
        var item = A.StoryAfter(A.Targets, [.. adjusting, .. end]);

        Assert.Equal("财预〔2024〕9号", A.StoryAfter(A.Targets, adjusting).AdjustmentDocument);
        Assert.Equal((ItemState.Locked, 1, 2), Shown(item.Item));
        Assert.Equal(("data-hash", null, null), (item.DataHash, item.AdjustmentDocument, item.Item.Adjusted));
        Assert.Equal(rejected ? "item-rejected" : "adjustment-dropped", item.History[^1].What);
    }

    [Fact]
    public void Evidence_lets_a_sheet_be_submitted_that_needs_it()
    {
        var item = A.StoryAfter(
            A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1, needs: ["i-1"]),
            A.Attach(A.SelfEvaluation), A.Submit(A.SelfEvaluation, 1));

        Assert.Equal((ItemState.Submitted, "sha-e1"), (item.Item.State, Assert.Single(item.Evidence).Sha256));
    }

    [Fact]
    public void Evidence_withdrawn_is_missing_again()
    {
        var item = A.After(
            A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1, needs: ["i-1"]),
            A.Attach(A.SelfEvaluation), A.Withdraw(A.SelfEvaluation));

        Assert.Equal(["i-1"], item.MissingEvidence);
    }

    [Theory]
    [InlineData(ItemState.Submitted, "WRONG_STATE")]
    [InlineData(ItemState.LeadChecked, "WRONG_STATE")]
    [InlineData(ItemState.Locked, "ITEM_LOCKED")]
    public void Evidence_stands_once_the_sheet_is_handed_in(ItemState state, string code)
        => ReviewRefusalTests.Refused(code, A.Attach(A.SelfEvaluation).On(A.SelfEvaluation, A.In(A.SelfEvaluation, state)));

    [Fact]
    public void A_rectification_is_required_answered_and_closed()
    {
        var item = A.StoryAfter(
            A.Monitoring,
            [.. A.Until(A.Monitoring, ItemState.Locked), A.Require(A.Monitoring), A.Answer(A.Monitoring), A.Close(A.Monitoring)]);

        Assert.Equal(
            new Rectification(1, null, "加快支付进度", A.Lead.Key, A.Now, "已支付", "整改到位"),
            Assert.Single(item.Rectifications));
        Assert.Equal(ItemState.Locked, item.Item.State);
    }

    private static (ItemState State, int? Submitted, int Current) Shown(Item item)
        => (item.State, item.SubmittedVersion, item.CurrentVersion);
}
