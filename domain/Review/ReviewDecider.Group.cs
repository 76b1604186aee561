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
        return Counted(item, new(c.Stage, c.By, now, c.Version, verdict, grade, Trimmed(c.Reason)), c.Minutes);
    }

    private static Decision<ItemEvent> Voted(Item item, ItemCommand.Return c, DateTimeOffset now) => Counted(
        item,
        new(c.Stage, c.By, now, c.Version, Verdict.Return, null, c.Reason!.Trim(), c.Points.IsDefault ? [] : c.Points, c.AnswerBy),
        null);

    /// <summary>A panel of one needs no vote beside its decision.</summary>
    private static Decision<ItemEvent> Counted(Item item, ItemEvent.ItemVoted vote, string? minutes)
    {
        var panel = item.Panel ?? Panel.Alone(vote.By);
        var ballot = Ballot.Of(vote);
        if (!panel.Members.Contains(vote.By.Key))
        {
            return Refusals.NotOnPanel;
        }

        if (item.Votes.Contains(ballot))
        {
            return Nothing;
        }

        var votes = item.VotesWith(ballot);
        // A point that two name counts twice: each ballot keeps its own marks, and there is room in the state for no more.
        if (votes.Sum(one => Mark.All(one.Points).Count()) > TextLimits.MostPoints)
        {
            return Refusals.PointsTooLong;
        }

        var alone = panel.Members.Length == 1;
        return Outcome(panel, votes, vote, vote.Version, alone ? null : votes, vote, minutes) is not { } outcome ? vote
            : alone ? outcome
            : Decision<ItemEvent>.Of(vote, outcome);
    }

    /// <param name="by">Stage, person and instant of what brings it about.</param>
    /// <param name="told">Votes that are events of their own; null: the last is the decision itself.</param>
    /// <param name="last">Null where no vote but another panel brings it about.</param>
    /// <returns>Null while the quorum is not met.</returns>
    private static ItemEvent? Outcome(
        Panel panel, ImmutableList<Ballot> votes, ItemEvent by, int version, ImmutableList<Ballot>? told,
        ItemEvent.ItemVoted? last = null, string? minutes = null)
    {
        ImmutableArray<string>? counted = told is null ? null : [.. told.Select(one => one.By)];
        var verdict = GroupReview.Outcome(panel, votes);
        var reason = last?.Verdict == verdict ? last?.Reason : null;
        return verdict switch
        {
            Verdict.Approve => new ItemEvent.ItemApproved(
                by.Stage,
                by.By,
                by.At,
                version,
                Level.Group,
                GroupReview.GradeOf(Verdict.Approve, votes),
                Trimmed(minutes),
                reason,
                counted),
            Verdict.Return => new ItemEvent.ItemReturned(
                by.Stage,
                by.By,
                by.At,
                version,
                Level.Group,
                reason,
                last is { Verdict: Verdict.Return, Points: { } points } ? points : [],
                GroupReview.GradeOf(Verdict.Return, votes),
                votes.Where(one => one.Verdict == Verdict.Return && one.AnswerBy > by.At).Max(one => one.AnswerBy),
                counted),
            Verdict.Reject => new ItemEvent.ItemRejected(by.Stage, by.By, by.At, version, reason, counted),
            _ => null,
        };
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
