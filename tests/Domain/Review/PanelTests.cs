using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Review.ReviewRefusalTests;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>Who decides on an item is fixed when it comes to the group; another panel takes two people, and counts at once.</summary>
public sealed class PanelTests
{
    private static readonly Actor Second = A.Person("second", Role.GroupMember);
    private static readonly Panel Three = new(Quorum.Majority, [A.Chair.Key, A.Member.Key, Second.Key], [A.Chair.Key]);

    [Fact]
    public void NOT_ON_PANEL()
    {
        var late = A.Person("late", Role.GroupMember);

        Refused("NOT_ON_PANEL", A.Approve(A.SelfEvaluation, 1, late).On(A.SelfEvaluation, Checked()));
        Refused("NOT_ON_PANEL", A.Return(A.SelfEvaluation, 1, late).On(A.SelfEvaluation, Checked()));
        Refused("NOT_ON_PANEL", A.Override(A.SelfEvaluation, 1, by: late).On(A.SelfEvaluation, Checked()));
        Assert.Single(A.Override(A.SelfEvaluation, 1, by: Second).On(A.SelfEvaluation, Checked()).Events);
    }

    [Fact]
    public void Those_who_uploaded_submitted_or_checked_it_are_no_part_of_the_panel()
    {
        var everyone = new Panel(
            Quorum.All,
            [A.Clerk.Key, A.Head.Key, A.Lead.Key, A.Chair.Key, A.Member.Key],
            [A.Lead.Key, A.Chair.Key]);
        var check = new ItemCommand.Check(A.Targets.Id, A.Lead, 1, everyone);
        var submitted = A.In(A.Targets, ItemState.Submitted);
        var passed = check.On(A.Targets, submitted).OnItem(submitted);
        var joined = (check with { Separation = check.Separation with { Joined = [SeparatedDuty.Decide] } })
            .On(A.Targets, submitted).OnItem(submitted);

        Assert.Equal(new Panel(Quorum.All, [A.Chair.Key, A.Member.Key], [A.Chair.Key]), passed.Panel);
        Assert.Equal(everyone, joined.Panel);
    }

    [Fact]
    public void Who_took_a_decision_decides_again_when_it_is_taken_back_and_nobody_else_takes_it_back()
    {
        var returned = Then(Checked(), A.Return(A.SelfEvaluation, 1, A.Chair), A.Return(A.SelfEvaluation, 1, Second));

        var undone = A.Undo(A.SelfEvaluation, 1, A.Chair).On(A.SelfEvaluation, returned).OnItem(returned);

        Assert.Equal((ItemState.Returned, null), (returned.State, returned.Panel));
        Assert.Equal((ItemState.LeadChecked, Three, null), (undone.State, undone.Panel, undone.At.Panel));
        Refused("NOT_ON_PANEL", A.Undo(A.SelfEvaluation, 1, A.Person("new", Role.GroupChair)).On(A.SelfEvaluation, returned));
    }

    [Fact]
    public void Whoever_takes_a_check_back_and_checks_again_gives_the_item_to_nobody_else()
    {
        var others = new Panel(Quorum.Chair, [A.Chair.Key, "late"], ["late"]);
        var check = new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, others);

        var again = Then(Checked(), A.Undo(A.SelfEvaluation, 1, A.Lead), check);
        var afterReturn = Then(
            Checked(), A.Undo(A.SelfEvaluation, 1, A.Lead), A.Return(A.SelfEvaluation, 1, A.Lead), A.Undo(A.SelfEvaluation, 1, A.Lead),
            check);
        var byMember = Then(
            Checked(), A.Undo(A.SelfEvaluation, 1, A.Lead), check with { By = A.Person(Second.Key, Role.Lead, Role.GroupMember) });
        var submittedAgain = Then(
            Checked(), A.Undo(A.SelfEvaluation, 1, A.Lead), A.Undo(A.SelfEvaluation, 1, A.Head), A.Submit(A.SelfEvaluation, 1), check);

