using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Drift;

/// <summary>Says each departure in words, old and new side by side.</summary>
internal static class DriftFindings
{
    private static readonly Message Adjust = new(
        "请改回批复内容;确需调整的,按程序先调整绩效目标", "Restore what was approved; a real change needs an approved adjustment first.");

    /// <param name="place">The cell that differs, or for a dropped indicator where it should stand.</param>
    public static Finding Of(IndicatorDrift drift, Place? place)
    {
        var (code, level, zh, en) = drift.Kind switch
        {
            DriftKind.Dropped => (
                "INDICATOR_DROPPED", Severity.Error, $"缺少批复的指标“{drift.Name}”({drift.Approved})",
                $"The approved indicator \"{drift.Name}\" ({drift.Approved}) is missing."),
            DriftKind.Added => (
                "INDICATOR_ADDED", Severity.Error, $"指标“{drift.Name}”({drift.Now})不在批复的目标中",
                $"The indicator \"{drift.Name}\" ({drift.Now}) is not among the approved ones."),
            DriftKind.Renamed => (
                "INDICATOR_RENAMED", Severity.Warning, $"指标名称由“{drift.Approved}”改为“{drift.Now}”",
                $"The indicator \"{drift.Approved}\" was renamed \"{drift.Now}\"."),
            DriftKind.TargetLowered => (
                "TARGET_LOWERED", Severity.Error, $"“{drift.Name}”的目标由 {drift.Approved} 降低为 {drift.Now}",
                $"The target of \"{drift.Name}\" was lowered from {drift.Approved} to {drift.Now}."),
            DriftKind.TargetChanged => (
                "TARGET_CHANGED", Severity.Warning, $"“{drift.Name}”的目标由 {drift.Approved} 改为 {drift.Now}",
                $"The target of \"{drift.Name}\" was changed from {drift.Approved} to {drift.Now}."),
            _ => (
                "POINTS_MOVED", Severity.Error, $"“{drift.Name}”的分值由 {drift.Approved} 改为 {drift.Now}",
                $"The points of \"{drift.Name}\" were moved from {drift.Approved} to {drift.Now}."),
        };
        return new Finding(code, level, place, new Message(zh, en), Adjust);
    }
}
