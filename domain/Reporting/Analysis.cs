using PerfFlow.Domain.Documents;
using PerfFlow.Domain.ReportTexts;

namespace PerfFlow.Domain.Reporting;

/// <summary>四、绩效评价指标分析.</summary>
internal static class Analysis
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "四、绩效评价指标分析");
        Decisions(paper, data);
        Process(paper, data);
        Outputs(paper, data);
        Effects(paper, data);
    }

    private static void Decisions(Paper paper, ReportData data)
    {
        paper.Heading(2, "(一)项目决策情况");
        if (data.Texts.TryGetValue(TextTopic.Decisions, out var text))
        {
            paper.Quote(text);
        }

        paper.Say("{{sum.projects}}个项目的绩效目标经{{office}}审核、{{group}}评审后批复。");
    }

    private static void Process(Paper paper, ReportData data)
    {
        paper.Heading(2, "(二)项目过程情况");
        paper.Say(
            "全年开展绩效运行监控{{rounds.count}}轮,审定监控表{{rounds.sheets}}份,共亮红灯{{lights.red}}次、黄灯{{lights.yellow}}次。");
        foreach (var project in data.Projects)
        {
            if (project.Texts.TryGetValue(TextTopic.Funds, out var text))
            {
                paper.Quote(text, project.Key, "{{number}}. {{name}}:");
            }
        }
    }

    private static void Outputs(Paper paper, ReportData data)
    {
        paper.Heading(2, "(三)项目产出情况");
        Kinds(paper, "产出和成本指标", IndicatorKinds.Of(data).Where(kind => kind.IsOutput).ToList());
    }

    private static void Effects(Paper paper, ReportData data)
    {
        paper.Heading(2, "(四)项目效益情况");
        Kinds(paper, "效益和满意度指标", IndicatorKinds.Of(data).Where(kind => !kind.IsOutput).ToList());
        foreach (var project in data.Projects)
        {
            if (project.Texts.TryGetValue(TextTopic.Effects, out var text))
            {
                paper.Quote(text, project.Key, "{{number}}. {{name}}:");
            }
        }
    }

    private static void Kinds(Paper paper, string what, List<IndicatorKind> kinds)
    {
        if (kinds.Count == 0)
        {
            paper.Say($"各项目未设置{what}。");
            return;
        }

        paper.Table(
            $"{what}完成情况",
            [
                new("指标类型", 10), new("指标数(项)", 5, Alignment.Right), new("满分(项)", 5, Alignment.Right),
                new("完成率", 5, Alignment.Right),
            ],
            kinds.Select(kind => Paper.TextRow(
                kind.Name,
                NumberStyle.Count(kind.Count),
                NumberStyle.Count(kind.Full),
                NumberStyle.Rate(NumberStyle.Share(kind.Full, kind.Count)))));
    }
}
