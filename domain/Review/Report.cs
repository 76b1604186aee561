using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

/// <summary>What became of a report draft.</summary>
public enum ReportState
{
    Building,
    Ready,

    /// <summary>By the leading group.</summary>
    Approved,

    /// <summary>By the unit's head; the year is being archived.</summary>
    Signed,
}

/// <summary>A version of the year's report.</summary>
/// <param name="Head">What it is bound to: hash over the heads of the project streams it was drawn from, hex.</param>
/// <param name="DraftedBy">Key of the person.</param>
/// <param name="Files">File name to SHA-256, hex; empty while building.</param>
public sealed record Report(int Version, ReportState State, string Head, string DraftedBy, ImmutableDictionary<string, string> Files);
