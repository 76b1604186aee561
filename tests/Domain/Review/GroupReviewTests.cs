using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>The leading group decides by the quorum of the plan; every reviewer's decision is kept.</summary>
public sealed class GroupReviewTests
{
    private static readonly Actor Second = A.Person("second", Role.GroupMember);

    [Theory]
    [InlineData(Quorum.Majority, "ok ok .", ItemState.Approved)]
    [InlineData(Quorum.Majority, "ok . .", ItemState.LeadChecked)]
    [InlineData(Quorum.Majority, ". no no", ItemState.Returned)]
    [InlineData(Quorum.Majority, "ok no ok", ItemState.Approved)]
    [InlineData(Quorum.All, "ok ok .", ItemState.LeadChecked)]
    [InlineData(Quorum.All, "ok ok ok", ItemState.Approved)]
    [InlineData(Quorum.All, "ok no .", ItemState.Returned)]
    [InlineData(Quorum.Chair, ". no no", ItemState.LeadChecked)]
    [InlineData(Quorum.Chair, "ok . .", ItemState.Approved)]
    [InlineData(Quorum.Chair, "no . .", ItemState.Returned)]
    public void A_quorum_settles_the_item(Quorum quorum, string votes, ItemState state)
        => Assert.Equal(state, Cast(quorum, votes.Split(' ')).Item.State);

    [Fact]
    public void On_a_tie_with_every_vote_cast_the_chairs_counts()
    {
        var pair = new Panel(Quorum.Majority, [A.Chair.Key, A.Member.Key], [A.Chair.Key]);
        var item = Vote(Before(pair), A.Chair, "ok");

        Assert.Equal(ItemState.LeadChecked, item.Item.State);
        Assert.Equal(ItemState.Approved, Vote(item, A.Member, "no").Item.State);
    }

    [Fact]
    public void Without_a_chair_the_majority_decides()
    {
        var panel = new Panel(Quorum.Chair, [A.Member.Key, Second.Key], []);
        var item = Vote(Before(panel), A.Member, "ok");

        Assert.Equal(ItemState.LeadChecked, item.Item.State);
        Assert.Equal(ItemState.Approved, Vote(item, Second, "ok").Item.State);
    }

    [Fact]
    public void Dissent_is_recorded_with_its_reason()
    {
        var item = Cast(Quorum.Majority, ["no", "ok", "ok"]);

        Assert.Equal(
            [("chair", Verdict.Return, "不同意", true), ("member", Verdict.Approve, null, false), ("second", Verdict.Approve, null, false)],
            item.Votes.Select(vote => (vote.By, vote.Verdict, vote.Reason, GroupReview.IsDissent(vote.Verdict, item.Item.State))));
    }

    [Fact]
    public void Where_the_chair_decides_the_others_are_heard()
    {
        var item = Vote(Cast(Quorum.Chair, [".", "no", "ok"]), A.Chair, "ok");

        Assert.Equal(ItemState.Approved, item.Item.State);
        Assert.Equal(["member"], item.Votes.Where(vote => GroupReview.IsDissent(vote.Verdict, item.Item.State)).Select(vote => vote.By));
    }

    [Fact]
    public void A_vote_can_be_changed_until_the_quorum_is_met()
    {
        var item = Cast(Quorum.All, ["ok", ".", "."]);

        var changed = Vote(item, A.Chair, "no");

        Assert.Equal((ItemState.Returned, Verdict.Return), (changed.Item.State, Assert.Single(changed.Votes).Verdict));
    }

    [Fact]
    public void The_same_vote_again_changes_nothing()
    {
        var item = Cast(Quorum.All, ["ok", ".", "."]);

        Assert.Equal(Decision<ItemEvent>.Nothing.Events, Command(A.Chair, "ok").On(A.SelfEvaluation, item).Events);
    }

