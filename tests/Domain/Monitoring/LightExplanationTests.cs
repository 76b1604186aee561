using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Monitoring;

public sealed class LightExplanationTests
{
    private static readonly Profile Std = Profile.Standard;

    [Fact]
    public void Each_light_says_its_rule_its_numbers_and_what_the_section_called_likely()
    {
        var assessment = MonitoringCheck.Run(
            Rounds.Form(6, [
                Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "35人"),
                Rounds.Row("产出指标", "质量指标", "合格率", "≥95%", "96%", Likelihood.Possible),
                Rounds.Row("产出指标", "时效指标", "完成时间", "2023年6月底前", ""),
                Rounds.Row("效益指标", "社会效益指标", "影响", "显著提升", "部分达成年度指标并具有一定效果"),
                Rounds.Row("产出指标", "数量指标", "期刊", "≥6期", ""),
            ], spent: 30),
            Std, 2023, 6, null, null);

        var rows = assessment.Indicators.Select(i => LightExplanation.Of(i, Std)).ToList();

        Assert.Equal(
            ["std@1/LightPlan", "std@1/LightBounds", "std@1/LightBounds", "std@1/LightTier", "std@1/LightUnmeasured"], rows.Select(r => r.Rule));
        Assert.Equal(
            [
                "35 ÷ (100 × 50%) = 70%(低于 60% 红,低于 80% 黄,120% 及以上蓝) → 黄灯",
                "实际 96%,目标 ≥95%,在目标之内;科室填“有可能”,至少为黄灯 → 黄灯",
                "要求 2023-06-30前,尚未填报完成日期 → 红灯",
                "档次为“部分达成年度指标并具有一定效果” → 黄灯",
                "执行情况缺失或无法读懂 → 暂无灯",
            ],
            rows.Select(r => r.Text.Zh));
        Assert.Equal("35 ÷ (100 × 50%) = 70% (red below 60%, yellow below 80%, blue from 120%) → yellow", rows[0].Text.En);
        Assert.Equal(assessment.Indicators.Select(i => i.Light), rows.Select(r => r.Light));
        Assert.Equal(
            "执行率 30 ÷ 100 = 30%,30% ÷ (6 ÷ 12) = 60%(低于 60% 红,低于 80% 黄) → 黄灯",
            LightExplanation.Of(assessment.Execution, 6, Std).Text.Zh);
        Assert.Equal("取最差的灯:“完成时间” → 红灯", LightExplanation.Of(assessment, Std).Text.Zh);
    }

    [Fact]
    public void Rounding_up_to_full_points_does_not_make_a_target_met()
    {
        var row = Rounds.Row("产出指标", "质量指标", "合格数", "≥1000000件", "999999件");
        Assert.Equal(Light.Red, MonitoringCheck.Run(Rounds.Form(6, [row]), Std, 2023, 6, null, null).Indicators[0].Light);
    }
}
