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
        => item.IsOwn(c.By.Person) ? Refusals.SamePerson : Counted(
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
        var before = item.Votes.FirstOrDefault(cast => cast.Person == vote.By.Person);
        var again = (before?.Verdict, before?.Grade, before?.Reason, before?.AnswerBy) == (vote.Verdict, vote.Grade, vote.Reason, vote.AnswerBy)
            && (before?.Points ?? []).SequenceEqual(vote.Points ?? []);
        var votes = (again ? item : item.Apply(vote)).Votes.RemoveAll(cast => !panel.Members.Contains(cast.Person));
        ItemEvent? outcome = GroupReview.Outcome(panel, votes) switch
        {
            Verdict.Approve => new ItemEvent.ItemApproved(
                vote.Stage,
                vote.By,
                vote.At,
                vote.Version,
                Level.Group,
                GroupReview.GradeOf(Verdict.Approve, votes),
                Trimmed(minutes),
                Trimmed(Reasons(votes, Verdict.Approve))),
            Verdict.Return => new ItemEvent.ItemReturned(
                vote.Stage,
                vote.By,
                vote.At,
                vote.Version,
                Level.Group,
                Reasons(votes, Verdict.Return),
                Points(votes),
                GroupReview.GradeOf(Verdict.Return, votes),
                votes.Where(cast => cast.Verdict == Verdict.Return && cast.AnswerBy > vote.At).Max(cast => cast.AnswerBy)),
            Verdict.Reject => new ItemEvent.ItemRejected(vote.Stage, vote.By, vote.At, vote.Version, Reasons(votes, Verdict.Reject)),
            _ => null,
        };
        return outcome is null ? again ? Nothing : vote
            : again || panel.Members.Length <= 1 ? outcome
            : Decision<ItemEvent>.Of(vote, outcome);
    }

    /// <summary>What all who carried the outcome had to say, the last speaker last; all who did not approve, when nobody carried it alone.</summary>
    private static string Reasons(IReadOnlyCollection<Vote> votes, Verdict verdict)
    {
        var carried = votes.Any(vote => vote.Verdict == verdict);
        return string.Join(
            ';',
            votes.Where(vote => carried ? vote.Verdict == verdict : vote.Verdict != Verdict.Approve).Select(vote => vote.Reason).OfType<string>().Distinct());
    }

    /// <summary>What all who returned it point at; where two point at the same, what both say. No more than can be answered.</summary>
    private static ImmutableArray<ReturnPoint> Points(IEnumerable<Vote> votes)
        => [.. votes
            .Where(vote => vote.Verdict == Verdict.Return)
            .SelectMany(vote => vote.Points ?? [])
            .GroupBy(point => point.At, (at, points) => new ReturnPoint(at, string.Join(';', points.Select(point => point.Text).Distinct())))
            .Take(TextLimits.MostPoints)];

    private static ReviewGrade? GradeOf(PlannedStage stage, ItemCommand.Approve c)
        => stage.Kind == StageKind.Targets ? c.Grade ?? ReviewGrade.Excellent : null;

    /// <summary>The four effects of a grade (domain.md §1.2), asked for once more.</summary>
    private static bool IsDone(PlannedStage stage, Item item, ItemCommand.Approve c)
        => item.Grade == GradeOf(stage, c) && (item.State, item.Grade) is
            (ItemState.Approved or ItemState.Locked or ItemState.Archived, _)
            or (ItemState.Returned, ReviewGrade.Fair)
            or (ItemState.Rejected, ReviewGrade.Poor);
}
