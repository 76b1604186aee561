using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

/// <summary>A version of an item's sheet.</summary>
/// <param name="UploadedBy">Key of the person.</param>
/// <param name="Reading">Null until the reader is through.</param>
public sealed record Sheet(
    int Version, string Sha256, string FileName, string UploadedBy, DateTimeOffset UploadedAt, ReadingSummary? Reading);

/// <summary>One line of what happened, for people.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="What">The event's name, <c>item-returned</c>.</param>
public sealed record HistoryLine(DateTimeOffset At, string By, string What, int? Version = null, string? Reason = null);

/// <summary>One reviewer's decision on the version under review, as people see it.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="Reason">Mandatory unless the verdict is <see cref="Verdict.Approve"/>.</param>
/// <param name="Points">What a return points at.</param>
/// <param name="AnswerBy">Until when the reviewer wants a return answered.</param>
public sealed record Vote(
    string By,
    Verdict Verdict,
    ReviewGrade? Grade,
    string? Reason,
    DateTimeOffset At,
    ImmutableArray<ReturnPoint> Points,
    DateTimeOffset? AnswerBy = null);

/// <summary>Something to be put right (整改), followed up in the next round.</summary>
/// <param name="Id">1, 2, … within the item.</param>
/// <param name="RequiredBy">Key of the person.</param>
/// <param name="Answer">What the section did about it (整改结果); null until it answers.</param>
/// <param name="Conclusion">What the reviewer says to that (整改结论); null until it is closed.</param>
public sealed record Rectification(
    int Id,
    string? Indicator,
    string Requirement,
    string RequiredBy,
    DateTimeOffset RequiredAt,
    string? Answer = null,
    string? Conclusion = null);

/// <summary>The lead wants the item opened again; the chair has not decided yet.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="AnswerBy">See <see cref="Position.AnswerBy"/>.</param>
public sealed record ReopeningAsked(string By, string Reason, DateTimeOffset At, DateTimeOffset? AnswerBy = null);
