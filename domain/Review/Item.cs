using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// One project's part in one stage, as far as deciding needs it: the fold of its events, bounded whatever has happened. What people
/// are shown beside it, texts, old sheets and history, is told from the events (<see cref="ItemStory"/>).
/// </summary>
public sealed partial record Item
{
    [JsonConstructor]
    private Item(StageId stage) => Stage = stage;

    [JsonInclude]
    public StageId Stage { get; private init; }

    /// <summary>Where it stands in its review.</summary>
    [JsonInclude]
    public Position At { get; private init; } = new(ItemState.NotStarted);

    /// <summary>1, and one more with each reopening or adjustment.</summary>
    [JsonInclude]
    public int Attempt { get; private init; } = 1;

    /// <summary>1, and one more with each return.</summary>
    [JsonInclude]
    public int Round { get; private init; } = 1;

    /// <summary>The newest version, 0 when there is none.</summary>
    [JsonInclude]
    public int CurrentVersion { get; private init; }

    /// <summary>By version: the newest sheet, the one under review or approved, and the one that an adjustment may fall back on.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<int, KeptSheet> Sheets { get; private init; } = ImmutableSortedDictionary<int, KeptSheet>.Empty;

    /// <summary>Older versions that wait for their reading, with the mark of their bytes.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<int, string> Unread { get; private init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>Approved and not undone, in the order of their approval. Of sheets that are judged by targets the last one alone.</summary>
    [JsonInclude]
    public ImmutableList<ApprovedSheet> Approved { get; private init; } = [];

    /// <summary>Of the group's reviewers, on the version under review, in the order of their votes.</summary>
    [JsonInclude]
    public ImmutableList<Ballot> Votes { get; private init; } = [];

    /// <summary>
    /// Who decides on it in the group, fixed when it came there; null while it is not with the group, but where its check was taken back.
    /// </summary>
    [JsonInclude]
    public Panel? Panel { get; private init; }

    [JsonInclude]
    public PanelWanted? PanelAsked { get; private init; }

    [JsonInclude]
    public ReopeningWanted? ReopeningAsked { get; private init; }

    /// <summary>Where the approved targets stood that an adjustment was opened on; kept until the adjusted ones are locked.</summary>
    [JsonInclude]
    public Position? Adjusted { get; private init; }

    /// <summary>Files that stand behind indicators: id to the indicator's lasting id.</summary>
    [JsonInclude]
    public ImmutableSortedDictionary<string, string> Evidence { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonInclude]
    public ImmutableList<KeptRectification> Rectifications { get; private init; } = [];

    /// <summary>Null where there are none: a state that was kept before there were any is kept as it was.</summary>
    [JsonInclude]
    public ImmutableList<TakenNote>? NotesTaken { get; private init; }

    /// <summary>When it last went back to the section: returned, reopened, or opened for an adjustment. Null: never.</summary>
    [JsonInclude]
    public DateTimeOffset? SentBackAt { get; private init; }

    /// <summary>Versions of the day of the last one; null where there are none.</summary>
    [JsonInclude]
    public DayOfUploads? LastDay { get; private init; }

    public static Item New(StageId stage) => new(stage);

    /// <summary>Versions that came on this day in Beijing.</summary>
    public int UploadsOn(DateTimeOffset at) => LastDay is { } last && last.Day == BeijingTime.DayOf(at) ? last.Uploads : 0;

    public ItemState State => At.State;

    public int? SubmittedVersion => At.Version;

    /// <summary>Key of the person.</summary>
    public string? SubmittedBy => At.By;

    /// <summary>Of the last submission.</summary>
    public DateTimeOffset? SubmittedAt => At.SubmittedAt;

    /// <summary>See <see cref="Position.Review"/>.</summary>
    public int? Review => At.Review;

    public ReviewGrade? Grade => At.Grade;

    public bool EditsPending => At.EditsPending;

    public ScoreOverride? Override => At.Override;

    public DateTimeOffset? AnswerBy => At.AnswerBy;

    public Level? Decided => At.Decided;

