using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

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
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
public abstract record ItemEvent(StageId Stage, Actor By, DateTimeOffset At)
{
    public sealed record SheetUploaded(StageId Stage, Actor By, DateTimeOffset At, int Version, string Sha256, string FileName) : ItemEvent(Stage, By, At);

    public sealed record SheetRead(StageId Stage, Actor By, DateTimeOffset At, int Version, SheetReading Reading) : ItemEvent(Stage, By, At);

    public sealed record ItemSubmitted(StageId Stage, Actor By, DateTimeOffset At, int Version) : ItemEvent(Stage, By, At);

    public sealed record ItemChecked(StageId Stage, Actor By, DateTimeOffset At, int Version) : ItemEvent(Stage, By, At);

    public sealed record ItemReturned(
        StageId Stage, Actor By, DateTimeOffset At, int Version, Level Level, string Reason, ImmutableArray<ReturnPoint> Points, ReviewGrade? Grade)
        : ItemEvent(Stage, By, At);

    public sealed record ItemApproved(StageId Stage, Actor By, DateTimeOffset At, int Version, Level Level, ReviewGrade? Grade) : ItemEvent(Stage, By, At);

    public sealed record ItemRejected(StageId Stage, Actor By, DateTimeOffset At, int Version, string Reason) : ItemEvent(Stage, By, At);

    public sealed record ScoreOverridden(StageId Stage, Actor By, DateTimeOffset At, int Version, decimal Score, string Reason) : ItemEvent(Stage, By, At);

    public sealed record DecisionUndone(StageId Stage, Actor By, DateTimeOffset At, int Version) : ItemEvent(Stage, By, At);

    public sealed record ItemReopened(StageId Stage, Actor By, DateTimeOffset At, string Reason) : ItemEvent(Stage, By, At);

    public sealed record ItemLocked(StageId Stage, Actor By, DateTimeOffset At, string DataHash) : ItemEvent(Stage, By, At);

    public sealed record ItemArchived(StageId Stage, Actor By, DateTimeOffset At) : ItemEvent(Stage, By, At);
}