    [Fact]
    public void A_return_points_at_what_any_of_those_who_returned_it_point_at()
    {
        var until = A.Now.AddDays(3);
        var item = Before(Three(Quorum.Majority));
        item = Return(A.Member, until, new("自评表!F12", "请量化"), new("自评表!F13", "缺佐证")).On(A.SelfEvaluation, item).OnItem(item);
        item = Return(A.Chair, null, new("自评表!F12", "单位不对"), new("i03", "未达标原因不具体")).On(A.SelfEvaluation, item).OnItem(item);

        Assert.Equal((ItemState.Returned, until), (item.Item.State, item.Item.AnswerBy));
        Assert.Equal<AnsweredPoint>(
            [new("自评表!F12", "请量化;单位不对"), new("自评表!F13", "缺佐证"), new("i03", "未达标原因不具体")], item.Points);

        static ItemCommand Return(Actor by, DateTimeOffset? until, params ReturnPoint[] points)
            => new ItemCommand.Return(A.SelfEvaluation.Id, by, 1, "不同意", [.. points], until);
    }

    [Fact]
    public void Without_a_majority_and_a_chair_it_goes_back_with_what_was_said_against_it()
    {
        var pair = new Panel(Quorum.Majority, [A.Member.Key, Second.Key], []);
        var item = Before(pair, A.Targets);
        foreach (var (by, grade, reason) in new[] { (A.Member, ReviewGrade.Excellent, "同意"), (Second, ReviewGrade.Poor, "不必要") })
        {
            item = new ItemCommand.Approve(A.Targets.Id, by, 1, grade, reason).On(A.Targets, item).OnItem(item);
        }

        Assert.Equal((ItemState.Returned, "不必要"), (item.Item.State, item.Reason));
    }

    [Fact]
    public void A_return_is_not_due_before_it_is_decided()
    {
        var item = Before(Three(Quorum.Majority));
        item = new ItemCommand.Return(A.SelfEvaluation.Id, A.Member, 1, "请量化", [], A.Now.AddHours(1))
            .On(A.SelfEvaluation, item)
            .OnItem(item);
        item = ReviewDecider.Decide(
            A.SelfEvaluation,
            item.Item,
            new ItemCommand.Return(A.SelfEvaluation.Id, A.Chair, 1, "请量化", []),
            A.Now.AddHours(2)).OnItem(item);

        Assert.Equal((ItemState.Returned, null), (item.Item.State, item.Item.AnswerBy));
    }

    [Fact]
    public void Those_who_return_it_point_at_no_more_than_can_be_answered()
    {
        var before = Before(Three(Quorum.Majority));
        var item = Return(A.Member, "一", TextLimits.MostPoints - 1).On(A.SelfEvaluation, before).OnItem(before);

        ReviewRefusalTests.Refused("POINTS_TOO_LONG", Return(A.Chair, "二", 2).On(A.SelfEvaluation, item));
        item = Return(A.Chair, "二", 1).On(A.SelfEvaluation, item).OnItem(item);
        Assert.Equal((ItemState.Returned, TextLimits.MostPoints), (item.Item.State, item.Points.Length));

        static ItemCommand Return(Actor by, string sheet, int points) => new ItemCommand.Return(
            A.SelfEvaluation.Id, by, 1, "不同意", [.. Enumerable.Range(1, points).Select(row => new ReturnPoint($"{sheet}!A{row}", "改"))]);
    }

    [Fact]
    public void The_points_of_every_vote_that_returned_it_are_to_be_answered()
    {
        var item = Before(Three(Quorum.Majority));
        foreach (var (by, at) in new[] { (A.Member, "i01"), (A.Chair, "i02") })
        {
            item = new ItemCommand.Return(A.SelfEvaluation.Id, by, 1, "不同意", [new(at, "改")])
                .On(A.SelfEvaluation, item)
                .OnItem(item);
        }

        foreach (var command in new[] { A.Upload(A.SelfEvaluation, 2), A.Read(A.SelfEvaluation, 2) })
        {
            item = command.On(A.SelfEvaluation, item).OnItem(item);
        }

        Assert.Equal(Refusals.PointsUnanswered, Submit("i01").On(A.SelfEvaluation, item).Refusal);
        Assert.Equal(Refusals.PointsUnanswered, Submit("i02").On(A.SelfEvaluation, item).Refusal);
        Assert.Single(Submit("i01", "i02").On(A.SelfEvaluation, item).Events);

        static ItemCommand Submit(params string[] answered) => new ItemCommand.Submit(
            A.SelfEvaluation.Id, A.Head, 2, [.. answered.Select(at => new ReturnPoint(at, "已改"))]);
    }

