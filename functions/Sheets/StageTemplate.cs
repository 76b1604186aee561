using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Targets;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Functions.Sheets;

/// <summary>The empty sheet of a stage, filled with what is approved: indicators with their ids, goal, points and budget.</summary>
internal static class StageTemplate
{
    /// <returns>The bytes of an .xlsx; null when the stage has no sheet.</returns>
    public static byte[]? Write(string unit, Project project, int year, PlannedStage stage, Profile profile, ApprovedTargets? approved)
    {
        var header = new SheetHeader(unit, project.Name, year);
        var lines = approved?.Indicators.Select(Line).ToList() ?? [];
        using var to = new MemoryStream();
        switch (stage.Kind)
        {
            case StageKind.Targets:
                TemplateWriter.Targets(
                    new TargetSheet(
                        header,
                        [new(FundSource.Total, approved?.Budget)],
                        lines,
                        approved?.Goal ?? project.Goal,
                        Kinds: [.. profile.Levels.SelectMany(level => level.Kinds.Select(kind => (level.Name, kind.Name)))]),
                    to);
                break;
            case StageKind.Monitoring:
                TemplateWriter.Monitoring(
                    new MonitoringSheet(
                        header,
                        stage.Month ?? 12,
                        [new(FundSource.Total, approved?.AtFirst, approved?.Budget)],
                        [.. lines.Select(line => new MonitoringLine(line))],
                        approved?.Goal),
                    to);
                break;
            case StageKind.SelfEvaluation:
                TemplateWriter.SelfEvaluation(
                    new SelfEvaluationSheet(
                        header,
                        [new(FundSource.Total, approved?.AtFirst, approved?.Budget)],
                        [.. lines.Select(line => new SelfEvaluationLine(line))],
                        approved?.Goal,
                        ExecutionPoints: profile.Execution.Points),
                    to);
                break;
            default:
                return null;
        }

        return to.ToArray();
    }

    private static IndicatorLine Line(ApprovedIndicator indicator) => new(
        indicator.Id, indicator.Level1, indicator.Level2, indicator.Name,
        indicator.Target.ToString(), Points: indicator.Points, Milestones: indicator.Milestones);
}
