using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

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
            ["std@1/LightPlan", "std@1/LightBounds", "std@1/LightBounds", "std@1/LightTier", "std@1/LightUnmeasured"],
            rows.Select(r => r.Rule));
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
            "执行率 30 ÷ 100 = 30%,默认执行计划至 6 月应达 50%,30% ÷ 50% = 60%(低于 60% 红,低于 80% 黄) → 黄灯",
            LightExplanation.Of(assessment.Execution, 6, Std).Text.Zh);
        Assert.Equal("取最差的灯:“完成时间” → 红灯", LightExplanation.Of(assessment, Std).Text.Zh);
        Assert.Equal(
            [
                "actual 96%, target ≥95%: inside; the section calls it only possible, which is at least yellow → yellow",
                "due 2023-06-30前, no date of completion yet → red",
            ],
            rows[1..3].Select(r => r.Text.En));
    }

    [Fact]
    public void The_worst_light_names_all_that_have_it_in_both_languages()
    {
        var row = Rounds.Row("产出指标", "质量指标", "合格率", "≥95%", "94%");

        Assert.Equal(
            ("取最差的灯:预算执行率、“合格率” → 红灯", "the worst light counts: the execution rate, “合格率” → red"), Told(Rounds.Form(6, [row], spent: 10)));
        Assert.Equal(
            ("取最差的灯:预算执行率 → 红灯", "the worst light counts: the execution rate → red"),
            Told(Rounds.Form(6, [row with { Actual = Make.Text("96%", "F13") }], spent: 10)));
        Assert.Equal("actual 94%, target ≥95%: outside → red", LightExplanation.Of(
            MonitoringCheck.Run(Rounds.Form(6, [row]), Std, 2023, 6, null, null).Indicators[0], Std).Text.En);

        static (string, string) Told(MonitoringForm form)
        {
            var text = LightExplanation.Of(MonitoringCheck.Run(form, Std, 2023, 6, null, null), Std).Text;
            return (text.Zh, text.En);
        }
    }

    [Fact]
    public void Blue_against_the_whole_year_says_so()
    {
        var profile = Std with { Lights = Std.Lights with { BlueAgainstYear = true } };
        var row = MonitoringCheck.Run(
            Rounds.Form(6, [Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "50人")]), profile, 2023, 6, null, null).Indicators[0];

        Assert.Equal("50 ÷ (100 × 50%) = 100%(低于 60% 红,低于 80% 黄,全年目标的 120% 及以上蓝) → 绿灯", LightExplanation.Of(row, profile).Text.Zh);
        Assert.Equal(
            "50 ÷ (100 × 50%) = 100% (red below 60%, yellow below 80%, blue from 120% of the year's target) → green",
            LightExplanation.Of(row, profile).Text.En);
    }

    [Theory]
    [InlineData("数量指标", "≥6期", "0期", "确定能", "实际 0,至本月计划应完成 6 的 0%,不计比例 → 绿灯")]
    [InlineData("数量指标", "≥6期", "3期", "完全不可能", "实际 3,至本月计划应完成 6 的 0%,不计比例;科室填“完全不可能”,为红灯 → 红灯")]
    [InlineData("质量指标", "≥95%", "94%", "确定能", "实际 94%,目标 ≥95%,在目标之外 → 红灯")]
    [InlineData("时效指标", "2023年6月底前", "2023年6月20日", "确定能", "实际 2023-06-20,目标 2023-06-30前,在目标之内 → 绿灯")]
    [InlineData("时效指标", "2023年6月底前", "未到期", "有可能", "要求 2023-06-30前,尚未填报完成日期;科室填“有可能”,至少为黄灯 → 黄灯")]
    [InlineData("时效指标", "是", "否", "确定能", "实际 否,目标 是,在目标之外 → 红灯")]
    [InlineData("社会效益指标", "显著提升", "有所提升", "确定能", "未写明档次 → 暂无灯")]
    [InlineData("数量指标", "95%≤", "94%", "确定能", "目标无法读懂 → 暂无灯")]
    public void Each_way_to_a_light_is_told(string level2, string target, string actual, string likelihood, string zh)
    {
        var level1 = level2 == "社会效益指标" ? "效益指标" : "产出指标";
        var chosen = likelihood switch { "确定能" => Likelihood.Certain, "有可能" => Likelihood.Possible, _ => Likelihood.Impossible };
        var read = TargetText.Read(target, Std, 2023).Target;
        var approved = read is null
            ? null
            : new ApprovedTargets([new ApprovedIndicator("i01", level1, level2, "指标", read, 90, [0, 0, 0.5m, 1])], null, "", "std", 1, 1);
        var row = MonitoringCheck.Run(
            Rounds.Form(5, [Rounds.Row(level1, level2, "指标", target, actual, chosen, id: "i01")]),
            Std,
            2023,
            5,
            approved,
            null).Indicators[0];
        Assert.Equal(zh, LightExplanation.Of(row, Std).Text.Zh);
    }

    [Fact]
    public void Blue_against_the_year_is_told()
    {
        var year = Std with { Lights = Std.Lights with { BlueAgainstYear = true } };
        var row = MonitoringCheck.Run(
            Rounds.Form(6, [Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "120人")]), year, 2023, 6, null, null).Indicators[0];
        Assert.Equal("120 ÷ (100 × 50%) = 240%(低于 60% 红,低于 80% 黄,全年目标的 120% 及以上蓝) → 蓝灯", LightExplanation.Of(row, year).Text.Zh);
    }

    [Theory]
    [InlineData(100, 50, "≥100人", "50人", "取最差的灯:预算执行率、“培训人数” → 绿灯")]
    [InlineData(100, 39, "≥100人", "50人", "取最差的灯:预算执行率 → 黄灯")]
    [InlineData(100, 50, "≥100人", "39人", "取最差的灯:“培训人数” → 黄灯")]
    [InlineData(null, null, "≥100人", "", "各项均无灯 → 暂无灯")]
    public void The_projects_light_names_the_worst(int? budget, int? spent, string target, string actual, string zh)
    {
        var assessment = MonitoringCheck.Run(
            Rounds.Form(6, [Rounds.Row("产出指标", "数量指标", "培训人数", target, actual)], budget, spent), Std, 2023, 6, null, null);
        Assert.Equal(zh, LightExplanation.Of(assessment, Std).Text.Zh);
        Assert.Equal(budget is null, LightExplanation.Of(assessment.Execution, 6, Std).Text.Zh == "资金数据缺失或有误 → 暂无灯");
    }

    [Fact]
    public void Rounding_up_to_full_points_does_not_make_a_target_met()
    {
        var row = Rounds.Row("产出指标", "质量指标", "合格数", "≥1000000件", "999999件");
        Assert.Equal(Light.Red, MonitoringCheck.Run(Rounds.Form(6, [row]), Std, 2023, 6, null, null).Indicators[0].Light);
    }
}
