using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Scoring;

/// <summary>The worked examples W1 to W20 of field.md §4.8.</summary>
public sealed class WorkedExamples
{
    private static readonly Profile Std = Profile.Standard;
    private static readonly Profile Ratio = Std with { Scoring = Std.Scoring with { Reverse = ReverseFormula.Ratio } };
    private static readonly Profile Bands = Std with { Execution = Std.Execution with { Rule = ExecutionRule.Bands } };
    private static readonly Profile Grace = Std with { Scoring = Std.Scoring with { DateGraceDays = 30 } };

    [Fact]
    public void W1_percent_text() => Assert.Equal(9.79m, Score("≥95%", Make.Percent(0.93m), 10).Score);

    [Fact]
    public void W2_over_fulfilled_needs_a_reason()
    {
        var score = Score("≧2次", Make.Number(3), 10);
        Assert.Equal(
            new IndicatorScore(ScoreRule.Forward, 10, 10, 1.5m, ScoreMarks.OverFulfilled | ScoreMarks.ExplanationRequired), score);
    }

    [Fact]
    public void W3_at_least_in_words() => Assert.Equal(14.88m, Score("98%以上", Make.Text("97.2%"), 15).Score);

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(2, 10, 10)]
    [InlineData(3, 5, 6.67)]
    [InlineData(4, 0, 5)]
    [InlineData(5, 0, 4)]
    public void W4_reverse_with_both_formulas(int actual, decimal decline, decimal ratio)
    {
        Assert.Equal(decline, Score("不超过2次", Make.Number(actual), 10).Score);
        Assert.Equal(ratio, Score("不超过2次", Make.Number(actual), 10, Ratio).Score);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    public void W5_target_zero_divides_nothing(int actual, decimal expected) =>
        Assert.Equal(expected, Score("无因就业问题发生的重大群体性事件", Make.Number(actual), 10).Score);

    [Fact]
    public void W6_funds_unused()
    {
        var assessment = Assess(500, 0);
        Assert.Equal((0m, 0m, 90m, "优"), (assessment.Execution.Rate, assessment.Execution.Score, assessment.Total, assessment.Grade));
    }

    [Fact]
    public void W7_funds_partly_used()
    {
        var linear = Assess(10, 7.49m);
        Assert.Equal((0.749m, 7.49m, 97.49m), (linear.Execution.Rate, linear.Execution.Score, linear.Total));
        var bands = Assess(10, 7.49m, Bands);
        Assert.Equal((0.749m, 5m, 95m), (bands.Execution.Rate, bands.Execution.Score, bands.Total));
    }

    [Fact]
    public void W8_budget_cut_in_mid_year()
    {
        var assessment = SelfEvaluationCheck.Run(Make.SelfEvaluation(80, 78, Make.FullRows(), initial: 100), Std, 2023, null);
        Assert.Equal((0.975m, 9.75m), (assessment.Execution.Rate, assessment.Execution.Score));
    }

    [Fact]
    public void W9_overspend()
    {
        var assessment = Assess(100, 105);
        Assert.Equal((1.05m, 10m, ScoreMarks.Capped), (assessment.Execution.Rate, assessment.Execution.Score, assessment.Execution.Marks));
        Assert.Equal(("OVERSPEND", Severity.Error, "表!F6"), Only(assessment.Findings));
    }

    [Fact]
    public void W10_zero_budget()
    {
        var assessment = Assess(0, 0);
        Assert.Equal(
            (null, ScoreMarks.NotApplicable, 100m, true),
            (assessment.Execution.Score, assessment.Execution.Marks, assessment.Total, assessment.Scaled));
        Assert.Equal(("ZERO_BUDGET", Severity.Warning, "表!F6"), Only(assessment.Findings));
    }

    [Fact]
    public void W11_sum_of_parts_is_the_target() => Assert.Equal(19.76m, Score("167人", Make.Number(165), 20).Score);

    [Fact]
    public void W12_about()
    {
        var score = Score("约18500册", Make.Number(18541), 10);
        Assert.Equal((10m, ScoreMarks.Approximate), (score.Score, score.Marks));
    }

    [Theory]
    [InlineData("2023-12-28", 10, 10)]
    [InlineData("2023-12-31", 10, 10)]
    [InlineData("2024-01-15", 0, 5)]
    public void W13_timeliness(string done, decimal plain, decimal withGrace)
    {
        Assert.Equal(plain, Score("2023年12月底前", Make.Text(done), 10).Score);
        Assert.Equal(withGrace, Score("2023年12月底前", Make.Text(done), 10, Grace).Score);
    }

    [Fact]
    public void W14_counts_by_frequency() => Assert.Equal(8.33m, Score("每两月一次共6期", Make.Number(5), 10).Score);

    [Theory]
    [InlineData("92%", 10)]
    [InlineData("88%", 9.78)]
    public void W15_range(string actual, decimal expected) => Assert.Equal(expected, Score("90%~95%", Make.Text(actual), 10).Score);

    [Theory]
    [InlineData(8.00, false)]
    [InlineData(7.99, true)]
    [InlineData(6.00, true)]
    [InlineData(5.99, false)]
    public void W16_qualitative_band_edges(decimal claimed, bool accepted)
    {
        Assert.Equal(accepted, QualitativeScoring.IsInBand(claimed, 1, 10, Std));
        Assert.Equal(accepted, QualitativeScoring.Score(claimed, 1, 10, Std) is not null);
    }

    [Fact]
    public void W17_no_satisfaction_indicator()
    {
        IReadOnlyList<SelfEvaluationRow> rows = [.. Make.FullRows().Take(3), Make.Row("效益指标", "社会效益指标", "事件", "0起", "0起", 40, 40, row: 16)];
        var assessment = SelfEvaluationCheck.Run(Make.SelfEvaluation(10, 10, rows), Std, 2023, null);
        Assert.Empty(assessment.Findings);
        Assert.Equal(100m, assessment.Total);
        var short30 = SelfEvaluationCheck.Run(Make.SelfEvaluation(10, 10, [.. Make.FullRows().Take(4)]), Std, 2023, null);
        Assert.Null(short30.Total);
        Assert.Equal(["WEIGHT_SUM", "WEIGHTS_MISMATCH"], short30.Findings.Select(f => f.Code));
    }

    [Fact]
    public void W18_whole_unit()
    {
        var score = ExecutionScoring.Score(16972.44m, 15836.31m, Std);
        Assert.Equal((0.9331m, 9.33m), (Rounding.HalfUp(score.Rate!.Value, 4), score.Score));
    }

    [Theory]
    [InlineData(90, "优")]
    [InlineData(89.995, "优")]
    [InlineData(89.994, "良")]
    [InlineData(80, "良")]
    [InlineData(79.99, "中")]
    [InlineData(60, "中")]
    [InlineData(59.99, "差")]
    [InlineData(0, "差")]
    public void W19_grade_edges(decimal total, string grade) => Assert.Equal(grade, Grades.Of(total, Std).Name);

    [Fact]
    public void W20_mixed_scale()
    {
        var target = TargetText.Read(null, Make.Number(95), Make.Text("%"), Std, 2023).Target!;
        Assert.Equal(93m, ActualText.Read(Make.Percent(0.93m), target, Std, 2023).Actual?.Value);
        var plain = ActualText.Read(Make.Number(0.93m, "F9"), target, Std, 2023);
        Assert.Null(plain.Actual);
        Assert.Equal(("SCALE_MISMATCH", Severity.Error, "表!F9"), Only(plain.Findings));
    }

    private static IndicatorScore Score(string target, Cell actual, decimal points, Profile? profile = null)
    {
        var read = TargetText.Read(target, profile ?? Std, 2023).Target!;
        return IndicatorScoring.Score(read, ActualText.Read(actual, read, profile ?? Std, 2023).Actual!, points, profile ?? Std)!.Value;
    }

    private static SelfEvaluationAssessment Assess(decimal budget, decimal spent, Profile? profile = null) =>
        SelfEvaluationCheck.Run(Make.SelfEvaluation(budget, spent, Make.FullRows()), profile ?? Std, 2023, null);

    private static (string Code, Severity Level, string? Place) Only(IReadOnlyList<Finding> findings)
    {
        var finding = Assert.Single(findings);
        return (finding.Code, finding.Level, finding.Place?.ToString());
    }
}
