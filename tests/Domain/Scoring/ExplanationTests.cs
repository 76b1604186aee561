using System.Text.RegularExpressions;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Tests.Scoring;

public sealed partial class ExplanationTests
{
    private static readonly Profile Std = Profile.Standard;
    private static readonly Profile Bands = Std with { Execution = Std.Execution with { Rule = ExecutionRule.Bands } };

    public static TheoryData<string[]> Rows => MarkdownTable.Rows("Scoring/explanations.md", 5);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_score_is_explained_as_the_row_says(string[] row)
    {
        var profile = ScoringTableTests.Variant(row[3]);
        var target = TargetText.Read(row[0], profile, 2023).Target!;
        var actual = ActualText.Read(Make.Typed(row[1], "F9"), target, profile, 2023).Actual!;
        var score = IndicatorScoring.Score(
            target, actual, decimal.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), profile, satisfaction: true)!.Value;

        var explained = Explanation.Of(score, target, actual, profile);

        Assert.Equal(row[4].Replace("&#124;", "|", StringComparison.Ordinal), explained.Text.Zh);
        Assert.Equal(($"std@1/{score.Rule}", score.Score), (explained.Rule, explained.Score));
        Assert.Subset(Numbers(explained.Text.Zh), Numbers(explained.Text.En));
    }

    [Theory]
    [InlineData(100, 98, "执行率 98 ÷ 100 = 98%,10 × 98 ÷ 100 = 9.8", "std@1/ExecutionLinear")]
    [InlineData(100, 100, "执行率 100 ÷ 100 = 100%,得满分 10", "std@1/ExecutionLinear")]
    [InlineData(100, 105, "执行率 105 ÷ 100 = 105%,得满分 10;超过 100%,以满分为限", "std@1/ExecutionLinear")]
    [InlineData(100, -5, "执行率 -5 ÷ 100 = -5%,执行数为负,得 0", "std@1/ExecutionLinear")]
    [InlineData(0, 0, "全年预算数与执行数均为 0,本项不适用;其余得分按比例折算", "std@1/ExecutionLinear")]
    [InlineData(0, 5, "资金数据缺失或有误,暂不计分", "std@1/ExecutionLinear")]
    [InlineData(10, 7.49, "执行率 7.49 ÷ 10 = 74.9%,所在区间得 10 的 50% = 5", "std@1/ExecutionBands")]
    public void The_execution_rate_is_explained(decimal budget, decimal spent, string zh, string rule)
    {
        var profile = rule.EndsWith("Bands", StringComparison.Ordinal) ? Bands : Std;
        var explained = Explanation.Of(ExecutionScoring.Score(budget, spent, profile), profile);
        Assert.Equal((zh, rule), (explained.Text.Zh, explained.Rule));
    }

    [Theory]
    [InlineData(9, null, "档次“达成年度指标”的得分区间为 8 至 10,科室评 9;须说明原因")]
    [InlineData(7, null, "档次“部分达成年度指标并具有一定效果”的得分区间为 6 至 8,科室评 7;须说明原因")]
    [InlineData(7, 1, "档次“部分达成年度指标并具有一定效果”的得分区间为 6 至 8,科室评 7;须说明原因")]
    [InlineData(10, 0, "档次“达成年度指标”的得分区间为 8 至 10,科室评 10")]
    public void A_qualitative_score_is_explained_by_its_band(decimal claimed, int? tier, string zh)
    {
        var target = TargetText.Read("显著提升", Std, 2023).Target!;
        var actual = new Actual(null, null, tier, "有所提升");
        Assert.Equal(zh, Explanation.Of(QualitativeScoring.Score(claimed, tier, 10, Std)!.Value, target, actual, Std).Text.Zh);
    }

    [Fact]
    public void A_row_left_out_is_explained()
    {
        var target = TargetText.Read("≥95%", Std, 2023).Target!;
        var score = new IndicatorScore(ScoreRule.NotApplicable, 10, 0, null, ScoreMarks.NotApplicable | ScoreMarks.NoEvidence);
        Assert.Equal("不适用,不计分;无佐证材料;其余得分按比例折算", Explanation.Of(score, target, null, Std).Text.Zh);
    }

    private static HashSet<string> Numbers(string text) => [.. Number().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
