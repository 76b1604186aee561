using PerfFlow.Domain.Plan;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.SelfEvaluation;

public sealed class EvidenceNeedTests
{
    [Theory]
    [InlineData(EvidenceRule.None, "")]
    [InlineData(EvidenceRule.Judged, "tier satisfied")]
    [InlineData(EvidenceRule.Scored, "count tier satisfied")]
    public void Indicators_with_a_score_need_evidence_by_the_plans_rule(EvidenceRule rule, string ids)
    {
        var assessment = SelfEvaluationCheck.Run(
            Make.SelfEvaluation(100, 100, [
                Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "100人", 50, 50, row: 13),
                Make.Row("产出指标", "数量指标", "新增岗位", "≥100人", "0人", 10, 0, "政策调整", row: 14),
                Make.Row("效益指标", "社会效益指标", "就业环境", "有效改善", "达成预期指标", 20, 20, row: 15),
                Make.Row("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%", 10, 10, row: 16),
            ]),
            Make.Std,
            2023,
            null);
        string[] known = ["count", "none", "tier", "satisfied"];

        var matched = assessment with { Indicators = [.. assessment.Indicators.Zip(known, (result, id) => result with { Id = id })] };

        Assert.Equal(ids, string.Join(' ', EvidenceNeed.Of(matched, rule, Make.Std)));
        Assert.Empty(EvidenceNeed.Of(assessment, rule, Make.Std));
    }
}
