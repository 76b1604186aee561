using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Scoring;

/// <summary>One row: what was aimed at, reached, claimed and scored.</summary>
/// <param name="Id">Id of the approved indicator; null when the row matches none.</param>
/// <param name="Target">The approved target, or the sheet's own when there is none; null when it cannot be read.</param>
/// <param name="Claimed">得分 as the section wrote it.</param>
/// <param name="Score">Null while a value it needs is missing or cannot be read.</param>
/// <param name="Place">Cell of the row's name.</param>
public sealed record IndicatorResult(
    string? Id,
    string Level1,
    string Level2,
    string Name,
    Target? Target,
    Actual? Actual,
    decimal? Claimed,
    IndicatorScore? Score,
    Place Place);
