using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Stages;

/// <param name="Dissents">Decided otherwise than the group (不同意见).</param>
public sealed record VoteAnswer(string Name, Verdict Verdict, ReviewGrade? Grade, string? Reason, DateTimeOffset At, bool Dissents);

/// <summary>An item as the API shows it.</summary>
/// <param name="Version">The newest sheet; 0 when there is none. Commands name it.</param>
/// <param name="DueAt">The stage's deadline, or until when a return is to be answered.</param>
/// <param name="Overdue">Past its deadline and not with a reviewer or settled.</param>
/// <param name="Points">Of the last return; the next submission answers each.</param>
/// <param name="Figures">Of the sheet that counts; null while it is unread.</param>
/// <param name="Override">The group's score with its reason, beside the computed one.</param>
/// <param name="MissingEvidence">Indicators of the newest sheet that need evidence and have none.</param>
public sealed record ItemAnswer(
    StageId Stage,
    ItemState State,
    int Round,
    int Attempt,
    int Version,
    int? SubmittedVersion,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    bool Overdue,
    SheetFigures? Figures,
    string? Reason,
    IReadOnlyList<ReturnPoint> Points,
    ReviewGrade? Grade,
    bool EditsPending,
    decimal? OverriddenScore,
    ScoreOverride? Override,
    string? DataHash,
    IReadOnlyList<VoteAnswer> Votes,
    ReopeningAsked? ReopeningAsked,
    string? AdjustmentDocument,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<string> MissingEvidence,
    IReadOnlyList<Rectification> Rectifications,
    IReadOnlyList<HistoryLine> History)
{
    internal static ItemAnswer Of(PlannedStage stage, Item item, DateTimeOffset now) => new(
        stage.Id,
        item.State,
        item.Round,
        item.Attempt,
        item.CurrentVersion,
        item.SubmittedVersion,
        stage.OpensAt,
        item.AnswerBy ?? stage.DueAt,
        IsOverdue(stage, item.State, now, item.AnswerBy),
        item.Standing?.Reading?.Figures,
        item.Reason,
        item.Points,
        item.Grade,
        item.EditsPending,
        item.Override?.Score,
        item.Override,
        item.DataHash,
        [.. item.Votes.Select(vote => new VoteAnswer(
            vote.Name, vote.Verdict, vote.Grade, vote.Reason, vote.At, GroupReview.IsDissent(vote, item.State)))],
        item.ReopeningAsked,
        item.Adjustment?.Document,
        item.Evidence,
        [.. item.MissingEvidence],
        item.Rectifications,
        item.History);

    internal static bool IsOverdue(PlannedStage stage, ItemState state, DateTimeOffset now, DateTimeOffset? answerBy = null) =>
        now > (answerBy ?? stage.DueAt) && state is (ItemState.NotStarted or ItemState.Draft or ItemState.Returned or ItemState.Reopened);
}
