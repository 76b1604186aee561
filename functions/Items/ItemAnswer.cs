using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;

namespace PerfFlow.Functions.Items;

/// <param name="Dissents">Decided otherwise than the group (不同意见).</param>
public sealed record VoteAnswer(string Name, Verdict Verdict, ReviewGrade? Grade, string? Reason, DateTimeOffset At, bool Dissents);

/// <summary>The group knows why a round is red: until a quarter is over the same cause does not come to it again.</summary>
/// <param name="Cause"><c>execution</c>, or the id of an indicator.</param>
/// <param name="Until">Last month of the quarter.</param>
/// <param name="Stage">The round that it was taken on: this one, or one before.</param>
/// <param name="Person">Person id.</param>
/// <param name="Minutes">Number of the meeting's minutes.</param>
public sealed record NoteAnswer(
    string Cause, int Until, StageId Stage, string Person, string Name, DateTimeOffset At, string Reason, string? Minutes);

/// <summary>The lead wants the item opened again; the chair has not decided yet.</summary>
/// <param name="Person">Person id.</param>
/// <param name="AnswerBy">Until when the section is to hand it in again; null: by the stage's deadline.</param>
public sealed record ReopeningAnswer(string Person, string Name, string Reason, DateTimeOffset At, DateTimeOffset? AnswerBy);

/// <param name="Person">Person id.</param>
/// <param name="Voted">On the version under review.</param>
public sealed record PanelMember(string Person, string Name, bool Chair, bool Voted);

/// <summary>Who decides on the item in the group, whatever becomes of the group.</summary>
public sealed record PanelAnswer(Quorum Quorum, IReadOnlyList<PanelMember> Members)
{
    internal static PanelAnswer Of(Panel panel, Item item, People people) => new(
        panel.Quorum,
        [.. panel.Members.Select(key => new PanelMember(
            people.IdOf(key), people.NameOf(key), panel.Chairs.Contains(key), item.Votes.Exists(vote => vote.By == key)))]);
}

/// <summary>Others are to decide on the item; a second person has not agreed yet.</summary>
/// <param name="Person">Person id of who asked.</param>
public sealed record PanelAskedAnswer(string Person, string Name, PanelAnswer Panel);

/// <summary>An item as the API shows it, with person ids in the place of keys.</summary>
/// <param name="Version">The newest sheet; 0 when there is none. Commands name it.</param>
/// <param name="DueAt">The stage's deadline, or until when a return is to be answered.</param>
/// <param name="Overdue">Past its deadline and not with a reviewer or settled.</param>
/// <param name="Reason">Of the last return, approval, rejection or reopening.</param>
/// <param name="Points">Of the last return, with the answers once it is handed in again, until the item is decided on.</param>
/// <param name="Figures">Of the sheet that counts; null while it is unread.</param>
/// <param name="Override">The group's score with its reason, beside the computed one.</param>
/// <param name="Noted">Red of nothing but what the group has taken note of: it does not go to the group.</param>
/// <param name="Notes">Taken on this round, or before on what makes it red, and still holding.</param>
/// <param name="Panel">Null while it is not with the group.</param>
/// <param name="Exchanges">What was asked and answered in every round, in its order.</param>
/// <param name="MissingEvidence">Indicators of the newest sheet that need evidence and have none.</param>
[NeedsPeople]
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
    IReadOnlyList<AnsweredPoint> Points,
    ReviewGrade? Grade,
    bool EditsPending,
    decimal? OverriddenScore,
    ScoreOverride? Override,
    string? DataHash,
    IReadOnlyList<VoteAnswer> Votes,
    PanelAnswer? Panel,
    PanelAskedAnswer? PanelAsked,
    ReopeningAnswer? ReopeningAsked,
    string? AdjustmentDocument,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<string> MissingEvidence,
    IReadOnlyList<Rectification> Rectifications,
    bool Noted,
    IReadOnlyList<NoteAnswer> Notes,
    IReadOnlyList<ExchangeAnswer> Exchanges,
    IReadOnlyList<HistoryLine> History)
{
    internal static ItemAnswer Of(PlannedStage stage, ItemStory story, DateTimeOffset now, People people) =>
        Of(stage, story.Item, story, now, people);

    private static ItemAnswer Of(PlannedStage stage, Item item, ItemStory story, DateTimeOffset now, People people) => new(
        stage.Id,
        item.State,
        item.Round,
        item.Attempt,
        item.CurrentVersion,
        item.SubmittedVersion,
        stage.OpensAt,
        stage.DueFor(item.AnswerBy),
        stage.IsOverdue(item.State, now, item.AnswerBy),
        item.Standing?.Reading?.Figures,
        story.Reason,
        story.Points,
        item.Grade,
        item.EditsPending,
        story.Override?.Score,
        story.Override,
        story.DataHash,
        [.. story.Votes.Select(vote => new VoteAnswer(
            people.NameOf(vote.By), vote.Verdict, vote.Grade, vote.Reason, vote.At, GroupReview.IsDissent(vote.Verdict, item.State)))],
        item.Panel is { } panel ? PanelAnswer.Of(panel, item, people) : null,
        item.PanelAsked is { } wanted
            ? new(people.IdOf(wanted.By), people.NameOf(wanted.By), PanelAnswer.Of(story.PanelAsked!, item, people))
            : null,
        story.ReopeningAsked is { } asked
            ? new(people.IdOf(asked.By), people.NameOf(asked.By), asked.Reason, asked.At, asked.AnswerBy)
            : null,
        story.AdjustmentDocument,
        story.Evidence,
        [.. item.MissingEvidence],
        [.. story.Rectifications.Select(required => required with { RequiredBy = people.IdOf(required.RequiredBy) })],
        item.At.Noted,
        [.. story.NotesFor(stage).Select(told => new NoteAnswer(
            told.Note.Cause,
            told.Note.Until,
            told.Stage,
            people.IdOf(told.By),
            people.NameOf(told.By),
            told.At,
            told.Reason,
            told.Minutes))],
        [.. story.Exchanges.Select(exchange => ExchangeAnswer.Of(exchange, people))],
        [.. story.History.Select(line => line with { By = people.IdOf(line.By) })]);
}