    public bool IsAdjusting => Adjusted is not null && !State.IsApproved();

    public int NextVersion => CurrentVersion + 1;

    public KeptSheet? Current => Sheets.GetValueOrDefault(CurrentVersion);

    /// <summary>The sheet whose figures count: the one under review or approved, else the newest.</summary>
    public KeptSheet? Standing => SubmittedVersion is { } version ? Sheets[version] : Current;

    /// <summary>Other bytes have come since it was approved.</summary>
    internal bool IsEdited => Current?.Sha256 != Standing?.Sha256;

    /// <summary>
    /// Of the sheet that counts, with the initial budget of adjusted targets. While targets are being adjusted, those that hold say what
    /// the budget is: a draft, dropped or rejected, changes nothing.
    /// </summary>
    public SheetFigures Figures
    {
        get
        {
            var figures = Standing?.Reading?.Figures ?? SheetFigures.None;
            var held = IsAdjusting ? Sheets.GetValueOrDefault(Adjusted!.Version ?? 0)?.Reading?.Figures : null;
            return held is null && InitialBudget is null
                ? figures
                : figures with { Budget = held is null ? figures.Budget : held.Budget, InitialBudget = InitialBudget };
        }
    }

    /// <summary>年初预算数 of targets that were adjusted, which the first adjusted sheet has; null where it is the budget.</summary>
    private decimal? InitialBudget
        => Approved.Select(sheet => sheet.InitialBudget).FirstOrDefault(budget => budget is not null);

    /// <summary>Nothing more is expected of anyone (an archived item stays settled).</summary>
    public bool IsSettled => State is ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected && !EditsPending;

    /// <summary>Waits for the lead or the group.</summary>
    public bool IsWithReviewers => State is ItemState.Submitted or ItemState.LeadChecked;

    /// <summary>Approved, and nothing of it open: the data set is to be locked.</summary>
    public bool IsToLock => State == ItemState.Approved && !EditsPending;

    /// <summary>With its reviewers, or what they decided is not settled yet.</summary>
    public bool IsUnderReview => IsWithReviewers || State == ItemState.Approved;

    /// <summary>Taken by the group on this round, one for each cause: the last.</summary>
    public ImmutableList<TakenNote> Notes => NotesTaken ?? [];

    /// <summary>Indicators of the newest sheet that need evidence and have none.</summary>
    public IEnumerable<string> MissingEvidence => MissingEvidenceOf(Current?.Reading);

    /// <summary>What this version needs and is not attached now.</summary>
    public IEnumerable<string> MissingEvidenceOf(ReadingSummary? reading) => (reading?.NeedsEvidence ?? []).Except(Evidence.Values);

    /// <summary>Whether these bytes wait for a reading under the version. Null when there is no such version, or not yet.</summary>
    public bool? Awaits(int version, string sha256)
        => version < 1 || version > CurrentVersion ? null
            : Sheets.TryGetValue(version, out var sheet) ? sheet.Sha256 == sha256 && sheet.Reading is null or { Failed: true }
            : Unread.TryGetValue(version, out var mark) && mark == Mark.Of(sha256);

    /// <summary>What the same bytes came to on the same basis, as far as it is kept; null when it is not.</summary>
    public ReadingSummary? ReadingOf(string sha256, string basisHash)
        => Sheets.Values.FirstOrDefault(
            sheet => sheet.Sha256 == sha256 && sheet.Reading is { Failed: false } reading && reading.BasisHash == basisHash)?.Reading;

    /// <summary>Whether a point of the last return is left without an answer.</summary>
    internal bool LeavesUnanswered(ImmutableArray<ReturnPoint> answers)
        => Mark.All(At.Points).Except((answers.IsDefault ? [] : answers)
            .Where(answer => !string.IsNullOrWhiteSpace(answer.Text))
            .Select(answer => Mark.Of(answer.At))).Any();

    /// <summary>A person has one vote: the last.</summary>
    internal ImmutableList<Ballot> VotesWith(Ballot ballot) => Votes.RemoveAll(cast => cast.By == ballot.By).Add(ballot);
}
