using PerfFlow.Domain.Documents;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.Results;

namespace PerfFlow.Domain.Reporting;

/// <summary>七、有关建议: never empty where there are problems.</summary>
internal static class Advice
{
    public static ResultRules Rules { get; } = ResultRules.Default;

    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "七、有关建议");
        var written = paper.Quote(data, TextTopic.Suggestions);
        var weak = data.Projects.Where(IsWeak).ToList();
        if (weak.Count > 0)
        {
            paper.Say(
                "执行率低于{{weak.rate}}或得分低于{{weak.score}}分的项目{{weak.count}}个,建议在下年度预算安排中重点审核。");
            paper.Table(
                "建议重点审核的项目",
                [new("项目", 14), new("执行率", 6, Alignment.Right), new("得分", 5, Alignment.Right)],
                weak.Select(project => paper.FieldRow(project.Key, "name", "rate", "score")));
        }

        if (data.Rejected.Count > 0)
        {
            paper.Say("绩效目标评审为“差”的项目{{sum.rejected}}个,建议下年度不予安排预算。");
        }

        if (data.HasProblems)
        {
            paper.Say("未得满分的指标由责任科室按所列改进措施落实,{{office}}在下年度绩效运行监控中跟踪。");
        }
        else if (!written && weak.Count == 0 && data.Rejected.Count == 0)
        {
            paper.Say("各项目绩效目标全部实现,建议下年度继续按现行办法管理。");
        }
    }

    public static bool IsWeak(ReportProject project)
        => !ProjectResult.Of(project.Evaluation.Execution.Rate, project.Score, false, Rules).Weaknesses.IsEmpty;
}
