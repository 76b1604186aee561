using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>A version of an item's sheet.</summary>
/// <param name="Reading">Null until the reader is through.</param>
public sealed record Sheet(int Version, string Sha256, string FileName, string UploadedBy, DateTimeOffset UploadedAt, SheetReading? Reading);

/// <summary>One line of what happened, for people.</summary>
/// <param name="What">The event's name, <c>item-returned</c>.</param>
public sealed record HistoryLine(DateTimeOffset At, string By, string What, int? Version = null, string? Reason = null);

/// <summary>One project's part in one stage: the fold of its events.</summary>
/// <param name="Attempt">1, and one more with each reopening.</param>
/// <param name="Round">1, and one more with each return: there is one waiter per round.</param>
/// <param name="Sheets">By version, from 1.</param>
/// <param name="SubmittedVersion">What is or was under review; null before the first submission of an attempt.</param>
/// <param name="Decided">Level of the last decision; null when there is none to undo.</param>
/// <param name="Before">The item before that decision.</param>
public sealed record Item(
    StageId Stage,
    ItemState State,
    int Attempt,
    int Round,
    ImmutableSortedDictionary<int, Sheet> Sheets,
    int? SubmittedVersion,
    string? SubmittedBy,
    ReviewGrade? Grade,
    decimal? OverriddenScore,
    string? Reason,
    string? DataHash,
    Level? Decided,
    Item? Before,
    ImmutableList<HistoryLine> History)
{
    public static Item New(StageId stage)
        => new(stage, ItemState.NotStarted, 1, 1, ImmutableSortedDictionary<int, Sheet>.Empty, null, null, null, null, null, null, null, null, []);

    /// <summary>The newest version, 0 when there is none.</summary>
    public int CurrentVersion => Sheets.IsEmpty ? 0 : Sheets.Keys.Last();

    public int NextVersion => CurrentVersion + 1;

    public Sheet? Current => Sheets.GetValueOrDefault(CurrentVersion);

    /// <summary>The sheet whose figures count: the one under review or approved, else the newest.</summary>
    public Sheet? Standing => SubmittedVersion is { } version ? Sheets[version] : Current;

    /// <summary>Nothing more is expected of anyone (an archived item stays settled).</summary>
    public bool IsSettled => State is ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected;

    public Item Apply(ItemEvent happened) => happened switch
    {
        ItemEvent.SheetUploaded uploaded => Received(uploaded),
        ItemEvent.SheetRead read => this with
        {
            Sheets = Sheets.SetItem(read.Version, Sheets[read.Version] with { Reading = read.Reading }),
            Before = Before?.Apply(happened),
            History = History.Add(new(read.At, read.By.Person, "sheet-read", read.Version)),
        },
        ItemEvent.ItemSubmitted submitted => After(happened, Level.Section, "item-submitted", submitted.Version) with
        {
            State = ItemState.Submitted,
            SubmittedVersion = submitted.Version,
            SubmittedBy = submitted.By.Person,
            OverriddenScore = null,
            Reason = null,
        },
        ItemEvent.ItemChecked passed => After(happened, Level.Lead, "item-checked", passed.Version) with { State = ItemState.LeadChecked },
        ItemEvent.ItemReturned returned => After(happened, returned.Level, "item-returned", returned.Version, returned.Reason) with
        {
            State = ItemState.Returned,
            Round = Round + 1,
            Grade = returned.Grade,
            Reason = returned.Reason,
        },
        ItemEvent.ItemApproved approved => After(happened, approved.Level, "item-approved", approved.Version) with
        {
            State = ItemState.Approved,
            Grade = approved.Grade,
        },
        ItemEvent.ItemRejected rejected => After(happened, Level.Group, "item-rejected", rejected.Version, rejected.Reason) with
        {
            State = ItemState.Rejected,
            Grade = ReviewGrade.Poor,
            Reason = rejected.Reason,
        },
        ItemEvent.ScoreOverridden overridden => this with
        {
            OverriddenScore = overridden.Score,
            History = History.Add(new(overridden.At, overridden.By.Person, "score-overridden", overridden.Version, overridden.Reason)),
        },
        ItemEvent.DecisionUndone undone => Before! with
        {
            History = History.Add(new(undone.At, undone.By.Person, "decision-undone", undone.Version)),
        },
        ItemEvent.ItemReopened reopened => Final(happened, "item-reopened", reopened.Reason) with
        {
            State = ItemState.Reopened,
            Attempt = Attempt + 1,
            Round = 1,
            SubmittedVersion = null,
            SubmittedBy = null,
            Grade = null,
            OverriddenScore = null,
            Reason = reopened.Reason,
            DataHash = null,
        },
        ItemEvent.ItemLocked locked => Final(happened, "item-locked") with { State = ItemState.Locked, DataHash = locked.DataHash },
        ItemEvent.ItemArchived => Final(happened, "item-archived") with { State = ItemState.Archived },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}"),
    };

    /// <summary>A newer version takes the item back to the section's draft; a late older one is only kept.</summary>
    private Item Received(ItemEvent.SheetUploaded uploaded)
    {
        var sheet = new Sheet(uploaded.Version, uploaded.Sha256, uploaded.FileName, uploaded.By.Person, uploaded.At, null);
        var kept = this with
        {
            Sheets = Sheets.Add(sheet.Version, sheet),
            History = History.Add(new(uploaded.At, uploaded.By.Person, "sheet-uploaded", uploaded.Version)),
        };
        return sheet.Version < CurrentVersion
            ? kept with { Before = Before?.Apply(uploaded) }
            : kept with { State = ItemState.Draft, SubmittedVersion = null, SubmittedBy = null, Decided = null, Before = null };
    }

    private Item After(ItemEvent happened, Level level, string what, int version, string? reason = null) => this with
    {
        Decided = level,
        Before = this,
        History = History.Add(new(happened.At, happened.By.Person, what, version, reason)),
    };

    private Item Final(ItemEvent happened, string what, string? reason = null) => this with
    {
        Decided = null,
        Before = null,
        History = History.Add(new(happened.At, happened.By.Person, what, null, reason)),
    };
}
