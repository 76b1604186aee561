using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>The group's part: every reviewer's vote is an event, and so is the outcome as soon as the quorum is met.</summary>
public static partial class ReviewDecider
{
    private static Decision<ItemEvent> Voted(PlannedStage stage, Item item, ItemCommand.Approve c, DateTimeOffset now)
    {
        var grade = GradeOf(stage, c);
        var verdict = grade switch
        {
            ReviewGrade.Fair => Verdict.Return,
            ReviewGrade.Poor => Verdict.Reject,
            _ => Verdict.Approve,
        };
        return Counted(item, new(c.Stage, c.By, now, c.Version, verdict, grade, Trimmed(c.Reason)), c.Panel, c.Minutes);
    }

    private static Decision<ItemEvent> Voted(PlannedStage stage, Item item, ItemCommand.Return c, DateTimeOffset now)
        => item.IsOwn(c.By.Key) ? Refusals.SamePerson : Counted(
            item,
            new(c.Stage, c.By, now, c.Version, Verdict.Return, null, c.Reason!.Trim(), c.Points.IsDefault ? [] : c.Points, c.AnswerBy),
            c.Panel,
            null);

    /// <summary>
    /// A panel of one needs no vote beside its decision. A vote cast before is counted again when it comes again: the panel may have
    /// become smaller or the quorum lower since, and then it carries what it could not carry before.
    /// </summary>
    private static Decision<ItemEvent> Counted(Item item, ItemEvent.ItemVoted vote, Panel? asked, string? minutes)
    {
        var panel = (asked ?? Panel.Alone(vote.By)).Without(item.IsOwn);
        var ballot = Ballot.Of(vote);
        var again = item.Votes.Contains(ballot);
        var cast = again ? item.Votes : item.VotesWith(ballot);
        // A point that two name counts twice: each ballot keeps its own marks, and there is room in the state for no more.
        if (!again && (cast.Count > Panel.Most || cast.Sum(one => Mark.All(one.Points).Count()) > TextLimits.MostPoints))
        {
            return cast.Count > Panel.Most ? Refusals.PanelTooLarge : Refusals.PointsTooLong;
        }

        var votes = cast.RemoveAll(one => !panel.Members.Contains(one.By));
        ImmutableArray<string>? counted = again || panel.Members.Length > 1 ? [.. votes.Select(one => one.By)] : null;
        var verdict = GroupReview.Outcome(panel, votes);
        var reason = vote.Verdict == verdict ? vote.Reason : null;
        ItemEvent? outcome = verdict switch
        {
            Verdict.Approve => new ItemEvent.ItemApproved(
                vote.Stage,
                vote.By,
                vote.At,
                vote.Version,
                Level.Group,
                GroupReview.GradeOf(Verdict.Approve, votes),
                Trimmed(minutes),
                reason,
                counted),
            Verdict.Return => new ItemEvent.ItemReturned(
                vote.Stage,
                vote.By,
                vote.At,
                vote.Version,
                Level.Group,
                reason,
                vote is { Verdict: Verdict.Return, Points: { } points } ? points : [],
                GroupReview.GradeOf(Verdict.Return, votes),
                votes.Where(one => one.Verdict == Verdict.Return && one.AnswerBy > vote.At).Max(one => one.AnswerBy),
                counted),
            Verdict.Reject => new ItemEvent.ItemRejected(vote.Stage, vote.By, vote.At, vote.Version, reason, counted),
            _ => null,
        };
        return outcome is null ? again ? Nothing : vote
            : again || panel.Members.Length <= 1 ? outcome
            : Decision<ItemEvent>.Of(vote, outcome);
    }

    private static ReviewGrade? GradeOf(PlannedStage stage, ItemCommand.Approve c)
        => stage.Kind == StageKind.Targets ? c.Grade ?? ReviewGrade.Excellent : null;

    /// <summary>The four effects of a grade (field.md §1.2), asked for once more.</summary>
    private static bool IsDone(PlannedStage stage, Item item, ItemCommand.Approve c)
        => item.Grade == GradeOf(stage, c) && (item.State, item.Grade) is
            (ItemState.Approved or ItemState.Locked or ItemState.Archived, _)
            or (ItemState.Returned, ReviewGrade.Fair)
            or (ItemState.Rejected, ReviewGrade.Poor);
}
