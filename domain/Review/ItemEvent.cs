using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What happened to one version of an item's sheet.</summary>
public interface IOfVersion
{
    int Version { get; }
}

/// <summary>What happened to an item, as the ledger keeps it. Names and properties are for ever: add, never rename.</summary>
[JsonDerivedType(typeof(SheetUploaded), "sheet-uploaded")]
[JsonDerivedType(typeof(SheetRead), "sheet-read")]
[JsonDerivedType(typeof(ItemSubmitted), "item-submitted")]
[JsonDerivedType(typeof(ItemChecked), "item-checked")]
[JsonDerivedType(typeof(ItemReturned), "item-returned")]
[JsonDerivedType(typeof(ItemApproved), "item-approved")]
[JsonDerivedType(typeof(ItemRejected), "item-rejected")]
[JsonDerivedType(typeof(ScoreOverridden), "score-overridden")]
[JsonDerivedType(typeof(DecisionUndone), "decision-undone")]
[JsonDerivedType(typeof(ItemReopened), "item-reopened")]
[JsonDerivedType(typeof(ItemLocked), "item-locked")]
[JsonDerivedType(typeof(ItemArchived), "item-archived")]
[JsonDerivedType(typeof(ItemVoted), "item-voted")]
[JsonDerivedType(typeof(ItemCompleted), "item-completed")]
[JsonDerivedType(typeof(ReopeningAsked), "reopening-asked")]
[JsonDerivedType(typeof(ReopeningRefused), "reopening-refused")]
[JsonDerivedType(typeof(AdjustmentOpened), "adjustment-opened")]
[JsonDerivedType(typeof(AdjustmentDropped), "adjustment-dropped")]
[JsonDerivedType(typeof(EvidenceAttached), "evidence-attached")]
[JsonDerivedType(typeof(EvidenceWithdrawn), "evidence-withdrawn")]
[JsonDerivedType(typeof(RectificationRequired), "rectification-required")]
[JsonDerivedType(typeof(RectificationAnswered), "rectification-answered")]
[JsonDerivedType(typeof(RectificationClosed), "rectification-closed")]
[JsonDerivedType(typeof(RedNoted), "red-noted")]
[JsonDerivedType(typeof(PanelAsked), "panel-asked")]
[JsonDerivedType(typeof(PanelChanged), "panel-changed")]
[JsonDerivedType(typeof(PanelRefused), "panel-refused")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
public abstract record ItemEvent(StageId Stage, Actor By, DateTimeOffset At)
{
    /// <param name="Also">Keys of others who sent the same bytes before; null where there are none.</param>
    public sealed record SheetUploaded(
        StageId Stage, Actor By, DateTimeOffset At, int Version, string Sha256, string FileName, ImmutableArray<string>? Also = null)
        : ItemEvent(Stage, By, At), IOfVersion;

    public sealed record SheetRead(
        StageId Stage, Actor By, DateTimeOffset At, int Version, ReadingSummary Reading) : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Answers">To the points of the last return.</param>
    /// <param name="Noted">Red of nothing but what the group has taken note of: it need not go to the group.</param>
    public sealed record ItemSubmitted(
        StageId Stage, Actor By, DateTimeOffset At, int Version, ImmutableArray<ReturnPoint>? Answers = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Noted = false)
        : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Panel">Who decides on it in the group: fixed here, whatever becomes of the group.</param>
    public sealed record ItemChecked(
        StageId Stage, Actor By, DateTimeOffset At, int Version, Panel? Panel = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <summary>One reviewer's decision; the outcome follows as an event of its own once the quorum is met.</summary>
    public sealed record ItemVoted(
        StageId Stage,
        Actor By,
        DateTimeOffset At,
        int Version,
        Verdict Verdict,
        ReviewGrade? Grade = null,
        string? Reason = null,
        ImmutableArray<ReturnPoint>? Points = null,
        DateTimeOffset? AnswerBy = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Reason">Of whoever decided; with <paramref name="Counted"/> the votes before it have the others'.</param>
    /// <param name="Points">As <paramref name="Reason"/>.</param>
    /// <param name="Counted">Keys of those whose votes it came of, in their order; null when nobody's but the sender's.</param>
    public sealed record ItemReturned(
        StageId Stage,
        Actor By,
        DateTimeOffset At,
        int Version,
        Level Level,
        string? Reason,
        ImmutableArray<ReturnPoint> Points,
        ReviewGrade? Grade,
        DateTimeOffset? AnswerBy = null,
        ImmutableArray<string>? Counted = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Minutes">Number of the meeting's minutes.</param>
    /// <param name="Reason">What whoever decided had to say, the edits agreed on with a 良 among it; see <see cref="ItemReturned"/>.</param>
    public sealed record ItemApproved(
        StageId Stage,
        Actor By,
        DateTimeOffset At,
        int Version,
        Level Level,
        ReviewGrade? Grade,
        string? Minutes = null,
        string? Reason = null,
        ImmutableArray<string>? Counted = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Reason">See <see cref="ItemReturned"/>.</param>
    public sealed record ItemRejected(
        StageId Stage, Actor By, DateTimeOffset At, int Version, string? Reason, ImmutableArray<string>? Counted = null)
        : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Grade">Of the score, in the words of the profile.</param>
    public sealed record ScoreOverridden(
        StageId Stage, Actor By, DateTimeOffset At, int Version, decimal Score, string Reason, string? Grade = null)
        : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Round">It stays the round it was: one that was waited for is never waited for again.</param>
    /// <param name="Panel">Who decides on it in the group when this brings it back there; else null.</param>
    public sealed record DecisionUndone(
        StageId Stage, Actor By, DateTimeOffset At, int Version, int Round, Panel? Panel = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <summary>The version with the edits that went with a 良 takes the place of the approved one.</summary>
    /// <param name="NoEdit">Why the approved version stays as it is; null where there is a new one.</param>
    public sealed record ItemCompleted(
        StageId Stage, Actor By, DateTimeOffset At, int Version, string? NoEdit = null) : ItemEvent(Stage, By, At), IOfVersion;

    public sealed record ReopeningAsked(
        StageId Stage, Actor By, DateTimeOffset At, string Reason, DateTimeOffset? AnswerBy = null) : ItemEvent(Stage, By, At);

    public sealed record ReopeningRefused(StageId Stage, Actor By, DateTimeOffset At, string Reason) : ItemEvent(Stage, By, At);

    /// <summary>The reason is the lead's, who asked for it.</summary>
    /// <param name="By">The chair who agreed.</param>
    public sealed record ItemReopened(
        StageId Stage, Actor By, DateTimeOffset At, DateTimeOffset? AnswerBy = null) : ItemEvent(Stage, By, At);

    public sealed record AdjustmentOpened(
        StageId Stage, Actor By, DateTimeOffset At, string Reason, string Document) : ItemEvent(Stage, By, At);

    public sealed record AdjustmentDropped(StageId Stage, Actor By, DateTimeOffset At) : ItemEvent(Stage, By, At);

    public sealed record EvidenceAttached(StageId Stage, Actor By, DateTimeOffset At, Evidence Evidence) : ItemEvent(Stage, By, At);

    public sealed record EvidenceWithdrawn(StageId Stage, Actor By, DateTimeOffset At, string Id, string Reason) : ItemEvent(Stage, By, At);

    public sealed record RectificationRequired(
        StageId Stage, Actor By, DateTimeOffset At, int Id, string? Indicator, string Requirement) : ItemEvent(Stage, By, At);

    public sealed record RectificationAnswered(
        StageId Stage, Actor By, DateTimeOffset At, int Id, string Answer) : ItemEvent(Stage, By, At);

    public sealed record RectificationClosed(
        StageId Stage, Actor By, DateTimeOffset At, int Id, string Conclusion) : ItemEvent(Stage, By, At);

    /// <summary>The group knows why the sheet is red, see <see cref="TakenNote"/>.</summary>
    public sealed record RedNoted(
        StageId Stage,
        Actor By,
        DateTimeOffset At,
        int Version,
        string Cause,
        int Month,
        int Until,
        string Reason,
        string? Minutes = null) : ItemEvent(Stage, By, At), IOfVersion;

    /// <param name="Panel">Who is to decide on it instead.</param>
    public sealed record PanelAsked(StageId Stage, Actor By, DateTimeOffset At, string Reason, Panel Panel) : ItemEvent(Stage, By, At);

    /// <param name="By">The second person.</param>
    /// <param name="Panel">Who decides on it from now on; votes of others no longer count.</param>
    public sealed record PanelChanged(StageId Stage, Actor By, DateTimeOffset At, Panel Panel) : ItemEvent(Stage, By, At);

    public sealed record PanelRefused(StageId Stage, Actor By, DateTimeOffset At, string Reason) : ItemEvent(Stage, By, At);

    public sealed record ItemLocked(StageId Stage, Actor By, DateTimeOffset At, string DataHash) : ItemEvent(Stage, By, At);

    public sealed record ItemArchived(StageId Stage, Actor By, DateTimeOffset At) : ItemEvent(Stage, By, At);
}