        Assert.Equal((Three, Three), (again.Panel, afterReturn.Panel));
        Assert.Equal(Three.Without(key => key == Second.Key), byMember.Panel); // who checked it decides no more
        Assert.Equal(others, submittedAgain.Panel); // it comes to the group anew
    }

    [Fact]
    public void A_chair_who_came_later_takes_no_note_on_it()
    {
        var red = A.After(
            A.Monitoring,
            A.Upload(A.Monitoring, 1), A.ReadRed(A.Monitoring, 1, "execution"), A.Submit(A.Monitoring, 1),
            new ItemCommand.Check(A.Monitoring.Id, A.Lead, 1, Three));
        var note = A.Note(A.Monitoring, 1);

        Refused("NOT_ON_PANEL", (note with { By = A.Person("late", Role.GroupChair) }).On(A.Monitoring, red));
        Assert.Single(note.On(A.Monitoring, red).Events);
    }

    [Fact]
    public void PANEL_EMPTY()
    {
        var group = new Panel(Quorum.Majority, [A.Lead.Key, A.Head.Key], []);

        Refused("PANEL_EMPTY", new ItemCommand.Check(A.Targets.Id, A.Lead, 1, group).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("PANEL_EMPTY", Ask(Three, A.Chair.Key, A.Member.Key, Second.Key).On(A.SelfEvaluation, Checked()));
    }

    [Fact]
    public void Another_panel_counts_the_votes_at_once_and_settles_by_them()
    {
        var voted = Then(Checked(), A.Approve(A.SelfEvaluation, 1, Second), Ask(Three, A.Chair.Key));

        var decision = Consent(A.UnitHead, A.Chair.Key).On(A.SelfEvaluation, voted);

        Assert.Equal(
            [typeof(ItemEvent.PanelChanged)],
            decision.Events.Select(happened => happened.GetType())); // one of two is no majority
        var both = Then(
            Checked(), A.Approve(A.SelfEvaluation, 1, Second), A.Return(A.SelfEvaluation, 1, A.Chair),
            Ask(Three, A.Chair.Key, A.Member.Key));
        var settled = Consent(A.UnitHead, A.Chair.Key, A.Member.Key).On(A.SelfEvaluation, both);
        Assert.Equal(
            [typeof(ItemEvent.PanelChanged), typeof(ItemEvent.ItemApproved)],
            settled.Events.Select(happened => happened.GetType()));
        Assert.Equal(
            (ItemState.Approved, Level.Group, "second"),
            (
                settled.OnItem(both).State,
                settled.OnItem(both).Decided,
                Assert.Single(((ItemEvent.ItemApproved)settled.Events[1]).Counted!.Value)));
    }

    [Fact]
    public void A_lower_quorum_settles_what_has_been_voted_on()
    {
        var all = Three with { Quorum = Quorum.All };
        var item = Then(Checked(all), A.Approve(A.SelfEvaluation, 1, A.Chair), A.Approve(A.SelfEvaluation, 1, Second), Ask(Three));

        Assert.Equal(ItemState.Approved, Consent(A.UnitHead).On(A.SelfEvaluation, item).OnItem(item).State);
    }

    [Fact]
    public void Votes_of_those_who_left_the_panel_count_no_more_and_are_not_shown()
    {
        var story = A.StoryAfter(
            A.SelfEvaluation,
            [
                .. A.Until(A.SelfEvaluation, ItemState.Submitted), new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, Three),
                A.Return(A.SelfEvaluation, 1, Second), Ask(Three, Second.Key), Consent(A.UnitHead, Second.Key),
            ]);

        Assert.Equal(
            (ItemState.LeadChecked, 0, 0, "panel-asked 离任,panel-changed "),
            (story.Item.State, story.Votes.Count, story.Item.Votes.Count,
                string.Join(',', story.History.TakeLast(2).Select(line => $"{line.What} {line.Reason}"))));
        Refused("NOT_ON_PANEL", A.Approve(A.SelfEvaluation, 1, Second).On(A.SelfEvaluation, story));
    }

    [Fact]
    public void SAME_PERSON()
    {
        var chair = A.Person("both", Role.Lead, Role.GroupChair);
        var asked = Then(Checked(), Ask(Three, Second.Key) with { By = chair });

        Refused("SAME_PERSON", Consent(chair, Second.Key).On(A.SelfEvaluation, asked));
        Refused("SAME_PERSON", Consent(A.Person(Second.Key, Role.UnitHead), Second.Key).On(A.SelfEvaluation, asked)); // whose going it is
        Assert.Single(Consent(A.Chair, Second.Key).On(A.SelfEvaluation, asked).Events);
        Assert.All(
            [A.Clerk.Key, A.Head.Key, A.Lead.Key], // whose work it is, or who checked it
            key => Refused("SAME_PERSON", Consent(A.Person(key, Role.UnitHead), Second.Key).On(A.SelfEvaluation, asked)));
        var chairs = Three with { Chairs = [A.Chair.Key, A.Member.Key] };
        Refused(
            "SAME_PERSON",
            new ItemCommand.ConsentToPanel(A.SelfEvaluation.Id, A.Person(A.Member.Key, Role.GroupChair), chairs).On(
                A.SelfEvaluation, Then(Checked(), Ask(chairs)))); // who would be a chair
    }

    [Fact]
    public void ROLE_REQUIRED()
    {
        var asked = Then(Checked(), Ask(Three, Second.Key));

        Assert.All(
            new[] { A.Clerk, A.Head, A.Member, A.UnitHead, A.Auditor },
            by => Refused("ROLE_REQUIRED", (Ask(Three, Second.Key) with { By = by }).On(A.SelfEvaluation, Checked())));
        Assert.All(
            new[] { A.Clerk, A.Head, A.Lead, A.Member, A.Auditor },
            by => Refused("ROLE_REQUIRED", Consent(by, Second.Key).On(A.SelfEvaluation, asked)));
    }

    [Fact]
    public void PANEL_NOT_ASKED()
    {
        var refused = Then(Checked(), Ask(Three, Second.Key), new ItemCommand.RefusePanel(A.SelfEvaluation.Id, A.UnitHead, "不必"));

        Assert.All(new[] { Checked(), refused }, item =>
        {
            Refused("PANEL_NOT_ASKED", Consent(A.UnitHead).On(A.SelfEvaluation, item));
            Refused("PANEL_NOT_ASKED", new ItemCommand.RefusePanel(A.SelfEvaluation.Id, A.UnitHead, "不必").On(A.SelfEvaluation, item));
        });
    }

    [Fact]
    public void PANEL_UNCHANGED() => Refused("PANEL_UNCHANGED", Ask(Three).On(A.SelfEvaluation, Checked()));

    [Fact]
    public void NOT_IN_GROUP() => Refused("NOT_IN_GROUP", Ask(Three, "nobody").On(A.SelfEvaluation, Checked()));

    [Fact]
    public void REASON_REQUIRED()
    {
        Refused("REASON_REQUIRED", (Ask(Three, Second.Key) with { Reason = " " }).On(A.SelfEvaluation, Checked()));
        Refused("REASON_REQUIRED", new ItemCommand.RefusePanel(A.SelfEvaluation.Id, A.UnitHead, "").On(
            A.SelfEvaluation, Then(Checked(), Ask(Three, Second.Key))));
    }

    [Fact]
    public void WRONG_STATE()
    {
        var approved = A.In(A.SelfEvaluation, ItemState.Approved);

        Refused("WRONG_STATE", Ask(Three, Second.Key).On(A.SelfEvaluation, approved));
        Refused("WRONG_STATE", Consent(A.UnitHead).On(A.SelfEvaluation, approved));
    }

    [Fact]
    public void Asked_twice_for_the_same_nothing_happens_and_for_others_the_last_word_counts()
    {
        var asked = Then(Checked(), Ask(Three, Second.Key));

        Assert.Empty(Ask(Three, Second.Key).On(A.SelfEvaluation, asked).Events);
        var other = Then(asked, Ask(Three, A.Member.Key), Consent(A.UnitHead, A.Member.Key));
        Assert.Equal<string>([A.Chair.Key, Second.Key], other.Panel!.Members);
        Refused("PANEL_NOT_ASKED", Consent(A.UnitHead, Second.Key).On(A.SelfEvaluation, Then(asked, Ask(Three, A.Member.Key))));
    }

    private static ItemCommand.AskPanel Ask(Panel group, params string[] without)
        => new(A.SelfEvaluation.Id, A.Lead, "离任", [.. without], group);

    private static ItemCommand.ConsentToPanel Consent(Actor by, params string[] without)
        => new(A.SelfEvaluation.Id, by, Three.Without(without.Contains));

    private static Item Checked(Panel? panel = null) => A.After(
        A.SelfEvaluation,
        [.. A.Until(A.SelfEvaluation, ItemState.Submitted), new ItemCommand.Check(A.SelfEvaluation.Id, A.Lead, 1, panel ?? Three)]);

    private static Item Then(Item item, params ReadOnlySpan<ItemCommand> commands)
    {
        foreach (var command in commands)
        {
            var decision = command.On(A.SelfEvaluation, item);
            Assert.Null(decision.Refusal);
            item = decision.OnItem(item);
        }

        return item;
    }
}
