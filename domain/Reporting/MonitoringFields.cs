using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Reporting;

/// <summary>What a monitoring report shows of its data.</summary>
internal static class MonitoringFields
{
    public static Fields Of(MonitoringData data) => new(
        [.. OfUnit(data), .. data.Projects.SelectMany((project, i) => OfProject(project, i + 1))]);

    /// <summary>How the period is called: 1-6月, 上半年, 全年.</summary>
    public static string PeriodOf(MonitoringData data) => data.Period switch
    {
        MonitoringPeriod.Half => "上半年",
        MonitoringPeriod.Year => "全年",
        _ => $"1-{NumberStyle.Count(data.Month)}月",
    };

    private static IEnumerable<Field> OfUnit(MonitoringData data) =>
    [
        new("unit", "单位名称", data.Unit),
        new("year", "预算年度", NumberStyle.Count(data.Year)),
        new("period", "监控期间", PeriodOf(data)),
        new("group", "领导小组名称", data.Names.LeadingGroup),
        new("office", "牵头科室名称", data.Names.LeadOffice),
        new("sum.all", "应监控项目数", NumberStyle.Count(data.Projects.Count + data.Missing.Count)),
        new("sum.monitored", "完成监控的项目数", NumberStyle.Count(data.Projects.Count)),
        new("sum.missing", "未完成监控的项目数", NumberStyle.Count(data.Missing.Count)),
        new("sum.rounds", "监控轮次", NumberStyle.Count(data.Rounds.Count)),
        new("sum.budget", "全年预算数合计(万元)", NumberStyle.Money(data.Budget)),
        new("sum.spent", "执行数合计(万元)", NumberStyle.Money(data.Spent)),
        new("sum.rate", "执行率", NumberStyle.Rate(data.Rate)),
        new("sum.forecast", "全年预计执行数合计(万元)", NumberStyle.Money(data.Forecast)),
        new("sum.forecast.rate", "全年预计执行率", NumberStyle.Rate(data.Budget > 0 ? data.Forecast / data.Budget : null)),
        new("lights.red", "红灯指标数", NumberStyle.Count(data.Count(Light.Red))),
        new("lights.yellow", "黄灯指标数", NumberStyle.Count(data.Count(Light.Yellow))),
        new("lights.green", "绿灯指标数", NumberStyle.Count(data.Count(Light.Green))),
        new("lights.blue", "蓝灯指标数", NumberStyle.Count(data.Count(Light.Blue))),
    ];

    private static IEnumerable<Field> OfProject(MonitoredProject project, int number)
    {
        var execution = project.Assessment.Execution;
        return
        [
            Of("number", "序号", NumberStyle.Count(number)),
            Of("name", "项目名称", project.Name),
            Of("section", "科室", project.Section),
            Of("budget", "全年预算数(万元)", NumberStyle.Money(execution.Budget)),
            Of("spent", "执行数(万元)", NumberStyle.Money(execution.Spent)),
            Of("rate", "执行率", NumberStyle.Rate(execution.Rate)),
            Of("forecast", "全年预计执行数(万元)", NumberStyle.Money(execution.Forecast)),
            Of("light", "项目灯", Word.Of(project.Assessment.Project).Zh),
        ];

        Field Of(string name, string title, string value) => new($"{project.Key}.{name}", $"{project.Name}:{title}", value);
    }
}
