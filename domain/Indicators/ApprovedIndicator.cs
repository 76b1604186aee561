namespace PerfFlow.Domain.Indicators;

/// <summary>One indicator of an approved target sheet.</summary>
/// <param name="Id">Lasting within the project-year, for example <c>i01</c>; empty on a candidate that is not approved yet.</param>
/// <param name="Name">三级指标 as written.</param>
/// <param name="Points">分值; fixed from approval on.</param>
/// <param name="Milestones">Share of the target due at the end of each quarter; null: the profile's default.</param>
public sealed record ApprovedIndicator(
    string Id,
    string Level1,
    string Level2,
    string Name,
    Target Target,
    decimal Points,
    IReadOnlyList<decimal>? Milestones = null);
