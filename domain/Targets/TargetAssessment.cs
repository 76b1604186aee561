using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Targets;

/// <summary>Money of a target sheet in 万元; null where the sheet has no number.</summary>
public sealed record TargetMoney(decimal? Total, decimal? Fiscal, decimal? CarriedOver, decimal? Other);

/// <summary>A target sheet read and checked.</summary>
/// <param name="Indicators">The rows that could be understood, in sheet order, without ids yet.</param>
public sealed record TargetAssessment(
    string Profile,
    int ProfileVersion,
    IReadOnlyList<ApprovedIndicator> Indicators,
    TargetMoney Money,
    string Goal,
    IReadOnlyList<Finding> Findings)
    : Assessment(Findings)
{
    public override SheetFigures ToFigures() => new(Budget: Money.Total);
}
