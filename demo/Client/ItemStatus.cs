namespace PerfFlow.Demo.Client;

/// <summary>One sheet's way through one stage.</summary>
/// <param name="Round">Grows by one with each return.</param>
/// <param name="Attempt">Grows by one with each reopening.</param>
/// <param name="Version">Newest upload; 0 before the first.</param>
/// <param name="Figures">Of the sheet that counts; null while it is unread.</param>
/// <param name="Points">Of the last return; the next submission answers each.</param>
/// <param name="Grade">Of targets, by the group: excellent, good, …</param>
/// <param name="EditsPending">Approved as good, and the agreed edits are not confirmed yet.</param>
/// <param name="MissingEvidence">Ids of the indicators that need evidence and have none.</param>
public sealed record ItemStatus(
    string State,
    int Round,
    int Attempt,
    int Version,
    int? SubmittedVersion,
    DateTimeOffset? DueAt,
    ItemFigures? Figures,
    IReadOnlyList<ReturnPoint> Points,
    string? Grade,
    bool EditsPending,
    IReadOnlyList<CastVote> Votes,
    IReadOnlyList<AttachedEvidence> Evidence,
    IReadOnlyList<string> MissingEvidence,
    IReadOnlyList<Rectification> Rectifications,
    IReadOnlyList<HistoryEntry> History);

/// <param name="Light">Worst light of a monitoring sheet.</param>
public sealed record ItemFigures(string? Light);

/// <summary>What a return points at, or what the section answers to it.</summary>
/// <param name="At">A cell or an indicator.</param>
public sealed record ReturnPoint(string At, string Text);

/// <param name="Verdict">approve, return or reject.</param>
/// <param name="Dissents">Otherwise than the group decided.</param>
public sealed record CastVote(string Name, string Verdict, string? Reason, bool Dissents);

public sealed record AttachedEvidence(string Id, string Indicator, string FileName, string Media);

/// <param name="Answer">整改结果; null until the section answers.</param>
/// <param name="Conclusion">整改结论; null until it is closed.</param>
public sealed record Rectification(int Id, string Requirement, string? Answer, string? Conclusion);

public sealed record HistoryEntry(DateTimeOffset At, string By, string What, int? Version = null, string? Reason = null);
