using System.Collections.Frozen;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Reporting;

/// <summary>A datum that a text may show: <c>{{sum.spent}}</c>. It is written nowhere else, so text and data cannot differ.</summary>
/// <param name="Name">Of the unit's year, <c>sum.spent</c>, or of a project, <c>p01.spent</c>.</param>
/// <param name="Title">What people choose it by.</param>
/// <param name="Value">As it is printed.</param>
public sealed record Field(string Name, string Title, string Value);

/// <summary>All that the texts of a year's report may show (field.md §6).</summary>
public sealed class Fields
{
    private readonly FrozenDictionary<string, Field> byName;

    internal Fields(IEnumerable<Field> all)
    {
        All = [.. all];
        byName = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>Of the unit first, then project by project.</summary>
    public IReadOnlyList<Field> All { get; }

    public static Fields Of(ReportData data) => new(
        [.. OfUnit(data), .. data.Projects.SelectMany((project, i) => OfProject(project, i + 1))]);

    /// <param name="project">Whose text it is: its own fields are named without its id. Null for the unit's.</param>
    public Field? Find(string name, string? project)
        => (project is null ? null : byName.GetValueOrDefault($"{project}.{name}")) ?? byName.GetValueOrDefault(name);

    private static IEnumerable<Field> OfUnit(ReportData data)
    {
        var rows = data.Projects.SelectMany(project => project.Rows).Where(row => row.IsScored).ToList();
        var rounds = data.Projects.SelectMany(project => project.Rounds).ToList();
        var full = rows.Count(row => row.IsFull);
        return
        [
            new("unit", "单位名称", data.Unit),
            new("year", "预算年度", NumberStyle.Count(data.Year)),
            new("group", "领导小组名称", data.Names.LeadingGroup),
            new("office", "牵头科室名称", data.Names.LeadOffice),
            new("sum.projects", "项目数", NumberStyle.Count(data.Projects.Count)),
            new("sum.initial", "年初预算数合计(万元)", NumberStyle.Money(data.InitialBudget)),
            new("sum.budget", "全年预算数合计(万元)", NumberStyle.Money(data.Budget)),
            new("sum.spent", "全年执行数合计(万元)", NumberStyle.Money(data.Spent)),
            new("sum.rate", "预算执行率", NumberStyle.Rate(data.Rate)),
            new("sum.scored", "完成自评的项目数", NumberStyle.Count(data.Projects.Count(project => project.Score is not null))),
            new("sum.score", "平均得分", NumberStyle.Points(data.Score)),
            new("sum.perfect", "满分项目数", NumberStyle.Count(data.Projects.Count(project => project.Score == 100m))),
            new("sum.returns", "退回修改次数", NumberStyle.Count(data.Projects.Sum(project => project.Returns))),
            new("sum.rejected", "未安排预算的项目数", NumberStyle.Count(data.Rejected.Count)),
            new("indicators.count", "指标数", NumberStyle.Count(rows.Count)),
            new("indicators.full", "得满分的指标数", NumberStyle.Count(full)),
            new("indicators.rate", "指标达标率", NumberStyle.Rate(NumberStyle.Share(full, rows.Count))),
            new("indicators.below", "未得满分的指标数", NumberStyle.Count(rows.Count - full)),
            new("kinds.count", "指标类型数", NumberStyle.Count(IndicatorKinds.Of(data).Count)),
            new("kinds.names", "指标类型", string.Join('、', IndicatorKinds.Of(data).Select(kind => kind.Name))),
            new("rounds.count", "监控轮次", NumberStyle.Count(rounds.Select(round => round.Stage).Distinct().Count())),
            new("rounds.sheets", "审定的监控表数", NumberStyle.Count(rounds.Count)),
            new("lights.red", "红灯次数", NumberStyle.Count(rounds.Count(round => round.Light == Light.Red))),
            new("lights.yellow", "黄灯次数", NumberStyle.Count(rounds.Count(round => round.Light == Light.Yellow))),
            new("weak.count", "重点审核项目数", NumberStyle.Count(data.Projects.Count(Advice.IsWeak))),
            new("weak.rate", "重点审核的执行率", NumberStyle.Rate(Advice.Rules.WeakRate)),
            new("weak.score", "重点审核的得分", NumberStyle.Points(Advice.Rules.WeakScore)),
            new("rectifications.count", "整改事项数", NumberStyle.Count(data.Projects.Sum(project => project.Rectifications.Count))),
        ];
    }

    private static IEnumerable<Field> OfProject(ReportProject project, int number)
    {
        var evaluation = project.Evaluation;
        return
        [
            Of("number", "序号", NumberStyle.Count(number)),
            Of("name", "项目名称", project.Name),
            Of("section", "科室", project.Section),
            Of("initial", "年初预算数(万元)", NumberStyle.Money(project.InitialBudget)),
            Of("budget", "全年预算数(万元)", NumberStyle.Money(project.Budget)),
            Of("spent", "全年执行数(万元)", NumberStyle.Money(project.Spent)),
            Of("rate", "执行率", NumberStyle.Rate(evaluation.Execution.Rate)),
            Of("score", "总分", NumberStyle.Points(project.Score)),
            Of("grade", "等级", project.Grade ?? NumberStyle.Unknown),
            Of("score.execution", "预算执行得分", NumberStyle.Points(evaluation.Execution.Score)),
            Of("score.indicators", "指标得分", NumberStyle.Points(evaluation.Indicators.Sum(result => result.Score?.Score))),
            Of("indicators", "指标数", NumberStyle.Count(project.Targets.Indicators.Count)),
        ];

        Field Of(string name, string title, string value) => new($"{project.Key}.{name}", $"{project.Name}:{title}", value);
    }
}
