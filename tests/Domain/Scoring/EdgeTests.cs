using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Tests.Scoring;

public sealed class EdgeTests
{
    private static readonly Profile Std = Profile.Standard;

    [Theory]
    [InlineData(100, 10)]
    [InlineData(99.99, 7)]
    [InlineData(80, 7)]
    [InlineData(79.99, 5)]
    [InlineData(60, 5)]
    [InlineData(59.99, 0)]
    [InlineData(0, 0)]
    public void Execution_bands_include_their_lower_edge(decimal spent, decimal expected)
    {
        var bands = Std with { Execution = Std.Execution with { Rule = ExecutionRule.Bands } };
        Assert.Equal(expected, ExecutionScoring.Score(100, spent, bands).Score);
    }

    [Theory]
    [InlineData(100, ScoreMarks.None)]
    [InlineData(100.01, ScoreMarks.Capped)]
    public void Only_a_rate_over_one_is_capped(decimal spent, ScoreMarks marks) =>
        Assert.Equal((10m, marks), (ExecutionScoring.Score(100, spent, Std).Score, ExecutionScoring.Score(100, spent, Std).Marks));

    [Theory]
    [InlineData(null, 1)]
    [InlineData(1, null)]
    [InlineData(-1, 0)]
    public void Amounts_missing_or_negative_give_no_execution_score(int? budget, int? spent) =>
        Assert.Null(ExecutionScoring.Score(budget, spent, Std).Score);

    [Fact]
    public void Interval_scoring_is_for_satisfaction_alone()
    {
        var bands = Std with { Satisfaction = Std.Satisfaction with { Bands = [new(90, 1), new(0, 0)] } };
        var target = TargetText.Read("≥95%", bands, 2023).Target!;
        Assert.Equal(ScoreRule.Forward, IndicatorScoring.Score(target, new Actual(90, null, null, ""), 10, bands)?.Rule);
        Assert.Equal(
            ScoreRule.SatisfactionBands,
            IndicatorScoring.Score(target, new Actual(90, null, null, ""), 10, bands, satisfaction: true)?.Rule);
        var zero = TargetText.Read("≥0%", bands, 2023).Target!;
        Assert.Equal(ScoreRule.Zero, IndicatorScoring.Score(zero, new Actual(90, null, null, ""), 10, bands, satisfaction: true)?.Rule);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(8, 0)]
    [InlineData(7.99, 1)]
    [InlineData(6, 1)]
    [InlineData(5.99, 2)]
    [InlineData(0, 2)]
    public void A_score_belongs_to_the_tier_whose_band_holds_it(decimal claimed, int tier) =>
        Assert.Equal(tier, QualitativeScoring.TierOf(claimed, 10, Std));

    [Theory]
    [InlineData(10, ScoreMarks.None)]
    [InlineData(9.99, ScoreMarks.ExplanationRequired)]
    public void A_qualitative_score_below_its_points_owes_a_reason(decimal claimed, ScoreMarks marks) =>
        Assert.Equal(new IndicatorScore(ScoreRule.Qualitative, 10, claimed, null, marks), QualitativeScoring.Score(claimed, 0, 10, Std));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(10.01)]
    public void Without_a_tier_a_qualitative_score_still_lies_within_its_points(decimal claimed) =>
        Assert.Null(QualitativeScoring.Score(claimed, null, 10, Std));

    [Theory]
    [InlineData("≥1000000件", 999999, "10 × 999999 ÷ 1000000 = 10")]
    [InlineData("≥1000000件", 1000000, "实际 1000000件 达到目标 ≥1000000件,得满分 10")]
    [InlineData("≤1000000件", 1000001, "10 × (1 − (1000001 − 1000000) ÷ 1000000) = 10")]
    public void Points_filled_by_rounding_are_not_explained_as_a_target_met(string text, decimal value, string expected)
    {
        var target = TargetText.Read(text, Std, 2023).Target!;
        var actual = new Actual(value, null, null, "");
        var score = IndicatorScoring.Score(target, actual, 10, Std)!.Value;
        Assert.Equal((10m, expected), (score.Score, Explanation.Of(score, target, actual, Std).Text.Zh));
    }

    [Fact]
    public void A_value_that_does_not_answer_the_target_has_no_score()
    {
        var date = TargetText.Read("2023年12月底前", Std, 2023).Target!;
        var number = TargetText.Read("≥95%", Std, 2023).Target!;
        var quality = TargetText.Read("显著提升", Std, 2023).Target!;
        Assert.Null(IndicatorScoring.Score(date, new Actual(null, null, null, ""), 10, Std));
        Assert.Null(IndicatorScoring.Score(number, new Actual(null, new DateOnly(2023, 1, 1), null, ""), 10, Std));
        Assert.Null(IndicatorScoring.Score(quality, new Actual(1, null, null, ""), 10, Std));
    }
}
