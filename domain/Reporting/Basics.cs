using PerfFlow.Domain.Documents;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Reporting;

/// <summary>一、项目基本情况.</summary>
internal static class Basics
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "一、项目基本情况");
        Overview(paper, data);
        Targets(paper, data);
        Organisation(paper, data);
    }

    private static void Overview(Paper paper, ReportData data)
    {
        paper.Heading(2, "(一)项目概况");
        paper.Say(
            "{{year}}年度本单位纳入绩效自评的项目共{{sum.projects}}个,年初预算数{{sum.initial}}万元,全年预算数{{sum.budget}}万元,"
            + "全年执行数{{sum.spent}}万元,预算执行率{{sum.rate}}。");
        paper.Table(
            "项目及预算执行情况(单位:万元)",
            [
                new("序号", 3, Alignment.Center), new("项目", 10), new("科室", 5), new("年初预算数", 7, Alignment.Right),
                new("全年预算数", 7, Alignment.Right), new("全年执行数", 7, Alignment.Right), new("执行率", 6, Alignment.Right),
            ],
            [
                .. data.Projects.Select(
                    project => paper.FieldRow(project.Key, "number", "name", "section", "initial", "budget", "spent", "rate")),
                [new(""), new("合计"), new(""), .. paper.FieldCells("sum.initial", "sum.budget", "sum.spent", "sum.rate")],
            ]);
        foreach (var project in data.Projects)
        {
            Describe(paper, project);
        }

        if (data.Rejected.Count > 0)
        {
            paper.Say("绩效目标评审为“差”、未安排预算的项目{{sum.rejected}}个,不纳入绩效自评。");
            paper.Table(
                "未安排预算的项目",
                [new("项目", 8), new("科室", 5), new("理由", 12)],
                data.Rejected.Select(project => Paper.TextRow(project.Name, project.Section, Paper.Prose(project.Reason))));
        }
    }

    /// <summary>As the section describes it; else as it was registered.</summary>
    private static void Describe(Paper paper, ReportProject project)
    {
        if (project.Texts.Count == 0)
        {
            if (string.IsNullOrWhiteSpace(project.Description))
            {
                paper.Say("{{number}}. {{name}}:由{{section}}实施,全年执行数{{spent}}万元。", project.Key);
            }
            else
            {
                paper.Quote(project.Description, project.Key, "{{number}}. {{name}}:");
            }

            return;
        }

        paper.Say("{{number}}. {{name}}:由{{section}}实施。", project.Key);
        foreach (var topic in (TextTopic[])[TextTopic.Background, TextTopic.Content])
        {
            if (project.Texts.TryGetValue(topic, out var text))
            {
                paper.Quote(text, project.Key, $"{Word.Of(topic)}:");
            }
        }
    }

    private static void Targets(Paper paper, ReportData data)
    {
        paper.Heading(2, "(二)项目绩效目标");
        paper.Say("各项目批复的年度绩效目标如下,次序与项目概况相同。");
        foreach (var project in data.Projects)
        {
            paper.Quote(project.Targets.Goal, project.Key, "{{number}}. {{name}}(指标{{indicators}}项):");
            paper.Table(
                null,
                [new("二级指标", 6), new("三级指标", 10), new("年度指标值", 9), new("分值", 3, Alignment.Right)],
                project.Targets.Indicators.Select(indicator => Paper.TextRow(
                    indicator.Level2, indicator.Name, indicator.Target.ToString(), NumberStyle.Points(indicator.Points))));
        }
    }

    private static void Organisation(Paper paper, ReportData data)
    {
        paper.Heading(2, "(三)组织管理");
        if (data.Texts.TryGetValue(TextTopic.Organisation, out var text))
        {
            paper.Quote(text);
        }
        else
        {
            paper.Say("绩效管理工作由{{group}}领导,{{office}}组织实施,各科室负责本科室项目。");
        }

        if (data.Regulations.Count > 0)
        {
            paper.Table(
                "管理制度",
                [new("序号", 3, Alignment.Center), new("制度", 14), new("文号", 8), new("有效期", 9)],
                data.Regulations.Select((regulation, i) => Paper.TextRow(
                    NumberStyle.Count(i + 1), regulation.Title, regulation.Number, Validity(regulation))));
        }
    }

    private static string Validity(Regulation regulation)
        => NumberStyle.Day(regulation.From) + (regulation.Until is { } until ? $"至{NumberStyle.Day(until)}" : "起");
}
