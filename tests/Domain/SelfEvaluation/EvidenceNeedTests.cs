using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Scoring;
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
        var assessment = Assessed();
        var matched = Known(assessment);

        Assert.Equal(ids, string.Join(' ', EvidenceNeed.Of(matched, rule, Make.Std)));
        Assert.Empty(EvidenceNeed.Of(assessment, rule, Make.Std));
    }

    [Fact]
    public void NO_EVIDENCE_and_SATISFACTION_WITHOUT_SURVEY_mark_the_scores_that_stand_on_nothing()
    {
        var assessment = Known(Assessed());

        var seen = EvidenceNeed.Without(assessment, ["tier", "satisfied"], Make.Std);

        Assert.Equal(
            [
                .. assessment.Findings.Select(finding => (finding.Code, finding.Place!.Cell)),
                ("NO_EVIDENCE", "D15"),
                ("SATISFACTION_WITHOUT_SURVEY", "D16"),
            ],
            seen.Findings.Select(finding => (finding.Code, finding.Place!.Cell)));
        Assert.Equal(
            [false, false, true, true], seen.Indicators.Select(result => result.Score!.Value.Marks.HasFlag(ScoreMarks.NoEvidence)));
        Assert.Same(assessment, EvidenceNeed.Without(assessment, [], Make.Std));
    }

    private static SelfEvaluationAssessment Known(SelfEvaluationAssessment assessment)
    {
        string[] known = ["count", "none", "tier", "satisfied"];
        return assessment with { Indicators = [.. assessment.Indicators.Zip(known, (result, id) => result with { Id = id })] };
    }

    private static SelfEvaluationAssessment Assessed() =>
        SelfEvaluationCheck.Run(
            Make.SelfEvaluation(100, 100, [
                Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "100人", 50, 50, row: 13),
                Make.Row("产出指标", "数量指标", "新增岗位", "≥100人", "0人", 10, 0, "政策调整", row: 14),
                Make.Row("效益指标", "社会效益指标", "就业环境", "有效改善", "达成预期指标", 20, 20, row: 15),
                Make.Row("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%", 10, 10, row: 16),
            ]),
            Make.Std,
            2023,
            null);
}
