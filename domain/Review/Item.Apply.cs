using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Review;

public sealed partial record Item
{
    public Item Apply(ItemEvent happened) => happened switch
    {
        ItemEvent.SheetUploaded uploaded => Received(uploaded),
        ItemEvent.SheetRead read => Noted(happened, "sheet-read", read.Version) with
        {
            Sheets = Sheets.SetItem(read.Version, Sheets[read.Version] with { Reading = read.Reading }),
            Before = Before?.Apply(happened),
        },
        ItemEvent.ItemSubmitted submitted => Decision(happened, Level.Section, "item-submitted", submitted.Version) with
        {
            State = ItemState.Submitted,
            SubmittedVersion = submitted.Version,
            SubmittedBy = submitted.By.Person,
            Votes = [],
            Override = null,
            Reason = null,
            Points = [],
            AnswerBy = null,
        },
        ItemEvent.ItemChecked passed => Decision(happened, Level.Lead, "item-checked", passed.Version) with { State = ItemState.LeadChecked },
        ItemEvent.ItemVoted voted => Noted(happened, "item-voted", voted.Version, voted.Reason) with
        {
            Votes = Votes.RemoveAll(vote => vote.Person == voted.By.Person)
                .Add(new(voted.By.Person, voted.By.Name, voted.Verdict, voted.Grade, voted.Reason, voted.At, voted.Points, voted.AnswerBy)),
        },
        ItemEvent.ItemReturned returned => Decision(happened, returned.Level, "item-returned", returned.Version, returned.Reason) with
        {
            State = ItemState.Returned,
            Round = Round + 1,
            Grade = returned.Grade,
            Reason = returned.Reason,
            Points = returned.Points.IsDefault ? [] : returned.Points,
            AnswerBy = returned.AnswerBy,
        },
        ItemEvent.ItemApproved approved => Decision(happened, approved.Level, "item-approved", approved.Version, approved.Reason) with
        {
            State = ItemState.Approved,
            Grade = approved.Grade,
            Reason = approved.Reason,
            EditsPending = approved.Grade == ReviewGrade.Good,
            Adjustment = null,
        },
        ItemEvent.ItemRejected rejected when Adjustment is { } adjustment => Back(adjustment, happened, "item-rejected", rejected.Reason),
        ItemEvent.ItemRejected rejected => Decision(happened, Level.Group, "item-rejected", rejected.Version, rejected.Reason) with
        {
            State = ItemState.Rejected,
            Grade = ReviewGrade.Poor,
            Reason = rejected.Reason,
        },
        ItemEvent.ScoreOverridden overridden => Noted(happened, "score-overridden", overridden.Version, overridden.Reason) with
        {
            Override = new(overridden.Score, overridden.Grade, overridden.Reason, Standing?.Reading?.Figures.Score),
            Votes = [], // they were on another score
        },
        ItemEvent.DecisionUndone undone => Before! with
        {
            Round = undone.Round ?? Before.Round,
            Votes = [],
            Evidence = Evidence,
            Rectifications = Rectifications,
            History = Noted(undone, "decision-undone", undone.Version).History,
        },
        ItemEvent.ItemCompleted completed => Settled(happened, "item-completed", completed.Version) with
        {
            SubmittedVersion = completed.Version,
            EditsPending = false,
        },
        ItemEvent.ReopeningAsked asked => Noted(happened, "reopening-asked", reason: asked.Reason) with
        {
            ReopeningAsked = new(asked.By.Person, asked.By.Name, asked.Reason, asked.At, asked.AnswerBy),
        },
        ItemEvent.ReopeningRefused refused => Noted(happened, "reopening-refused", reason: refused.Reason) with { ReopeningAsked = null },
        ItemEvent.ItemReopened reopened => Opened(happened, "item-reopened", reopened.Reason) with { AnswerBy = reopened.AnswerBy },
        ItemEvent.AdjustmentOpened opened => Opened(happened, "adjustment-opened", opened.Reason) with
        {
            Adjustment = new(opened.Reason, opened.Document, this),
        },
        ItemEvent.AdjustmentDropped => Back(Adjustment!, happened, "adjustment-dropped"),
        ItemEvent.EvidenceAttached attached => Noted(happened, "evidence-attached") with { Evidence = Evidence.Add(attached.Evidence) },
        ItemEvent.EvidenceWithdrawn withdrawn => Noted(happened, "evidence-withdrawn", reason: withdrawn.Reason) with
        {
            Evidence = Evidence.RemoveAll(file => file.Id == withdrawn.Id),
        },
        ItemEvent.RectificationRequired required => Noted(happened, "rectification-required", reason: required.Requirement) with
        {
            Rectifications = Rectifications.Add(new(required.Id, required.Indicator, required.Requirement, required.By.Person, required.At)),
        },
        ItemEvent.RectificationAnswered answered => Noted(happened, "rectification-answered", reason: answered.Answer) with
        {
            Rectifications = Rectifications.ConvertAll(asked => asked.Id == answered.Id ? asked with { Answer = answered.Answer } : asked),
        },
        ItemEvent.RectificationClosed closed => Noted(happened, "rectification-closed", reason: closed.Conclusion) with
        {
            Rectifications = Rectifications.ConvertAll(asked => asked.Id == closed.Id ? asked with { Conclusion = closed.Conclusion } : asked),
        },
        ItemEvent.ItemLocked locked => Settled(happened, "item-locked") with { State = ItemState.Locked, DataHash = locked.DataHash },
        ItemEvent.ItemArchived => Settled(happened, "item-archived") with { State = ItemState.Archived },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };

