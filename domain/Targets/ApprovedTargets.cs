using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Targets;

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

/// <summary>What monitoring and self-evaluation are measured against.</summary>
/// <param name="Budget">年度资金总额, 万元.</param>
/// <param name="Goal">年度目标.</param>
/// <param name="Issued">How many ids have ever been given, so that none is given twice.</param>
public sealed partial record ApprovedTargets(
    IReadOnlyList<ApprovedIndicator> Indicators,
    decimal? Budget,
    string Goal,
    string Profile,
    int ProfileVersion,
    int Issued);
