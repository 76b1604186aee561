using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>One project's part in one stage: the fold of its events.</summary>
public sealed partial record Item
{
    private Item(StageId stage) => Stage = stage;

    public StageId Stage { get; }

    public ItemState State { get; private init; }

    /// <summary>1, and one more with each reopening or adjustment.</summary>
    public int Attempt { get; private init; } = 1;

    /// <summary>1, and one more with each return: there is one waiter per round.</summary>
    public int Round { get; private init; } = 1;

    /// <summary>By version, from 1.</summary>
    public ImmutableSortedDictionary<int, Sheet> Sheets { get; private init; } = ImmutableSortedDictionary<int, Sheet>.Empty;

    /// <summary>What is or was under review; null before the first submission of an attempt.</summary>
    public int? SubmittedVersion { get; private init; }

    public string? SubmittedBy { get; private init; }

    /// <summary>Of the group's reviewers, on the submitted version, in the order of their votes.</summary>
    public ImmutableList<Vote> Votes { get; private init; } = [];

    public ReviewGrade? Grade { get; private init; }

    /// <summary>Approved as 良, and the agreed edits are not confirmed yet.</summary>
    public bool EditsPending { get; private init; }

    /// <summary>Null where the computed score stands.</summary>
    public ScoreOverride? Override { get; private init; }

    /// <summary>Of the last return, approval, rejection or reopening.</summary>
    public string? Reason { get; private init; }

    /// <summary>Points of the last return; the next submission answers each.</summary>
    public ImmutableArray<ReturnPoint> Points { get; private init; } = [];

    /// <summary>Until when a return or a reopening is to be answered; null: by the stage's deadline.</summary>
    public DateTimeOffset? AnswerBy { get; private init; }

    public ReopeningAsked? ReopeningAsked { get; private init; }

    /// <summary>Null unless approved targets are being adjusted.</summary>
    public Adjustment? Adjustment { get; private init; }

    public ImmutableList<Evidence> Evidence { get; private init; } = [];

    public ImmutableList<Rectification> Rectifications { get; private init; } = [];

    /// <summary>SHA-256 of the approved data set, hex; null until it is locked.</summary>
    public string? DataHash { get; private init; }

    /// <summary>Level of the last decision; null when there is none to undo.</summary>
    public Level? Decided { get; private init; }

    /// <summary>The item before that decision.</summary>
    public Item? Before { get; private init; }

    public ImmutableList<HistoryLine> History { get; private init; } = [];

    public static Item New(StageId stage) => new(stage);

    /// <summary>The newest version, 0 when there is none.</summary>
    public int CurrentVersion => Sheets.IsEmpty ? 0 : Sheets.Keys.Last();

    public int NextVersion => CurrentVersion + 1;

    public Sheet? Current => Sheets.GetValueOrDefault(CurrentVersion);

    /// <summary>The sheet whose figures count: the one under review or approved, else the newest.</summary>
    public Sheet? Standing => SubmittedVersion is { } version ? Sheets[version] : Current;

    /// <summary>Nothing more is expected of anyone (an archived item stays settled).</summary>
    public bool IsSettled => State is ItemState.Approved or ItemState.Locked or ItemState.Archived or ItemState.Rejected && !EditsPending;

    /// <summary>Indicators of the newest sheet that need evidence and have none.</summary>
    public IEnumerable<string> MissingEvidence => (Current?.Reading?.NeedsEvidence ?? []).Except(Evidence.Select(file => file.Indicator));

    /// <summary>Handed in by this person, or the newest sheet uploaded: not theirs to check or approve (domain.md §5.1).</summary>
    public bool IsOwn(string person) => person == SubmittedBy || person == Current?.UploadedBy;

    /// <summary>Points of the last return that the answers say nothing to.</summary>
    public IEnumerable<string> Unanswered(ImmutableArray<ReturnPoint> answers) => Points
        .Select(point => point.At)
        .Except((answers.IsDefault ? [] : answers).Where(answer => !string.IsNullOrWhiteSpace(answer.Text)).Select(answer => answer.At));
}
