namespace PerfFlow.Demo.Client;

/// <summary>A person's notices, latest rung first.</summary>
public sealed record PersonalInbox(IReadOnlyList<Notice> Notices);

/// <summary>A reminder, or news of what has just happened.</summary>
/// <param name="Kind">nothing when the section has handed in nothing, partly when something is missing, news for news.</param>
/// <param name="Rung">Instant of the stage's ladder it was sent for.</param>
/// <param name="ReadAt">Null while it is unread.</param>
public sealed record Notice(
    string Id, int Year, string Stage, string Kind, bool Overdue, DateTimeOffset Rung, DateTimeOffset? ReadAt, Bilingual Subject)
{
    public bool IsReminder => Kind != "news";
}

public sealed record Bilingual(string Zh, string En);

/// <summary>Whether the year's ledger is as it was written.</summary>
public sealed record LedgerVerification(bool Ok, IReadOnlyList<StreamHead> Streams);

/// <param name="Stream">A project's id, or @unit.</param>
/// <param name="Version">Number of events that hold.</param>
public sealed record StreamHead(string Stream, int Version, string Head);

/// <summary>The archives of a year.</summary>
public sealed record ArchiveList(bool Done, IReadOnlyList<ArchivedProject> Projects);

/// <param name="Sha256">Of the whole file, as the ledger has it; null while it is not archived.</param>
public sealed record ArchivedProject(string Project, string Name, string? Sha256);

/// <summary>What the results suggest for next year's budget.</summary>
public sealed record ResultList(IReadOnlyList<SuggestedResult> Projects);

/// <param name="Suggestion">secure, keep, cut or cancel.</param>
/// <param name="Weaknesses">Why the project is on the list for a closer look.</param>
public sealed record SuggestedResult(string Project, string? Suggestion, IReadOnlyList<string> Weaknesses);
