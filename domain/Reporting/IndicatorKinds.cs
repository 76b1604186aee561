namespace PerfFlow.Domain.Reporting;

/// <summary>Indicators of one kind (二级指标) over all projects.</summary>
/// <param name="IsOutput">Of outputs and costs (产出、成本); else of effects and satisfaction.</param>
/// <param name="Full">With full points.</param>
internal sealed record IndicatorKind(string Name, bool IsOutput, int Count, int Full);

internal static class IndicatorKinds
{
    /// <summary>In the order in which they are met first.</summary>
    public static IReadOnlyList<IndicatorKind> Of(ReportData data) =>
    [
        .. data.Projects
            .SelectMany(project => project.Rows)
            .Where(row => row.IsScored)
            .GroupBy(row => (row.Result.Level2, IsOutput: IsOutput(row.Result.Level1)))
            .Select(kind => new IndicatorKind(kind.Key.Level2, kind.Key.IsOutput, kind.Count(), kind.Count(row => row.IsFull))),
    ];

    private static bool IsOutput(string level)
        => level.Contains("产出", StringComparison.Ordinal) || level.Contains("成本", StringComparison.Ordinal);
}