    [Fact]
    public void The_group_as_it_was_goes_with_what_brings_an_item_to_it()
    {
        var panel = Three(Quorum.Majority);
        var submitted = A.StoryIn(A.SelfEvaluation, ItemState.Submitted);
        var passed = new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, panel).On(A.SelfEvaluation, submitted).OnItem(submitted);
        var approved = Vote(Vote(passed, A.Chair, "ok"), A.Member, "ok");
        var undone = A.Undo(A.SelfEvaluation, 1, A.Chair).On(A.SelfEvaluation, approved).OnItem(approved);
        var back = A.Undo(A.SelfEvaluation, 1, A.Lead).On(A.SelfEvaluation, undone).OnItem(undone);

        // what was fixed stays so when its check is taken back
        Assert.Equal(
            [null, panel, null, panel, panel], new[] { submitted, passed, approved, undone, back }.Select(seen => seen.Item.Panel));
    }

    [Fact]
    public void A_vote_with_other_points_is_another_vote()
    {
        var item = Cast(Quorum.Majority, ["ok", ".", "."]);
        var before = new ItemCommand.Return(A.SelfEvaluation.Id, A.Member, 1, "不同意", [new("i01", "改")]);
        item = before.On(A.SelfEvaluation, item).OnItem(item);

        Assert.Empty(before.On(A.SelfEvaluation, item).Events);
        Assert.IsType<ItemEvent.ItemVoted>(Assert.Single((before with { Points = [new("i02", "改")] }).On(A.SelfEvaluation, item).Events));
    }

    [Fact]
    public void Of_two_chairs_the_first_to_speak_decides()
    {
        var panel = new Panel(Quorum.Chair, [A.Chair.Key, A.Member.Key, Second.Key], [A.Chair.Key, Second.Key]);
        var item = Vote(Before(panel), A.Member, "no");

        Assert.Equal(ItemState.Approved, Vote(item, Second, "ok").Item.State);
    }

    [Fact]
    public void What_an_approval_asks_for_is_kept_with_it_also_when_one_alone_decides()
    {
        var checkedTargets = A.StoryIn(A.Targets, ItemState.LeadChecked);
        var monitored = A.StoryIn(A.Monitoring, ItemState.Submitted);

        var good = A.Approve(A.Targets, 1, grade: ReviewGrade.Good, reason: " 补充单位 ").On(A.Targets, checkedTargets).OnItem(checkedTargets);
        var passed = A.Approve(A.Monitoring, 1, reason: "注意进度").On(A.Monitoring, monitored).OnItem(monitored);

        Assert.Equal(("补充单位", "补充单位"), (good.Reason, good.History[^1].Reason));
        Assert.Equal(("注意进度", "注意进度"), (passed.Reason, passed.History[^1].Reason));
    }

    [Fact]
    public void Whoever_submitted_is_not_counted()
    {
        var both = A.Person("both", Role.SectionHead, Role.GroupMember);
        var panel = new Panel(Quorum.All, [A.Chair.Key, both.Key], [A.Chair.Key]);
        var item = A.StoryAfter(
            A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1),
            A.Submit(A.SelfEvaluation, 1, both), new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, panel));

        Assert.Equal(ItemState.Approved, Vote(item, A.Chair, "ok").Item.State);
    }

    [Fact]
    public void One_who_asks_for_edits_makes_the_grade_good()
    {
        var item = Before(Three(Quorum.Majority), A.Targets);
        item = new ItemCommand.Approve(A.Targets.Id, A.Chair, 1, ReviewGrade.Good).On(A.Targets, item).OnItem(item);
        item = new ItemCommand.Approve(A.Targets.Id, A.Member, 1, ReviewGrade.Excellent).On(A.Targets, item).OnItem(item);

        Assert.Equal((ItemState.Approved, ReviewGrade.Good, true), (item.Item.State, item.Item.Grade, item.Item.EditsPending));
    }

    [Fact]
    public void Another_score_asks_everyone_again()
    {
        var item = Cast(Quorum.All, ["ok", "ok", "."]);

        Assert.Empty(A.Override(A.SelfEvaluation, 1).On(A.SelfEvaluation, item).OnItem(item).Votes);
    }

    [Fact]
    public void The_lead_cannot_undo_its_check_once_a_vote_is_cast()
        => Assert.Equal(
            Refusals.NothingToUndo, A.Undo(A.SelfEvaluation, 1, A.Lead).On(A.SelfEvaluation, Cast(Quorum.All, ["ok", ".", "."])).Refusal);

    [Fact]
    public void An_outcome_undone_asks_everyone_again()
    {
        var item = Cast(Quorum.Majority, ["ok", "ok", "."]);

        var undone = A.Undo(A.SelfEvaluation, 1, A.Chair).On(A.SelfEvaluation, item).OnItem(item);

        Assert.Equal((ItemState.LeadChecked, 0, Level.Lead), (undone.Item.State, undone.Votes.Count, undone.Item.Decided));
    }

    [Fact]
    public void A_red_light_takes_a_monitoring_sheet_to_the_group()
    {
        var item = A.StoryAfter(
            A.Monitoring, A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1, light: "red"),
            A.Submit(A.Monitoring, 1), A.Check(A.Monitoring, 1),
            A.Approve(A.Monitoring, 1, A.Chair));

        Assert.Equal((ItemState.Approved, Level.Group), (item.Item.State, item.Item.Decided));
    }

    [Fact]
    public void A_panel_is_the_units_group_with_its_chairs()
    {
        Membership[] members =
        [
            new("t:2", "乙", [Role.GroupMember], [], Key: "a"), new("t:1", "甲", [Role.GroupChair, Role.Lead], [], Key: "c"),
            new("t:3", "丙", [Role.Lead], [], Key: "d"), new("t:0", "丁", [Role.GroupChair], [], Key: "b"),
        ];

        var panel = Panel.Of(Quorum.All, members);

        Assert.Equal((Quorum.All, "a,c,b", "c,b"), (panel.Quorum, string.Join(',', panel.Members), string.Join(',', panel.Chairs)));
    }

    [Fact]
    public void A_panel_within_the_group_has_nobody_who_left_it_and_no_chair_who_is_none_any_more()
        => Assert.Equal(
            new Panel(Quorum.All, ["a", "b"], ["b"]),
            new Panel(Quorum.All, ["a", "b", "c"], ["a", "b", "c"]).Within(new(Quorum.Majority, ["b", "a", "d"], ["b", "d"])));

    [Fact]
    public void However_votes_come_in_at_most_one_verdict_is_carried()
        => Gen.Select(Gen.Enum<Quorum>(), Gen.Enum<Verdict>().Array[0, 5], Gen.Int[1, 5]).Sample((quorum, verdicts, size) =>
        {
            var panel = new Panel(quorum, [.. Enumerable.Range(0, size).Select(n => $"p{n}")], ["p0"]);
            var votes = verdicts.Take(size).Select((verdict, n) => new Ballot($"p{n}", verdict)).ToList();

            var outcome = GroupReview.Outcome(panel, votes);

            Assert.True(outcome is null || votes.Any(vote => vote.Verdict == outcome));
            Assert.Equal(outcome, GroupReview.Outcome(panel, votes.AsEnumerable().Reverse().ToList()));
            Assert.True(votes.Count < size || outcome is not null, "everyone has voted and nothing is decided");
        });

    private static Panel Three(Quorum quorum) => new(quorum, [A.Chair.Key, A.Member.Key, Second.Key], [A.Chair.Key]);

    /// <summary>With the group, and nobody has voted.</summary>
    private static ItemStory Before(Panel panel, PlannedStage? stage = null)
    {
        var asked = stage ?? A.SelfEvaluation;
        return A.StoryAfter(asked, [.. A.Until(asked, ItemState.Submitted), new ItemCommand.Check(asked.Id, A.Lead, 1, panel)]);
    }

    private static ItemStory Cast(Quorum quorum, string[] votes)
    {
        var item = Before(Three(quorum));
        foreach (var (by, vote) in new[] { A.Chair, A.Member, Second }.Zip(votes).Where(pair => pair.Second != "."))
        {
            item = Vote(item, by, vote);
        }

        return item;
    }

    private static ItemStory Vote(ItemStory item, Actor by, string vote)
    {
        var decision = Command(by, vote).On(A.SelfEvaluation, item);
        Assert.Null(decision.Refusal);
        return decision.OnItem(item);
    }

    private static ItemCommand Command(Actor by, string vote) => vote == "ok"
        ? new ItemCommand.Approve(A.SelfEvaluation.Id, by, 1)
        : new ItemCommand.Return(A.SelfEvaluation.Id, by, 1, "不同意", []);
}
