using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Scoring;

/// <summary>预算执行率 scored (field.md §4.4).</summary>
/// <param name="Budget">全年预算数 in 万元; null when the sheet has no number.</param>
/// <param name="Spent">全年执行数 in 万元; null when the sheet has no number.</param>
/// <param name="Rate">Spent over budget as a fraction; null when it cannot be found or does not apply.</param>
/// <param name="Score">Two decimals; null when it cannot be found yet or does not apply.</param>
/// <param name="Marks"><see cref="ScoreMarks.NotApplicable"/> when budget and spending are both 0.</param>
public sealed record ExecutionScore(
    ExecutionRule Rule,
    decimal Points,
    decimal? Budget,
    decimal? Spent,
    decimal? Rate,
    decimal? Score,
    ScoreMarks Marks);
