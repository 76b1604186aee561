using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>Something asked of one item. Commands on a version name the one their sender saw.</summary>
public abstract record ItemCommand(StageId Stage, Actor By)
{
    public Separation Separation { get; init; } = Separation.Usual;

    /// <summary>A file came in under a version: <see cref="Item.NextVersion"/> as its sender knew it.</summary>
    /// <param name="MostOfDay">Versions that the item may get on one day.</param>
    /// <param name="Also">Keys of others who sent the same bytes under versions before; told from the events.</param>
    public sealed record Upload(
        StageId Stage, Actor By, int Version, string Sha256, string FileName, int MostOfDay = int.MaxValue,
        ImmutableArray<string>? Also = null) : ItemCommand(Stage, By);

    /// <summary>The reader is through with a version.</summary>
    public sealed record Read(StageId Stage, int Version, ReadingSummary Reading) : ItemCommand(Stage, Actor.System);

    /// <param name="Answers">One for each point of the last return: what was changed, or why not (改/说明).</param>
    /// <param name="Basis">What the sheet would be judged by now; null: not compared.</param>
    public sealed record Submit(
        StageId Stage, Actor By, int Version, ImmutableArray<ReturnPoint> Answers = default, ReadingBasis? Basis = null)
        : ItemCommand(Stage, By);

    /// <summary>Brings an item to the leading group, or says anew who decides there.</summary>
    /// <param name="Panel">The group as it is now, see <see cref="Review.Panel.Of"/>; null: whoever decides, alone.</param>
    public abstract record OfGroup(StageId Stage, Actor By, Panel? Panel) : ItemCommand(Stage, By);

    /// <summary>The lead passes it on to the group.</summary>
    public sealed record Check(StageId Stage, Actor By, int Version, Panel? Panel = null) : OfGroup(Stage, By, Panel);

    /// <param name="AnswerBy">Until when the section is to answer; the stage's deadline when null.</param>
    public sealed record Return(
        StageId Stage,
        Actor By,
        int Version,
        string? Reason,
        ImmutableArray<ReturnPoint> Points,
        DateTimeOffset? AnswerBy = null) : ItemCommand(Stage, By);

    /// <param name="Grade">Targets only; absent means 优.</param>
    /// <param name="Reason">Mandatory with 中 and 差.</param>
    /// <param name="Minutes">Number of the meeting's minutes (会议纪要), if there are any.</param>
    /// <param name="Basis">What the sheet would be judged by now; null: not compared.</param>
    /// <param name="IfGreen">Not where something in the sheet is flagged: then it is looked at alone.</param>
    public sealed record Approve(
        StageId Stage,
        Actor By,
        int Version,
        ReviewGrade? Grade = null,
        string? Reason = null,
        string? Minutes = null,
        ReadingBasis? Basis = null,
        bool IfGreen = false) : ItemCommand(Stage, By);

    /// <summary>The group sets another score than the computed one, before it approves. Self-evaluation only.</summary>
    /// <param name="Score">0 to 100.</param>
    /// <param name="Grade">Of that score, in the words of the year's profile.</param>
    public sealed record OverrideScore(
        StageId Stage, Actor By, int Version, decimal Score, string? Reason, string? Grade = null) : ItemCommand(Stage, By);

    /// <summary>Takes back the last decision, by the level that took it while the next has not acted.</summary>
    public sealed record Undo(StageId Stage, Actor By, int Version) : ItemCommand(Stage, By);

    /// <summary>Others than at its beginning are to decide on an item that is with the group: the group as it is now.</summary>
    /// <param name="Without">Keys of those of the group who are not to.</param>
    public sealed record AskPanel(
        StageId Stage, Actor By, string? Reason, ImmutableArray<string> Without = default, Panel? Panel = null) : OfGroup(Stage, By, Panel);

    /// <summary>The second person agrees.</summary>
    /// <param name="Panel">That was asked for last, told from the events.</param>
    public sealed record ConsentToPanel(StageId Stage, Actor By, Panel? Panel = null) : ItemCommand(Stage, By);

    public sealed record RefusePanel(StageId Stage, Actor By, string? Reason) : ItemCommand(Stage, By);

    /// <summary>The edits agreed on with a 良 are in this version: it becomes the approved one, without a second round.</summary>
    /// <param name="NoEdit">Why the approved version stays as it is, where none was needed after all; null when there is a new one.</param>
    public sealed record Complete(StageId Stage, Actor By, int Version, string? NoEdit = null) : ItemCommand(Stage, By);

    /// <summary>The lead asks for a settled item to be opened again; the chair decides.</summary>
    /// <param name="AnswerBy">Until when the section is to hand it in again; the stage's deadline when null.</param>
    public sealed record AskReopening(StageId Stage, Actor By, string? Reason, DateTimeOffset? AnswerBy = null) : ItemCommand(Stage, By);

    public sealed record ConsentToReopening(StageId Stage, Actor By) : ItemCommand(Stage, By);

    public sealed record RefuseReopening(StageId Stage, Actor By, string? Reason) : ItemCommand(Stage, By);

    /// <summary>Opens approved targets for an adjustment; they stand until the adjusted ones are approved (财预〔2015〕88号).</summary>
    /// <param name="Document">The budget adjustment it follows from (预算调整文件), its title or number.</param>
    public sealed record AdjustTargets(StageId Stage, Actor By, string? Reason, string? Document) : ItemCommand(Stage, By);

    /// <summary>The approved targets stay as they are.</summary>
    public sealed record DropAdjustment(StageId Stage, Actor By) : ItemCommand(Stage, By);

    /// <param name="Indicators">Ids of those that are approved now; null: not compared.</param>
    public sealed record AttachEvidence(
        StageId Stage, Actor By, Evidence Evidence, ImmutableArray<string>? Indicators = null) : ItemCommand(Stage, By);

    public sealed record WithdrawEvidence(StageId Stage, Actor By, string Id, string? Reason) : ItemCommand(Stage, By);

    /// <param name="Indicator">Id of the indicator it is about; null for the project as a whole.</param>
    public sealed record RequireRectification(StageId Stage, Actor By, string? Indicator, string? Requirement) : ItemCommand(Stage, By);

    public sealed record AnswerRectification(StageId Stage, Actor By, int Id, string? Answer) : ItemCommand(Stage, By);

    public sealed record CloseRectification(StageId Stage, Actor By, int Id, string? Conclusion) : ItemCommand(Stage, By);

    /// <summary>The group knows why the sheet is red; the chair says it for all.</summary>
    /// <param name="Cause">See <see cref="TakenNote"/>, as are the following.</param>
    /// <param name="Minutes">Number of the meeting's minutes.</param>
    public sealed record TakeNote(
        StageId Stage, Actor By, int Version, string? Cause, int Until, string? Reason, string? Minutes = null) : ItemCommand(Stage, By);

    /// <param name="DataHash">SHA-256 of the approved data set, hex.</param>
    public sealed record Lock(StageId Stage, string DataHash) : ItemCommand(Stage, Actor.System);

    public sealed record Archive(StageId Stage) : ItemCommand(Stage, Actor.System);
}
