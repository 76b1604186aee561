using System.Text.Json.Serialization;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Drift;

/// <summary>How a later sheet departs from the approved targets.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftKind>))]
public enum DriftKind
{
    Dropped,
    Added,
    Renamed,
    TargetLowered,
    TargetChanged,
    PointsMoved,
}

/// <summary>One departure with old and new side by side.</summary>
/// <param name="IndicatorId">The approved indicator; null for an added one.</param>
/// <param name="Approved">As approved; null for an added indicator.</param>
/// <param name="Now">As the sheet has it; null for a dropped indicator.</param>
/// <param name="Place">The cell that differs; null for a dropped indicator.</param>
public sealed record IndicatorDrift(DriftKind Kind, string? IndicatorId, string Name, string? Approved, string? Now, Place? Place);
