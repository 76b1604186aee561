using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Review.ReviewRefusalTests;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>Uploaded, submitted, checked and decided by different people, whatever the way; but for what the plan joins.</summary>
public sealed class SeparationTests
{
    private static readonly Actor All = A.Person("all", Role.SectionHead, Role.Lead, Role.GroupChair);
    private static readonly Panel Alone = new(Quorum.Chair, [All.Key, A.Chair.Key], [All.Key, A.Chair.Key]);

    [Fact]
    public void Whoever_uploaded_it_does_not_submit_it()
    {
        var draft = A.After(A.Targets, A.Upload(A.Targets, 1, All), A.Read(A.Targets, 1));

        Refused("SAME_PERSON", A.Submit(A.Targets, 1, All).On(A.Targets, draft));
        Assert.Single(A.Submit(A.Targets, 1).On(A.Targets, draft).Events);
        Assert.Single(Joining(A.Submit(A.Targets, 1, All), SeparatedDuty.Submit).On(A.Targets, draft).Events);
    }

    /// <summary>The same file under another version, sent by another, is still their work.</summary>
    [Fact]
    public void Whoever_uploaded_the_same_bytes_under_another_version_is_one_who_uploaded_it()
    {
        ItemEvent[] before =
        [
            new ItemEvent.SheetUploaded(A.Targets.Id, All, A.Now, 1, A.Sha(7), "a.xlsx"),
            new ItemEvent.SheetUploaded(A.Targets.Id, A.Head, A.Now, 2, A.Sha(8), "b.xlsx"),
            new ItemEvent.SheetUploaded(A.Targets.Id, A.Clerk, A.Now, 3, A.Sha(7), "d.xlsx"),
        ];
        var also = Separation.SendersBefore(before, A.Sha(7), A.Clerk.Key);
        var again = new ItemCommand.Upload(A.Targets.Id, A.Clerk, 2, A.Sha(7), "表.xlsx", Also: also);
        var item = A.After(A.Targets, A.Upload(A.Targets, 1, All, A.Sha(7)), A.Read(A.Targets, 1), again, A.Read(A.Targets, 2));

        Assert.Equal(All.Key, Assert.Single(also));
        Refused("SAME_PERSON", A.Submit(A.Targets, 2, All).On(A.Targets, item));
        Assert.Single(A.Submit(A.Targets, 2).On(A.Targets, item).Events);
        var other = A.After(
            A.Targets, A.Upload(A.Targets, 1, All, A.Sha(7)), A.Read(A.Targets, 1), A.Upload(A.Targets, 2), A.Read(A.Targets, 2));
        Assert.Single(A.Submit(A.Targets, 2, All).On(A.Targets, other).Events); // other bytes, another's
    }

    [Fact]
    public void Whoever_checked_it_does_not_decide_on_it()
    {
        var item = A.After(
            A.SelfEvaluation,
            [.. A.Until(A.SelfEvaluation, ItemState.Submitted), new ItemCommand.Check(A.SelfEvaluation.Id, All, 1, Alone)]);

        Assert.Equal(A.Chair.Key, Assert.Single(item.Panel!.Members));
        Refused("SAME_PERSON", A.Approve(A.SelfEvaluation, 1, All).On(A.SelfEvaluation, item));
        Refused("SAME_PERSON", A.Return(A.SelfEvaluation, 1, All).On(A.SelfEvaluation, item));
        Refused("SAME_PERSON", A.Override(A.SelfEvaluation, 1, by: All).On(A.SelfEvaluation, item));
        var approved = A.Approve(A.SelfEvaluation, 1).On(A.SelfEvaluation, item).OnItem(item);
        Refused("SAME_PERSON", A.Undo(A.SelfEvaluation, 1, All).On(A.SelfEvaluation, approved));
    }

    [Fact]
    public void Whoever_submitted_it_does_not_return_it_as_the_lead()
    {
        var item = A.After(A.Monitoring, A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1), A.Submit(A.Monitoring, 1, All));