    /// <summary>
    /// A newer version takes the item back to the section's draft, or waits beside the approved one while edits are agreed on.
    /// A late older version is only kept.
    /// </summary>
    private Item Received(ItemEvent.SheetUploaded uploaded)
    {
        var sheet = new Sheet(uploaded.Version, uploaded.Sha256, uploaded.FileName, uploaded.By.Person, uploaded.At, null);
        var kept = Noted(uploaded, "sheet-uploaded", uploaded.Version) with { Sheets = Sheets.Add(sheet.Version, sheet) };
        return sheet.Version < CurrentVersion ? kept with { Before = Before?.Apply(uploaded) }
            : EditsPending ? kept with { Decided = null, Before = null }
            : kept with { State = ItemState.Draft, SubmittedVersion = null, SubmittedBy = null, Votes = [], Override = null, Decided = null, Before = null };
    }

    private Item Noted(ItemEvent happened, string what, int? version = null, string? reason = null)
        => this with { History = History.Add(new(happened.At, happened.By.Person, what, version, reason)) };

    /// <summary>Something the level that did it may undo.</summary>
    private Item Decision(ItemEvent happened, Level level, string what, int version, string? reason = null)
        => Noted(happened, what, version, reason) with { Decided = level, Before = this };

    /// <summary>Something nobody undoes.</summary>
    private Item Settled(ItemEvent happened, string what, int? version = null, string? reason = null)
        => Noted(happened, what, version, reason) with { Decided = null, Before = null };

    private Item Opened(ItemEvent happened, string what, string reason) => Settled(happened, what, reason: reason) with
    {
        State = ItemState.Reopened,
        Attempt = Attempt + 1,
        Round = 1,
        SubmittedVersion = null,
        SubmittedBy = null,
        Votes = [],
        Grade = null,
        EditsPending = false,
        Override = null,
        Reason = reason,
        AnswerBy = null,
        ReopeningAsked = null,
        DataHash = null,
    };

    /// <summary>The targets that stood before an adjustment stand again; what came in meanwhile is kept.</summary>
    private Item Back(Adjustment adjustment, ItemEvent happened, string what, string? reason = null) => adjustment.Standing with
    {
        Attempt = Attempt,
        Round = Round,
        Sheets = Sheets,
        Evidence = Evidence,
        Rectifications = Rectifications,
        Reason = reason,
        ReopeningAsked = null,
        History = Noted(happened, what, null, reason).History,
    };
}
