using PerfFlow.Domain.Documents;
using PerfFlow.Domain.ReportTexts;

namespace PerfFlow.Domain.Reporting;

/// <summary>六、存在的问题及原因: what people write of it, and what the data shows.</summary>
internal static class Problems
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "六、存在的问题及原因");
        var written = paper.Quote(data, TextTopic.Problems);
        if (!data.HasProblems && !written)
        {
            paper.Say("各项指标均得满分,绩效运行监控未亮红灯。");
            return;
        }

        Deviations(paper, data);
        Reds(paper, data);
    }

    private static void Deviations(Paper paper, ReportData data)
    {
        var rows = data.Projects.SelectMany(project => project.Deviations.Select(row => (project, row))).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        paper.Say("未得满分的指标{{indicators.below}}项,原因及改进措施如下。");
        paper.Table(
            "未得满分的指标",
            [
                new("项目", 8), new("指标", 8), new("年度指标值", 6), new("实际完成值", 6), new("得分", 4, Alignment.Right),
                new("分值", 4, Alignment.Right), new("原因及改进措施", 12),
            ],
            rows.Select(pair => Paper.TextRow(
                pair.project.Name,
                pair.row.Result.Name,
                pair.row.Target,
                pair.row.Actual,
                NumberStyle.Points(pair.row.Result.Score?.Score),
                NumberStyle.Points(pair.row.Result.Score?.Points),
                Paper.Prose(pair.row.Reason))));
    }

    private static void Reds(Paper paper, ReportData data)
    {
        var reds = data.Projects.SelectMany(project => project.Reds.Select(red => (project, red.Round, red.Light))).ToList();
        if (reds.Count > 0)
        {
            paper.Table(
                "绩效运行监控中亮红灯的事项",
                [new("项目", 8), new("监控期间", 5), new("事项", 9), new("原因", 14)],
                reds.Select(red => Paper.TextRow(
                    red.project.Name, $"1-{NumberStyle.Count(red.Round.Month)}月", red.Light.What, Paper.Prose(red.Light.Reason))));
        }
    }
}
