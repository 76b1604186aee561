using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>What people call the sheet of a stage.</summary>
public static class StageTitle
{
    public static Message Of(int year, PlannedStage stage) => stage.Kind switch
    {
        StageKind.Targets => new($"{year}年度项目支出绩效目标申报表", $"targets of {year}"),
        StageKind.Monitoring => new($"{year}年1-{stage.Month}月绩效运行监控表", $"monitoring of {year}, months 1 to {stage.Month}"),
        StageKind.SelfEvaluation => new($"{year}年度项目支出绩效自评表", $"self-evaluation of {year}"),
        _ => new($"{year}年度绩效自评报告", $"self-evaluation report of {year}"),
    };
}
