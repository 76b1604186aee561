using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Reporting;

/// <summary>附件: the summary, the finished form of each project, what was to be put right.</summary>
internal static class Annexes
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Page(landscape: true);
        Summary(paper, data);
        foreach (var project in data.Projects)
        {
            paper.Page(landscape: true);
            Form(paper, project);
        }

        paper.Page(landscape: false);
        Rectifications(paper, data);
    }

    private static void Summary(Paper paper, ReportData data)
    {
        paper.Heading(1, "附件一:项目支出绩效自评汇总表");
        paper.Table(
            "单位:万元",
            [
                new("序号", 3, Alignment.Center), new("项目", 12), new("科室", 7), new("年初预算数", 6, Alignment.Right),
                new("全年预算数", 6, Alignment.Right), new("全年执行数", 6, Alignment.Right), new("执行率", 5, Alignment.Right),
                new("总分", 4, Alignment.Right), new("等级", 3, Alignment.Center),
            ],
            [
                .. data.Projects.Select(project => paper.FieldRow(
                    project.Key, "number", "name", "section", "initial", "budget", "spent", "rate", "score", "grade")),
                [
                    new(""), new("合计"), new(""), .. paper.FieldCells("sum.initial", "sum.budget", "sum.spent", "sum.rate", "sum.score"),
                    new(NumberStyle.Unknown),
                ],
            ]);
    }

    private static void Form(Paper paper, ReportProject project)
    {
        paper.Heading(1, "附件二:项目支出绩效自评表({{name}})", project.Key);
        paper.Say(
            "责任科室:{{section}}。年初预算数{{initial}}万元,全年预算数{{budget}}万元,全年执行数{{spent}}万元,执行率{{rate}},"
            + "预算执行得分{{score.execution}}分,总分{{score}}分,等级“{{grade}}”。",
            project.Key);
        paper.Table(
            "资金构成(单位:万元)",
            [
                new("资金来源", 10), new("年初预算数", 6, Alignment.Right), new("全年预算数", 6, Alignment.Right),
                new("全年执行数", 6, Alignment.Right),
            ],
            project.Form.Funds.Select(fund => Paper.TextRow(
                Word.Of(fund.Source),
                NumberStyle.Money(fund.InitialBudget.Number),
                NumberStyle.Money(fund.Budget.Number),
                NumberStyle.Money(fund.Spent.Number))));
        Goal(paper, "预期目标", project.Form.ExpectedGoal);
        Goal(paper, "实际完成情况", project.Form.ActualGoal);
        paper.Table(
            "绩效指标",
            [
                new("一级指标", 5), new("二级指标", 6), new("三级指标", 9), new("年度指标值", 7), new("实际完成值", 7),
                new("分值", 3, Alignment.Right), new("得分", 3, Alignment.Right), new("偏差原因分析及改进措施", 12),
            ],
            project.Rows.Select(row => Paper.TextRow(
                row.Result.Level1,
                row.Result.Level2,
                row.Result.Name,
                row.Target,
                row.Actual,
                NumberStyle.Points(row.Result.Score?.Points),
                NumberStyle.Points(row.Result.Score?.Score),
                Paper.Prose(row.Reason))));
    }

    private static void Goal(Paper paper, string title, Cell? goal)
    {
        if (goal is { IsBlank: false })
        {
            paper.Quote(goal.Raw, null, $"{title}:");
        }
    }

    private static void Rectifications(Paper paper, ReportData data)
    {
        paper.Heading(1, "附件三:整改清单");
        var all = data.Projects.SelectMany(project => project.Rectifications.Select(one => (project, one))).ToList();
        if (all.Count == 0)
        {
            paper.Say("无整改事项。");
            return;
        }

        paper.Table(
            "整改事项共" + NumberStyle.Count(all.Count) + "项",
            [new("序号", 3, Alignment.Center), new("项目", 8), new("整改要求", 10), new("整改结果", 10), new("结论", 8)],
            all.Select((pair, i) => Paper.TextRow(
                NumberStyle.Count(i + 1),
                pair.project.Name,
                Paper.Prose(pair.one.Requirement),
                Paper.Prose(pair.one.Answer),
                Paper.Prose(pair.one.Conclusion))));
    }
}
