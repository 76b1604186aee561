using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Targets;

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
