using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Reporting;

/// <summary>三、综合评价结论.</summary>
internal static class Conclusions
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "三、综合评价结论");
        paper.Heading(2, "(一)自评结果");
        paper.Say("{{sum.scored}}个项目完成自评,平均得分{{sum.score}}分,其中满分项目{{sum.perfect}}个。");
        paper.Table(
            "各项目得分",
            [
                new("序号", 3, Alignment.Center), new("项目", 14), new("预算执行得分", 6, Alignment.Right),
                new("指标得分", 6, Alignment.Right), new("总分", 5, Alignment.Right), new("等级", 4, Alignment.Center),
            ],
            data.Projects.Select(
                project => paper.FieldRow(project.Key, "number", "name", "score.execution", "score.indicators", "score", "grade")));
        var perfect = data.Projects.Where(project => project.Score == 100m).ToList();
        if (perfect.Count > 0)
        {
            paper.Say($"满分项目:{string.Join('、', perfect.Select(project => $"{{{{{project.Key}.name}}}}"))}。");
        }

        var reduced = data.Projects
            .SelectMany(project => ScoreExplanation.Reduced(project.Evaluation, Profile.Of(project.Evaluation.Profile))
                .Select(part => (project, part.Row, part.Why)))
            .ToList();
        if (reduced.Count > 0)
        {
            paper.Table(
                "按规则扣减的得分",
                [new("项目", 8), new("指标", 8), new("计算", 18)],
                reduced.Select(part => Paper.TextRow(part.project.Name, part.Row ?? "总分", Paper.Prose(part.Why.Text.Zh))));
        }

        paper.Heading(2, "(二)绩效目标实现情况");
        paper.Say(
            $"截至{{{{year}}}}年12月31日,指标共{{{{indicators.count}}}}项,其中得满分{{{{indicators.full}}}}项,"
            + "达标率{{indicators.rate}}({{indicators.full}}/{{indicators.count}})。");
    }
}
