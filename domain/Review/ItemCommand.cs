using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>Something asked of one item. Commands on a version name the one their sender saw.</summary>
public abstract record ItemCommand(StageId Stage, Actor By)
{
    /// <summary>A file came in under a version: <see cref="Item.NextVersion"/> as its sender knew it, or a late older one.</summary>
    public sealed record Upload(StageId Stage, Actor By, int Version, string Sha256, string FileName) : ItemCommand(Stage, By);

    /// <summary>The reader is through with a version.</summary>
    public sealed record Read(StageId Stage, int Version, SheetReading Reading) : ItemCommand(Stage, Actor.System);

    public sealed record Submit(StageId Stage, Actor By, int Version) : ItemCommand(Stage, By);

    /// <summary>The lead passes it on to the group.</summary>
    public sealed record Check(StageId Stage, Actor By, int Version) : ItemCommand(Stage, By);

    public sealed record Return(StageId Stage, Actor By, int Version, string? Reason, ImmutableArray<ReturnPoint> Points) : ItemCommand(Stage, By);

    /// <param name="Grade">Targets only; absent means 优.</param>
    /// <param name="Reason">Mandatory with 中 and 差.</param>
    public sealed record Approve(StageId Stage, Actor By, int Version, ReviewGrade? Grade = null, string? Reason = null) : ItemCommand(Stage, By);

    /// <summary>The group sets another score than the computed one, before it approves. Self-evaluation only.</summary>
    /// <param name="Score">0 to 100.</param>
    public sealed record OverrideScore(StageId Stage, Actor By, int Version, decimal Score, string? Reason) : ItemCommand(Stage, By);

    /// <summary>Takes back the last decision, by the level that took it while the next has not acted.</summary>
    public sealed record Undo(StageId Stage, Actor By, int Version) : ItemCommand(Stage, By);

    public sealed record Reopen(StageId Stage, Actor By, string? Reason) : ItemCommand(Stage, By);

    /// <param name="DataHash">SHA-256 of the approved data set, hex.</param>
    public sealed record Lock(StageId Stage, string DataHash) : ItemCommand(Stage, Actor.System);

    public sealed record Archive(StageId Stage, Actor By) : ItemCommand(Stage, By);
}

/// <summary>What a return points at.</summary>
/// <param name="At">A cell (<c>自评表!F12</c>) or an indicator's id.</param>
public sealed record ReturnPoint(string At, string Text);

/// <summary>What reading a version came to; the whole reading is stored under <paramref name="Id"/>.</summary>
/// <param name="Id">Hash of the stored reading, hex.</param>
/// <param name="Errors">Findings that keep the version from being submitted.</param>
/// <param name="Failed">The reader itself failed (<c>INGEST_FAILED</c>): a later reading replaces this one.</param>
public sealed record SheetReading(string Id, int Errors, int Warnings, SheetFigures Figures, bool Failed = false)
{
    public bool Ok => Errors == 0 && !Failed;
}

/// <summary>The figures of a sheet that the board shows; null where the sheet has none.</summary>
/// <param name="Budget">全年预算数, 万元.</param>
/// <param name="Spent">全年执行数 or the spent so far, 万元.</param>
/// <param name="Score">Computed total, 0 to 100.</param>
/// <param name="Grade">Grade of the score, in the words of the profile.</param>
/// <param name="Light">Worst light of a monitoring sheet.</param>
public sealed record SheetFigures(decimal? Budget = null, decimal? Spent = null, decimal? Score = null, string? Grade = null, string? Light = null)
{
    public static SheetFigures None { get; } = new();
}
