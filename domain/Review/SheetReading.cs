using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

/// <summary>What reading a version came to; the whole reading is stored under <paramref name="Id"/>.</summary>
/// <param name="Id">Hash of the stored reading, hex.</param>
/// <param name="Errors">Findings that keep the version from being submitted.</param>
/// <param name="Failed">The reader itself failed (<c>INGEST_FAILED</c>): a later reading replaces this one.</param>
/// <param name="NeedsEvidence">Ids of the indicators that need evidence under the plan's <see cref="Plan.EvidenceRule"/>.</param>
/// <param name="Profile">Rule profile it was judged by, with its version: <c>std/3</c>. Null in older events.</param>
/// <param name="Basis">What else it was judged by, where that can change. Null for targets, and in older events.</param>
public sealed record SheetReading(
    string Id,
    int Errors,
    int Warnings,
    SheetFigures Figures,
    bool Failed = false,
    ImmutableArray<string> NeedsEvidence = default,
    string? Profile = null,
    ReadingBasis? Basis = null)
{
    /// <summary>Never default, also when an older event leaves it out.</summary>
    public ImmutableArray<string> NeedsEvidence { get; init; } = NeedsEvidence.IsDefault ? [] : NeedsEvidence;

    public bool Ok => Errors == 0 && !Failed;

    public bool Equals(SheetReading? other)
        => other is not null
        && (Id, Errors, Warnings, Figures, Failed, Profile, Basis)
            == (other.Id, other.Errors, other.Warnings, other.Figures, other.Failed, other.Profile, other.Basis)
        && NeedsEvidence.AsSpan().SequenceEqual(other.NeedsEvidence.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Errors, Warnings, Failed);
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

    public bool IsRed => string.Equals(Light, "red", StringComparison.Ordinal);
}
