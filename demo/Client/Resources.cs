namespace PerfFlow.Demo.Client;

/// <summary>A stage of the year as planned. Instants in UTC.</summary>
/// <param name="Kind">targets, monitoring, self-evaluation or report.</param>
/// <param name="Month">Last month covered; null for targets and the report.</param>
/// <param name="Scope">project or unit.</param>
/// <param name="Approver">lead or group.</param>
/// <param name="Rungs">When reminders are due.</param>
public sealed record PlannedStage(
    string Id,
    string Kind,
    int? Month,
    string Scope,
    string Approver,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    IReadOnlyList<DateTimeOffset> Rungs);

/// <param name="Quorum">How many of the leading group have to agree: majority, all or chair.</param>
/// <param name="Evidence">Which indicators of a self-evaluation need evidence: none, judged or scored.</param>
public sealed record YearPlan(string Version, IReadOnlyList<PlannedStage> Stages, string Quorum = "majority", string Evidence = "none");

/// <param name="Done">The report is signed and everything archived.</param>
public sealed record YearStatus(int Year, bool Done, IReadOnlyList<StageStatus> Stages);

/// <param name="State">planned, open, … as the app says.</param>
public sealed record StageStatus(string Id, DateTimeOffset OpensAt, DateTimeOffset DueAt, string State);

public sealed record UploadReceipt(int Version, string Sha256);

/// <param name="State">received or read.</param>
/// <param name="Ok">Read without an error.</param>
public sealed record UploadStatus(
    int Version,
    string Sha256,
    string State,
    bool Ok,
    IReadOnlyList<UploadFinding> Findings,
    Assessment? Assessment,
    ScoreExplanation? Explanation);

/// <param name="Level">error, warning or info.</param>
public sealed record UploadFinding(string Code, string Level, string? Sheet, string? Cell, string Message, string? Suggestion);

/// <summary>What is in a sheet; execution, total and grade of a self-evaluation alone.</summary>
public sealed record Assessment(decimal? Total, string? Grade, AssessedExecution? Execution, IReadOnlyList<AssessedIndicator>? Indicators);

/// <summary>预算执行率. Amounts in 万元, the rate a fraction.</summary>
public sealed record AssessedExecution(decimal Points, decimal? Budget, decimal? Spent, decimal? Rate, decimal? Score);

/// <param name="Id">Of the approved indicator; null before there are any.</param>
/// <param name="Place">Cell of the name; null for targets.</param>
public sealed record AssessedIndicator(string? Id, string Level2, string Name, AssessedScore? Score, CellPlace? Place);

public sealed record CellPlace(string Sheet, string Cell);

public sealed record AssessedScore(decimal Points, decimal Score);

/// <summary>Why a self-evaluation scores what it does.</summary>
/// <param name="Parts">The execution rate first, then each row in sheet order.</param>
public sealed record ScoreExplanation(IReadOnlyList<Explanation> Parts, Explanation Total);

/// <param name="Rule">Profile, version and rule, for example std@1/Forward.</param>
/// <param name="Text">The formula with its numbers filled in.</param>
public sealed record Explanation(string Rule, string Text, decimal? Score);

public sealed record Board(IReadOnlyList<BoardProject> Projects);

/// <summary>Amounts in 万元.</summary>
/// <param name="Rate">Spent over budget, a fraction.</param>
public sealed record BoardProject(
    string Project,
    string Name,
    string Section,
    decimal? Budget,
    decimal? Spent,
    decimal? Rate,
    decimal? Score,
    string? Grade,
    IReadOnlyDictionary<string, BoardStage> Stages);

public sealed record BoardStage(string State, int? Version, string? Light, DateTimeOffset? DueAt, bool Overdue);

/// <param name="State">none, building, ready, approved or signed.</param>
/// <param name="Head">Hash of the ledger's head that the report was built from.</param>
public sealed record ReportStatus(int Version, string State, string? Head);

/// <summary>A membership that waits for a second person.</summary>
public sealed record MemberProposal(int Id);
