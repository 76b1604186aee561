namespace PerfFlow.Sheets.Summary;

/// <summary>What <see cref="SummaryWorkbook"/> prints; all figures come from the caller, none is computed here.</summary>
/// <param name="Title">For example 2023年度项目支出绩效自评汇总表.</param>
public sealed record UnitSummary(
    string Title,
    IReadOnlyList<ProjectLine> Projects,
    SummaryTotals Totals,
    IReadOnlyList<IndicatorSummary> Indicators);

/// <summary>Amounts in 万元.</summary>
/// <param name="ExecutionRate">A fraction, 0.95 for 95%; null when it does not apply.</param>
/// <param name="Score">The final one; null while there is none.</param>
/// <param name="Grade">优, 良, 中 or 差.</param>
/// <param name="ComputedScore">What the rules came to.</param>
/// <param name="OverrideReason">Why the final score is another; null where it is the computed one.</param>
public sealed record ProjectLine(
    string Name,
    string Section,
    decimal? InitialBudget,
    decimal? Budget,
    decimal? Spent,
    decimal? ExecutionRate,
    decimal? Score,
    string? Grade,
    decimal? ComputedScore = null,
    string? OverrideReason = null);

/// <summary>Amounts in 万元, the rate a fraction.</summary>
public sealed record SummaryTotals(
    decimal? InitialBudget,
    decimal? Budget,
    decimal? Spent,
    decimal? ExecutionRate,
    decimal? AverageScore = null);

/// <summary>One indicator of one project as evaluated.</summary>
public sealed record IndicatorSummary(
    string Project,
    string Level1,
    string Level2,
    string Name,
    string Target,
    string? Actual,
    decimal? Points,
    decimal? Score,
    string? Explanation);
