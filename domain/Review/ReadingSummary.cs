using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What reading a version came to; the whole reading is stored under <paramref name="Id"/>.</summary>
/// <param name="Id">SHA-256 of the stored reading's own bytes, hex. Null when there is none: the reader failed.</param>
/// <param name="Errors">Findings that keep the version from being submitted.</param>
/// <param name="Failed">The reader itself failed (<c>INGEST_FAILED</c>): a later reading replaces this one.</param>
/// <param name="NeedsEvidence">
/// Ids of the indicators that need evidence under the plan's <see cref="EvidenceRule"/>, <see cref="MostNeeds"/> at most.
/// </param>
/// <param name="Profile">Rule profile it was judged by, with its version: <c>std/3</c>.</param>
/// <param name="Basis">What else it was judged by, where that can change. Null for targets.</param>
/// <param name="BasisHash">Of everything but the file that it rests on: the same file on the same basis is not read again.</param>
/// <param name="Red">
/// What a red light of monitoring comes of, with commas between: <see cref="TakenNote.Execution"/>, ids of indicators. Null: it is not red,
/// or that cannot be told.
/// </param>
public sealed record ReadingSummary(
    string? Id,
    int Errors,
    int Warnings,
    SheetFigures Figures,
    bool Failed = false,
    ImmutableArray<string> NeedsEvidence = default,
    string? Profile = null,
    ReadingBasis? Basis = null,
    string? BasisHash = null,
    string? Red = null)
{
    /// <summary>Causes of a red light that are told; with more of them it is told of none.</summary>
    public const int MostCauses = 8;

    /// <summary>Indicators that are asked for evidence: more than a sheet has, and no more than files are taken for.</summary>
    public const int MostNeeds = 100;

    /// <summary>The reader failed time and again.</summary>
    public static ReadingSummary Failure { get; } = new(null, 1, 0, SheetFigures.None, Failed: true);

    /// <summary>Never default.</summary>
    public ImmutableArray<string> NeedsEvidence { get; init; } = NeedsEvidence.IsDefault ? [] : NeedsEvidence;

    public bool Ok => Errors == 0 && !Failed;

    /// <summary>
    /// Nothing in it is flagged: a monitoring sheet goes by its light (field.md §4.9), any other by what was found in it.
    /// </summary>
    public bool IsGreen(PlannedStage stage)
        => Ok && (stage.Kind == StageKind.Monitoring ? Figures.Light is "green" or "blue" : Warnings == 0);

    /// <summary>See <see cref="Red"/>; empty where it is not told.</summary>
    public IReadOnlyList<string> RedCauses() => Red?.Split(',') ?? [];

    public bool Equals(ReadingSummary? other)
        => other is not null
        && (Id, Errors, Warnings, Figures, Failed, Profile, Basis, BasisHash, Red)
            == (other.Id, other.Errors, other.Warnings, other.Figures, other.Failed, other.Profile, other.Basis, other.BasisHash, other.Red)
        && NeedsEvidence.AsSpan().SequenceEqual(other.NeedsEvidence.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Errors, Warnings, Failed);
}

/// <summary>The figures of a sheet that the board shows; null where the sheet has none.</summary>
/// <param name="Budget">全年预算数, 万元.</param>
/// <param name="Spent">全年执行数 or the spent so far, 万元.</param>
/// <param name="Score">Computed total, 0 to 100.</param>
/// <param name="Grade">Grade of the score, in the words of the profile.</param>
/// <param name="Light">Worst light of a monitoring sheet.</param>
/// <param name="InitialBudget">年初预算数 of targets that were adjusted; null where it is the budget.</param>
public sealed record SheetFigures(
    decimal? Budget = null,
    decimal? Spent = null,
    decimal? Score = null,
    string? Grade = null,
    string? Light = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? InitialBudget = null)
{
    public static SheetFigures None { get; } = new();

    public bool IsRed => string.Equals(Light, "red", StringComparison.Ordinal);
}
