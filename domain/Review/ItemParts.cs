namespace PerfFlow.Domain.Review;

/// <summary>A version of an item's sheet.</summary>
/// <param name="Reading">Null until the reader is through.</param>
public sealed record Sheet(int Version, string Sha256, string FileName, string UploadedBy, DateTimeOffset UploadedAt, SheetReading? Reading);

/// <summary>One line of what happened, for people.</summary>
/// <param name="What">The event's name, <c>item-returned</c>.</param>
public sealed record HistoryLine(DateTimeOffset At, string By, string What, int? Version = null, string? Reason = null);

/// <summary>What a return points at, or what the section answers to it.</summary>
/// <param name="At">A cell (<c>自评表!F12</c>) or an indicator's id.</param>
public sealed record ReturnPoint(string At, string Text);

/// <summary>A file that supports an indicator's actual value (佐证材料).</summary>
/// <param name="Id">Of the file in its item, derived by whoever stores it.</param>
/// <param name="Indicator">Lasting id of the indicator.</param>
/// <param name="Media">Media type as recognised from the content.</param>
/// <param name="Length">Bytes.</param>
public sealed record Evidence(string Id, string Indicator, string Sha256, string FileName, string Media, long Length);

/// <summary>Something to be put right (整改), followed up in the next round.</summary>
/// <param name="Id">1, 2, … within the item.</param>
/// <param name="Answer">What the section did about it (整改结果); null until it answers.</param>
/// <param name="Conclusion">What the reviewer says to that (整改结论); null until it is closed.</param>
public sealed record Rectification(
    int Id, string? Indicator, string Requirement, string RequiredBy, DateTimeOffset RequiredAt, string? Answer = null, string? Conclusion = null);

/// <summary>A score the group set in place of the computed one.</summary>
/// <param name="Grade">Of the score, in the words of the profile; null when the event is an older one.</param>
/// <param name="Computed">What the rules came to; null when they gave no total.</param>
public sealed record ScoreOverride(decimal Score, string? Grade, string Reason, decimal? Computed);

/// <summary>The lead wants the item opened again; the chair has not decided yet.</summary>
/// <param name="AnswerBy">See <see cref="Item.AnswerBy"/>.</param>
public sealed record ReopeningAsked(string Person, string Name, string Reason, DateTimeOffset At, DateTimeOffset? AnswerBy = null);

/// <summary>An adjustment of approved targets that is under way.</summary>
/// <param name="Standing">The item with the targets that stand until the adjustment is approved.</param>
public sealed record Adjustment(string Reason, string Document, Item Standing);
