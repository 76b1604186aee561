using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;

namespace PerfFlow.Domain.Review;

public sealed partial record Item
{
    /// <param name="version">Number of the event in the project's stream.</param>
    public Item Apply(ItemEvent happened, int version) => happened switch
    {
        ItemEvent.SheetUploaded uploaded => Received(uploaded),
        ItemEvent.SheetRead read when Sheets.TryGetValue(read.Version, out var sheet)
            => this with { Sheets = Sheets.SetItem(read.Version, sheet with { Reading = read.Reading }) },
        ItemEvent.SheetRead read => this with { Unread = Unread.Remove(read.Version) },
        ItemEvent.ItemSubmitted submitted => Decision(Level.Section, At with
        {
            State = ItemState.Submitted,
            Version = submitted.Version,
            By = submitted.By.Key,
            SubmittedAt = submitted.At,
            Review = version,
            Override = null,
            Points = null,
            AnswerBy = null,
            Noted = submitted.Noted,
            CheckedBy = null,
        }),
        ItemEvent.ItemChecked passed => Decision(Level.Lead, At with { State = ItemState.LeadChecked, CheckedBy = passed.By.Key }) with
        {
            Panel = passed.Panel,
        },
        ItemEvent.ItemVoted voted => this with { Votes = VotesWith(Ballot.Of(voted)) },
        ItemEvent.ItemReturned returned => Decision(returned.Level, At with
        {
            State = ItemState.Returned,
            Review = null,
            Grade = returned.Grade,
            Points = PointsOf(returned),
            AnswerBy = returned.AnswerBy,
        }) with
        {
            Round = Round + 1,
            SentBackAt = returned.At,
        },
        ItemEvent.ItemApproved approved => Decision(approved.Level, At with
        {
            State = ItemState.Approved,
            Grade = approved.Grade,
            EditsPending = approved.Grade == ReviewGrade.Good,
            ApprovedAt = approved.At,
        }) with
        {
            Approved = (Sheets[approved.Version].Reading?.Basis is null ? Approved : [])
                .Add(ApprovedAs(approved.Version, NewInitialBudget())),
        },
        ItemEvent.ItemRejected when IsAdjusting => Back(),
        ItemEvent.ItemRejected => Decision(Level.Group, At with { State = ItemState.Rejected, Review = null, Grade = ReviewGrade.Poor }),
        ItemEvent.ScoreOverridden overridden => this with
        {
            At = At with
            {
                Override = new ScoreOverride(overridden.Score, overridden.Grade, overridden.Reason, Standing?.Reading?.Figures.Score)
                    .Brief(),
            },
            Votes = [], // they were on another score
        },
        ItemEvent.DecisionUndone undone => this with
        {
            At = At.Before! with
            {
                Review = At.Before.State is ItemState.Submitted or ItemState.LeadChecked ? At.Review ?? version : null,
                Panel = null,
            },
            Round = undone.Round,
            Approved = State == ItemState.Approved ? Approved.RemoveAt(Approved.Count - 1) : Approved,
            Votes = [],
            Panel = undone.Panel,
            PanelAsked = null,
            ReopeningAsked = null,
        },
        ItemEvent.PanelAsked asked => this with { PanelAsked = new(asked.By.Key, asked.Panel.Mark) },
        ItemEvent.PanelRefused => this with { PanelAsked = null },
        ItemEvent.PanelChanged changed => this with
        {
            Panel = changed.Panel,
            PanelAsked = null,
            Votes = Votes.RemoveAll(vote => !changed.Panel.Members.Contains(vote.By)),
        },
        ItemEvent.ItemCompleted completed => Settled(At with { Version = completed.Version, EditsPending = false }) with
        {
            Sheets = Kept(CurrentVersion, completed.Version, Adjusted?.Version),
            Approved = Approved.SetItem(Approved.Count - 1, ApprovedAs(completed.Version, Approved[^1].InitialBudget)),
        },
        ItemEvent.ReopeningAsked asked => this with { ReopeningAsked = new(asked.By.Key, asked.AnswerBy) },
        ItemEvent.ReopeningRefused => this with { ReopeningAsked = null },
        ItemEvent.ItemReopened reopened => Opened(reopened, null) with { At = new(ItemState.Reopened, AnswerBy: reopened.AnswerBy) },
        ItemEvent.AdjustmentOpened opened => Opened(opened, At),
        ItemEvent.AdjustmentDropped => Back(),
        ItemEvent.EvidenceAttached attached => this with { Evidence = Evidence.SetItem(attached.Evidence.Id, attached.Evidence.Indicator) },
        ItemEvent.EvidenceWithdrawn withdrawn => this with { Evidence = Evidence.Remove(withdrawn.Id) },
        ItemEvent.RectificationRequired required => this with
        {
            Rectifications = Rectifications.Add(new(required.At, MarkOf(required.Indicator, required.Requirement))),
        },
        ItemEvent.RectificationAnswered answered => With(answered.Id, asked => asked with { Answer = Mark.Of(answered.Answer) }),
        ItemEvent.RectificationClosed closed => With(closed.Id, asked => asked with { Conclusion = Mark.Of(closed.Conclusion) }),
        ItemEvent.RedNoted noted => this with
        {
            NotesTaken = Notes.RemoveAll(note => note.Cause == noted.Cause).Add(ToldNote.NoteOf(noted)),
        },
        ItemEvent.ItemLocked => Settled(At with { State = ItemState.Locked, Review = null }) with
        {
            Sheets = Kept(CurrentVersion, SubmittedVersion, null),
            Adjusted = null,
        },
        ItemEvent.ItemArchived => Settled(At with { State = ItemState.Archived }),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };

