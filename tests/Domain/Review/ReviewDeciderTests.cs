using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class ReviewDeciderTests
{
    public static TheoryData<ItemState> States => [.. Enum.GetValues<ItemState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Targets_reach_every_state(ItemState state)
        => Assert.Equal(state, A.In(A.Targets, state).State);

    [Fact]
    public void Monitoring_is_approved_by_the_lead_without_a_check()
    {
        var item = A.After(
            A.Monitoring,
            A.Upload(A.Monitoring, 1),
            A.Read(A.Monitoring, 1),
            A.Submit(A.Monitoring, 1),
            A.Approve(A.Monitoring, 1, A.Lead));

        Assert.Equal((ItemState.Approved, Level.Lead, null), (item.State, item.Decided, item.Grade));
    }

    [Fact]
    public void Self_evaluation_goes_to_the_lead_and_then_to_the_group()
        => Assert.Equal(
            ["sheet-uploaded", "sheet-read", "item-submitted", "item-checked", "item-approved"],
            A.StoryIn(A.SelfEvaluation, ItemState.Approved).History.Select(line => line.What));

    [Theory]
    [InlineData(null, ItemState.Approved, ReviewGrade.Excellent)]
    [InlineData(ReviewGrade.Excellent, ItemState.Approved, ReviewGrade.Excellent)]
    [InlineData(ReviewGrade.Good, ItemState.Approved, ReviewGrade.Good)]
    [InlineData(ReviewGrade.Fair, ItemState.Returned, ReviewGrade.Fair)]
    [InlineData(ReviewGrade.Poor, ItemState.Rejected, ReviewGrade.Poor)]
    public void A_grade_of_targets_has_its_effect(ReviewGrade? grade, ItemState state, ReviewGrade noted)
    {
        var item = A.In(A.Targets, ItemState.LeadChecked);

        var graded = A.Approve(A.Targets, 1, grade: grade, reason: "指标需细化").On(A.Targets, item).OnItem(item);

        Assert.Equal((state, noted), (graded.State, graded.Grade));
    }

    [Fact]
    public void A_return_starts_a_new_round_and_a_reopening_a_new_attempt()
    {
        var returned = A.In(A.Targets, ItemState.Returned);
        var reopened = A.In(A.Targets, ItemState.Reopened);

        Assert.Equal((1, 2), (returned.Attempt, returned.Round));
        Assert.Equal((2, 1, null), (reopened.Attempt, reopened.Round, reopened.SubmittedVersion));
    }

    [Fact]
    public void A_return_keeps_its_reason_and_its_points()
    {
        var decision = A.Return(A.Targets, 1, reason: " 资金与预算不一致 ").On(A.Targets, A.In(A.Targets, ItemState.Submitted));

        var returned = Assert.IsType<ItemEvent.ItemReturned>(Assert.Single(decision.Events));
        Assert.Equal(("资金与预算不一致", Level.Lead), (returned.Reason, returned.Level));
        Assert.Equal(new ReturnPoint("自评表!F12", "请量化"), Assert.Single(returned.Points));
    }

    [Fact]
    public void A_new_sheet_under_the_leads_eyes_takes_the_item_back_to_draft()
    {
        var item = A.After(A.Targets, [.. A.Until(A.Targets, ItemState.Submitted), A.Upload(A.Targets, 2)]);

        Assert.Equal((ItemState.Draft, 2, null), (item.State, item.CurrentVersion, item.SubmittedVersion));
    }

    [Fact]
    public void Older_versions_are_read_one_after_the_other_and_each_once()
    {
        var item = A.After(A.Targets, A.Upload(A.Targets, 1), A.Upload(A.Targets, 2), A.Upload(A.Targets, 3), A.Read(A.Targets, 3));
        var read = A.Read(A.Targets, 1).On(A.Targets, item).OnItem(item);

        Assert.Equal<int>([2], read.Unread.Keys);
        Assert.Empty(A.Read(A.Targets, 1).On(A.Targets, read).Events);
        Assert.Equal((3, true), (read.CurrentVersion, read.Current!.Reading!.Ok));
        Assert.Equal(
            [false, true, false, null, null],
            new[] { (1, 1), (2, 2), (2, 9), (4, 4), (0, 0) }.Select(of => read.Awaits(of.Item1, A.Sha(of.Item2))));
    }

    [Fact]
    public void An_older_version_that_comes_again_finds_its_number_taken()
        => Assert.Equal(
            Refusals.VersionTaken,
            A.Upload(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1), A.Upload(A.Targets, 2))).Refusal);

    [Fact]
    public void The_first_reading_stands_and_a_failed_one_is_replaced()
    {
        var failed = A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1, failed: true));
        var read = A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1));

        Assert.Single(A.Read(A.Targets, 1).On(A.Targets, failed).Events);
        Assert.Empty(A.Read(A.Targets, 1, errors: 3).On(A.Targets, read).Events);
    }

    [Fact]
    public void A_sheet_uploaded_after_the_deadline_is_taken()
        => Assert.Single(
            ReviewDecider.Decide(A.Targets, Item.New(A.Targets.Id), A.Upload(A.Targets, 1), A.Targets.DueAt.AddDays(1)).Events);

    [Theory]
    [InlineData(ItemState.Submitted, "head", ItemState.Draft)]
    [InlineData(ItemState.LeadChecked, "lead", ItemState.Submitted)]
    [InlineData(ItemState.Returned, "lead", ItemState.Submitted)]
    [InlineData(ItemState.Approved, "chair", ItemState.LeadChecked)]
    [InlineData(ItemState.Rejected, "chair", ItemState.LeadChecked)]
    public void The_level_that_acted_last_may_undo(ItemState from, string person, ItemState to)
    {
        var by = new[] { A.Head, A.Lead, A.Chair }.Single(actor => actor.Key == person);

        Assert.Equal(to, A.After(A.Targets, [.. A.Until(A.Targets, from), A.Undo(A.Targets, 1, by)]).State);
    }

    [Theory]
    [InlineData(ItemState.LeadChecked, "head")]
    [InlineData(ItemState.Approved, "lead")]
    [InlineData(ItemState.Approved, "head")]
    public void No_one_undoes_what_the_next_level_has_acted_on(ItemState state, string person)
    {
        var by = new[] { A.Head, A.Lead, A.Chair }.Single(actor => actor.Key == person);

        Assert.Equal(Refusals.RoleRequired, A.Undo(A.Targets, 1, by).On(A.Targets, A.In(A.Targets, state)).Refusal);
    }

    [Fact]
    public void A_return_that_is_undone_leaves_its_round_so_that_no_round_is_waited_for_twice()
    {
        var returned = A.In(A.Targets, ItemState.Returned);

        var undone = A.Undo(A.Targets, 1, A.Lead).On(A.Targets, returned).OnItem(returned);

        Assert.Equal((2, ItemState.Submitted, 2), (returned.Round, undone.State, undone.Round));
    }

    [Fact]
    public void Nothing_is_undone_after_the_lock()
        => Assert.Equal(Refusals.NothingToUndo, A.Undo(A.Targets, 1, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Locked)).Refusal);

    [Fact]
    public void An_overridden_score_is_the_one_the_board_shows()
    {
        var item = A.After(
            A.SelfEvaluation,
            A.Upload(A.SelfEvaluation, 1),
            A.Read(A.SelfEvaluation, 1, score: 96.5m),
            A.Submit(A.SelfEvaluation, 1),
            A.Check(A.SelfEvaluation, 1),
            A.Override(A.SelfEvaluation, 1, 88m),
            A.Approve(A.SelfEvaluation, 1));

        Assert.Equal((ItemState.Approved, 88m), (item.State, ItemSummary.Of(item).Figures.Score));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void What_brought_an_item_to_its_state_changes_nothing_when_it_comes_again(ItemState state)
    {
        foreach (var stage in (PlannedStage[])[A.Targets, A.SelfEvaluation, A.Monitoring])
        {
            if (stage.Kind != StageKind.Targets && state is ItemState.Rejected or ItemState.LeadChecked)
            {
                continue;
            }

            var item = A.In(stage, state);
            foreach (var command in A.Until(stage, state))
            {
                Assert.Empty(command.On(stage, item).Events);
            }

            Assert.Null(A.Until(stage, state).LastOrDefault()?.On(stage, item).Refusal);
        }
    }

    [Fact]
    public void Figures_come_from_the_latest_stage_that_has_them()
    {
        var plan = new YearPlan("1", [A.Targets, A.SelfEvaluation with { DueAt = A.Targets.DueAt.AddDays(1) }]);
        var year = ProjectYear.Empty;
        foreach (var (stage, figures) in new[]
        {
            (A.SelfEvaluation, new SheetFigures(Spent: 90, Score: 95)),
            (A.Targets, new SheetFigures(Budget: 100, Spent: 0)),
        })
        {
            foreach (var command in (ItemCommand[])[A.Upload(stage, 1), new ItemCommand.Read(stage.Id, 1, new("r", 0, 0, figures))])
            {
                year = year.Decide(stage, command, A.Now).On(year);
            }
        }

        Assert.Equal(new SheetFigures(Budget: 100, Spent: 90, Score: 95), ProjectSummary.Of(year).Figures(plan));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void The_group_may_set_nothing_and_everything(int score)
        => Assert.Single(A.Override(A.SelfEvaluation, 1, score).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)).Events);

    [Theory]
    [InlineData(ItemState.Approved)]
    [InlineData(ItemState.Locked)]
    [InlineData(ItemState.Archived)]
    public void A_check_that_comes_after_the_approval_changes_nothing(ItemState state)
    {
        Assert.Equal(Decision<ItemEvent>.Nothing, A.Check(A.Targets, 1).On(A.Targets, A.In(A.Targets, state)));
        Assert.Equal(Refusals.WrongState, A.Check(A.Monitoring, 1).On(A.Monitoring, A.In(A.Monitoring, state)).Refusal);
    }

    [Fact]
    public void Edits_confirmed_once_more_change_nothing_and_other_edits_are_too_late()
    {
        var done = A.After(A.Targets, [
            .. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
            A.Upload(A.Targets, 2), A.Read(A.Targets, 2), A.Complete(A.Targets, 2)]);
        var locked = A.Lock(A.Targets).On(A.Targets, done).OnItem(done);

        Assert.All(new[] { done, locked }, item => Assert.Equal(Decision<ItemEvent>.Nothing, A.Complete(A.Targets, 2).On(A.Targets, item)));
        Assert.Equal(Refusals.StaleVersion, A.Complete(A.Targets, 1).On(A.Targets, locked).Refusal);
        Assert.Equal(Refusals.WrongState, A.Complete(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Locked)).Refusal);
    }

    [Fact]
    public void A_version_is_unknown_before_the_first_and_after_the_newest_and_stale_in_between()
    {
        var second = A.After(A.Targets, A.Upload(A.Targets, 1), A.Upload(A.Targets, 2), A.Read(A.Targets, 2));

        Assert.Equal(
            ["NO_SUCH_VERSION", "STALE_VERSION", null, "NO_SUCH_VERSION"],
            Enumerable.Range(0, 4).Select(version => A.Submit(A.Targets, version).On(A.Targets, second).Refusal?.Code));
        Assert.Equal(Refusals.NoSuchVersion, A.Submit(A.Targets, 0).On(A.Targets, Item.New(A.Targets.Id)).Refusal);
    }

    [Fact]
    public void Answers_are_kept_with_the_submission_and_left_out_where_there_are_none()
    {
        var draft = A.In(A.Targets, ItemState.Draft);

        Assert.Equal("自评表!F12", Answers(A.Submit(A.Targets, 1))?.Single().At);
        Assert.Null(Answers(new ItemCommand.Submit(A.Targets.Id, A.Head, 1)));
        Assert.Null(Answers(new ItemCommand.Submit(A.Targets.Id, A.Head, 1, [])));

        System.Collections.Immutable.ImmutableArray<ReturnPoint>? Answers(ItemCommand command)
            => Assert.IsType<ItemEvent.ItemSubmitted>(Assert.Single(command.On(A.Targets, draft).Events)).Answers;
    }

    [Fact]
    public void A_return_without_points_points_at_nothing()
    {
        foreach (var (stage, state, by) in new[]
        {
            (A.Monitoring, ItemState.Submitted, A.Lead),
            (A.Targets, ItemState.LeadChecked, A.Chair),
        })
        {
            var item = A.StoryIn(stage, state);
            item = new ItemCommand.Return(stage.Id, by, 1, "请量化", default).On(stage, item).OnItem(item);

            Assert.Equal((ItemState.Returned, 0, null), (item.Item.State, item.Points.Length, item.Item.At.Points));
        }
    }

    [Fact]
    public void Only_targets_have_an_adjustment_to_drop()
    {
        Assert.Equal(Decision<ItemEvent>.Nothing, A.Drop(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Locked)));
        Assert.Equal(Refusals.AdjustmentNotExpected, A.Drop(A.Monitoring).On(A.Monitoring, A.In(A.Monitoring, ItemState.Locked)).Refusal);
    }

    [Fact]
    public void Of_several_pieces_of_evidence_each_can_be_withdrawn()
    {
        var item = A.After(
            A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Draft), A.Attach(A.Monitoring, "e1"), A.Attach(A.Monitoring, "e2")]);

        Assert.Equal(["e1"], A.Withdraw(A.Monitoring, "e2").On(A.Monitoring, item).OnItem(item).Evidence.Keys);
    }

    [Fact]
    public void A_conclusion_is_given_once()
    {
        var closed = A.After(A.Monitoring, [
            .. A.Until(A.Monitoring, ItemState.Submitted), A.Require(A.Monitoring), A.Answer(A.Monitoring), A.Close(A.Monitoring)]);

        Assert.Equal(Decision<ItemEvent>.Nothing, A.Close(A.Monitoring).On(A.Monitoring, closed));
        Assert.Equal(Refusals.RectificationClosed, A.Close(A.Monitoring, conclusion: "仍不到位").On(A.Monitoring, closed).Refusal);
        Assert.Single(A.Require(A.Monitoring).On(A.Monitoring, closed).Events);
    }
}
