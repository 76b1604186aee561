using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Review;

/// <summary>Where an item stands in its review: what a decision changes, and taking it back restores.</summary>
/// <param name="Version">What is or was under review; null before the first submission of an attempt.</param>
/// <param name="By">Key of who submitted it.</param>
/// <param name="Review">
/// Events in the project's stream with the one that brought it to the reviewers: a submission, an undone return or rejection. Stays until
/// they are through with it: returned, rejected, taken back, locked.
/// </param>
/// <param name="EditsPending">Approved as 良, and the agreed edits are not confirmed yet.</param>
/// <param name="Override">Null where the computed score stands.</param>
/// <param name="Points">Marks of what the last return points at; the next submission answers each.</param>
/// <param name="AnswerBy">Until when a return or a reopening is to be answered; null: by the stage's deadline.</param>
/// <param name="Decided">Level of the last decision; null when there is none to undo.</param>
/// <param name="Before">Where it stood before that decision.</param>
/// <param name="Noted">See <see cref="ItemEvent.ItemSubmitted"/>.</param>
/// <param name="CheckedBy">Key of who passed it on to the group.</param>
/// <param name="Panel">In what stood before a decision: who took it, and decides again where it is taken back.</param>
public sealed record Position(
    ItemState State,
    int? Version = null,
    string? By = null,
    DateTimeOffset? SubmittedAt = null,
    int? Review = null,
    ReviewGrade? Grade = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool EditsPending = false,
    DateTimeOffset? ApprovedAt = null,
    ScoreOverride? Override = null,
    string? Points = null,
    DateTimeOffset? AnswerBy = null,
    Level? Decided = null,
    Position? Before = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Noted = false,
    string? CheckedBy = null,
    Panel? Panel = null);

/// <summary>A version of an item's sheet, as far as deciding needs it.</summary>
/// <param name="UploadedBy">Key of the person.</param>
/// <param name="Reading">Null until the reader is through.</param>
/// <param name="Also">See <see cref="ItemEvent.SheetUploaded"/>.</param>
public sealed record KeptSheet(
    int Version, string Sha256, string UploadedBy, ReadingSummary? Reading, ImmutableArray<string>? Also = null)
{
    /// <summary>Whether these bytes are somebody's, under whatever version they sent them.</summary>
    public bool IsOf(string key) => UploadedBy == key || Also?.Contains(key) == true;
}

/// <param name="Day">In Beijing.</param>
public sealed record DayOfUploads(DateOnly Day, int Uploads);

/// <param name="Reading">Its <see cref="ReadingSummary.Id"/>.</param>
/// <param name="InitialBudget">
/// Of the first sheet that adjusted targets: 年初预算数, the total of the sheet before it, 万元. Null in all others.
/// </param>
public sealed record ApprovedSheet(
    int Version,
    string? Reading,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? InitialBudget = null);

/// <summary>Something to be put right (整改), as far as deciding needs it: texts are known again by their marks.</summary>
/// <param name="Requirement">Mark of what was asked, and of which indicator.</param>
/// <param name="Answer">Null until the section answers.</param>
/// <param name="Conclusion">Null until it is closed.</param>
public sealed record KeptRectification(DateTimeOffset At, string Requirement, string? Answer = null, string? Conclusion = null);

/// <summary>Others are to decide on the item in the group; a second person has not agreed yet.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="Panel">Its <see cref="Panel.Mark"/>: the event has it whole.</param>
public sealed record PanelWanted(string By, string Panel);

/// <summary>The lead wants the item opened again; the chair has not decided yet.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="AnswerBy">See <see cref="Position.AnswerBy"/>.</param>
public sealed record ReopeningWanted(string By, DateTimeOffset? AnswerBy = null);

/// <summary>What a return points at, or what the section answers to it.</summary>
/// <param name="At">A cell (<c>自评表!F12</c>) or an indicator's id.</param>
public sealed record ReturnPoint(string At, string Text);

/// <summary>A file that supports an indicator's actual value (佐证材料).</summary>
/// <param name="Id">Of the file in its item, derived by whoever stores it.</param>
/// <param name="Indicator">Lasting id of the indicator.</param>
/// <param name="Media">Media type as recognised from the content.</param>
/// <param name="Length">Bytes.</param>
public sealed record Evidence(string Id, string Indicator, string Sha256, string FileName, string Media, long Length);

/// <summary>A score the group set in place of the computed one.</summary>
/// <param name="Grade">Of the score, in the words of the profile.</param>
/// <param name="Reason">In a state its beginning alone, see <see cref="Brief"/>.</param>
/// <param name="Computed">What the rules came to; null when they gave no total.</param>
public sealed record ScoreOverride(decimal Score, string? Grade, string Reason, decimal? Computed)
{
    /// <summary>Characters of the reason that the board shows.</summary>
    public const int LongestBrief = 200;

    /// <summary>For the board: an item's story has the whole reason.</summary>
    internal ScoreOverride Brief() => this with { Reason = Beginning.Of(Reason, LongestBrief) };
}