    internal static string MarkOf(string? indicator, string requirement) => Mark.Of($"{indicator}\n{requirement}");

    /// <summary>
    /// A newer version takes the item back to the section's draft, or waits beside the approved one while edits are agreed on.
    /// </summary>
    private Item Received(ItemEvent.SheetUploaded uploaded)
    {
        var settles = EditsPending ? SubmittedVersion : null;
        var kept = this with
        {
            CurrentVersion = uploaded.Version,
            LastDay = new(BeijingTime.DayOf(uploaded.At), UploadsOn(uploaded.At) + 1),
            Unread = Current is { Reading: null } older ? Unread.Add(older.Version, Mark.Of(older.Sha256)) : Unread,
            Sheets = Kept(settles, Adjusted?.Version, null).Add(
                uploaded.Version, new(uploaded.Version, uploaded.Sha256, uploaded.By.Key, null, uploaded.Also)),
        };
        return EditsPending
            ? kept.Settled(At)
            : kept.Settled(At with
            {
                State = ItemState.Draft,
                Version = null,
                By = null,
                SubmittedAt = null,
                Review = null,
                Override = null,
                Noted = false,
                CheckedBy = null,
            });
    }

    /// <summary>Something the level that did it may undo.</summary>
    private Item Decision(Level level, Position at)
        => this with { At = at with { Decided = level, Before = At with { Panel = Panel } }, Votes = [], Panel = null, PanelAsked = null };

    /// <summary>Something nobody undoes.</summary>
    private Item Settled(Position at) => this with
    {
        At = at with { Decided = null, Before = null },
        Votes = [],
        Panel = null,
        PanelAsked = null,
    };

    private Item Opened(ItemEvent happened, Position? adjusted) => this with
    {
        At = new(ItemState.Reopened),
        Adjusted = adjusted,
        Attempt = Attempt + 1,
        Round = 1,
        Sheets = Kept(CurrentVersion, adjusted?.Version, null),
        Votes = [],
        Panel = null,
        PanelAsked = null,
        ReopeningAsked = null,
        SentBackAt = happened.At,
    };

    /// <summary>The targets that stood before an adjustment stand again; what came in meanwhile is kept.</summary>
    private Item Back() => this with
    {
        At = Adjusted!,
        Adjusted = null,
        Sheets = Kept(CurrentVersion, Adjusted!.Version, null),
        Votes = [],
        Panel = null,
        PanelAsked = null,
        ReopeningAsked = null,
    };

    private ImmutableSortedDictionary<int, KeptSheet> Kept(params ReadOnlySpan<int?> versions)
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<int, KeptSheet>();
        foreach (var version in versions)
        {
            if (version is { } number && Sheets.TryGetValue(number, out var sheet))
            {
                kept[number] = sheet;
            }
        }

        return kept.ToImmutable();
    }

    private ApprovedSheet ApprovedAs(int version, decimal? initialBudget) => new(version, Sheets[version].Reading?.Id, initialBudget);

    /// <summary>
    /// What the next approved sheet leaves as 年初预算数. One that adjusts leaves what was approved before any adjustment. One that was opened
    /// again takes the place of the sheet it mends, in whose figures a mistake was found: before an adjustment its own total is the initial
    /// budget, after one the initial budget stays.
    /// </summary>
    /// <returns>Null where there is none yet, and where an earlier sheet says it.</returns>
    private decimal? NewInitialBudget()
        => InitialBudget is null && Adjusted?.Version is { } before ? Sheets[before].Reading?.Figures.Budget : null;

    /// <summary>What all who returned it point at.</summary>
    private string? PointsOf(ItemEvent.ItemReturned returned)
        => returned.Counted is { } counted
            ? Mark.Joined(
                Votes.Where(vote => vote.Verdict == Verdict.Return && counted.Contains(vote.By)).SelectMany(vote => Mark.All(vote.Points)))
            : Mark.OfAll((returned.Points.IsDefault ? [] : returned.Points).Select(point => point.At));

    private Item With(int rectification, Func<KeptRectification, KeptRectification> change)
        => this with { Rectifications = Rectifications.SetItem(rectification - 1, change(Rectifications[rectification - 1])) };
}