        Refused("SAME_PERSON", A.Return(A.Monitoring, 1, All).On(A.Monitoring, item));
        Assert.Single(A.Return(A.Monitoring, 1).On(A.Monitoring, item).Events);
    }

    [Fact]
    public void Whoever_answered_a_rectification_does_not_close_it()
    {
        var item = A.After(
            A.Monitoring, [.. A.Until(A.Monitoring, ItemState.Submitted), A.Require(A.Monitoring), Answer(All)]);

        var separation = Separation.Of(UnitYearState.Empty, [
            new ItemEvent.RectificationAnswered(A.Monitoring.Id, A.Lead, A.Now, 1, "在办"),
            new ItemEvent.RectificationAnswered(A.Monitoring.Id, All, A.Now, 1, "已支付"),
            new ItemEvent.RectificationAnswered(A.Monitoring.Id, A.Lead, A.Now, 2, "已支付"),
        ]);

        Refused("SAME_PERSON", (Close(All) with { Separation = separation }).On(A.Monitoring, item));
        Assert.Single((Close(A.Lead) with { Separation = separation }).On(A.Monitoring, item).Events);
        Assert.Single(
            (Close(All) with { Separation = separation with { Joined = [SeparatedDuty.Check] } }).On(A.Monitoring, item).Events);

        static ItemCommand Answer(Actor by) => new ItemCommand.AnswerRectification(A.Monitoring.Id, by, 1, "已支付");

        static ItemCommand Close(Actor by) => new ItemCommand.CloseRectification(A.Monitoring.Id, by, 1, "整改到位");
    }

    /// <summary>Nobody decides on the edits that go with a 良: they are a lead's to confirm, and not of one who decided.</summary>
    [Fact]
    public void Whoever_checked_or_decided_on_it_does_not_supply_the_edits()
    {
        var voter = A.Person("voter", Role.SectionClerk, Role.GroupMember);
        var good = A.After(
            A.Targets,
            [
                .. A.Until(A.Targets, ItemState.Submitted),
                new ItemCommand.Check(A.Targets.Id, All, 1, new(Quorum.Majority, [voter.Key, A.Chair.Key], [A.Chair.Key])),
                A.Approve(A.Targets, 1, voter, ReviewGrade.Good), A.Approve(A.Targets, 1, A.Chair, ReviewGrade.Good),
            ]);
        var separation = Separation.Of(
            UnitYearState.Empty,
            [
                new ItemEvent.ItemApproved(
                    A.Targets.Id, A.Chair, A.Now, 1, Level.Group, ReviewGrade.Good, null, null, [voter.Key, A.Chair.Key]),
            ]);

        Assert.All(new[] { voter, All }, by =>
        {
            Refused("SAME_PERSON", (A.Upload(A.Targets, 2, by) with { Separation = separation }).On(A.Targets, good));
            var theirs = Edited(A.Upload(A.Targets, 2, by)); // their bytes, whoever sent them last
            Refused("SAME_PERSON", (A.Complete(A.Targets, 2) with { Separation = separation }).On(A.Targets, theirs));
            Assert.Single(Complete([SeparatedDuty.Decide]).On(A.Targets, theirs).Events);
        });
        Assert.Single(Complete([]).On(A.Targets, Edited(A.Upload(A.Targets, 2))).Events);

        Item Edited(ItemCommand upload)
        {
            var item = Joining(upload, SeparatedDuty.Decide).On(A.Targets, good).OnItem(good);
            return A.Read(A.Targets, 2).On(A.Targets, item).OnItem(item);
        }

        ItemCommand Complete(ImmutableArray<SeparatedDuty> joined) =>
            A.Complete(A.Targets, 2) with { Separation = separation with { Joined = joined } };
    }

    [Fact]
    public void What_the_plan_joins_one_person_may_do_and_nothing_more()
    {
        SeparatedDuty[] all = Enum.GetValues<SeparatedDuty>();
        var item = Item.New(A.SelfEvaluation.Id);
        foreach (var command in new[]
        {
            A.Upload(A.SelfEvaluation, 1, All), A.Read(A.SelfEvaluation, 1), A.Submit(A.SelfEvaluation, 1, All),
            new ItemCommand.Check(A.SelfEvaluation.Id, All, 1, Alone), A.Approve(A.SelfEvaluation, 1, All),
        })
        {
            var duty = command switch
            {
                ItemCommand.Submit => SeparatedDuty.Submit,
                ItemCommand.Check => SeparatedDuty.Check,
                ItemCommand.Approve => SeparatedDuty.Decide,
                _ => (SeparatedDuty?)null,
            };
            if (duty is not null)
            {
                Refused("SAME_PERSON", Joining(command, [.. all.Where(other => other != duty)]).On(A.SelfEvaluation, item));
            }

            item = Joining(command, all).On(A.SelfEvaluation, item).OnItem(item);
        }

        Assert.Equal(ItemState.Approved, item.State);
    }

    private static ItemCommand Joining(ItemCommand command, params SeparatedDuty[] joined)
        => command with { Separation = Separation.Usual with { Joined = [.. joined] } };
}
