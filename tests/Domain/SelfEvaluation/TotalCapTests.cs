using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.SelfEvaluation;

/// <summary>The total capped by the execution rate, and points lost far above a target (field.md §14).</summary>
public sealed class TotalCapTests
{
    private static readonly Gen<Profile> Capped = Gen.Select(Gen.Int[1, 99], Gen.Int[0, 100], Gen.Int[101, 400], Gen.Int[1, 10_000]).Select(
        (below, most, from, less) => Profile.Standard with
        {
            Execution = Profile.Standard.Execution with { Caps = [new(below / 100m, most)] },
            Scoring = Profile.Standard.Scoring with { Deviation = new(from / 100m, less / 100m) },
        });

    [Theory]
    [InlineData(100, 100, "优")]
    [InlineData(80, 98, "优")]
    [InlineData(79.99, 89, "良")]
    [InlineData(70, 89, "良")]
    [InlineData(69.99, 79, "中")]
    [InlineData(59.99, 69, "中")]
    [InlineData(49.99, 59, "差")]
    [InlineData(0, 59, "差")]
    public void A_low_execution_rate_caps_the_total(decimal spent, decimal total, string grade)
    {
        var assessment = Run(spent, Profile.Platform);

        Assert.Equal((total, grade), (assessment.Total, assessment.Grade));
        Assert.Equal(90 + decimal.Round(spent / 10, 2, MidpointRounding.AwayFromZero), Run(spent, Profile.Standard).Total);
    }

    [Fact]
    public void The_explanation_of_the_total_names_the_cap()
    {
        var total = ScoreExplanation.Of(Run(75, Profile.Platform), Profile.Platform).Total;

        Assert.Equal(
            new Explanation("platform@1/Total", new Message(
                "7.5 + 20 + 20 + 10 + 30 + 10 = 97.5;执行率 75% 低于 80%,总分以 89 为限(execution.caps),良",
                "7.5 + 20 + 20 + 10 + 30 + 10 = 97.5; the execution rate 75% is below 80%: "
                + "the total is at most 89 (execution.caps), good"), 89),
            total);
        Assert.DoesNotContain(
            "caps", ScoreExplanation.Of(Run(98, Profile.Platform), Profile.Platform).Total.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(89, "")]
    [InlineData(97.5, "TOTAL_MISMATCH 总分写为 97.5,按规则应为 89(执行率封顶)")]
    [InlineData(90, "TOTAL_NOT_SUM 总分写为 90,各项得分之和为 97.5")]
    public void A_written_total_is_held_to_the_cap(decimal written, string finding)
    {
        var found = Run(75, Profile.Platform, written).Findings.Where(f => f.Code.StartsWith("TOTAL", StringComparison.Ordinal));
        Assert.Equal(finding, string.Join(';', found.Select(f => $"{f.Code} {f.Message.Zh}")));
    }

    [Fact]
    public void A_budget_of_nothing_caps_nothing()
        => Assert.Equal(100, SelfEvaluationCheck.Run(Make.SelfEvaluation(0, 0, Make.FullRows()), Profile.Platform, 2023, null).Total);

    [Fact]
    public void Points_lost_far_above_a_target_are_off_the_total()
    {
        var assessment = SelfEvaluationCheck.Run(
            Make.SelfEvaluation(100, 100, [Make.FullRows()[0] with { Actual = Make.Text("130人", "F13") }, .. Make.FullRows().Skip(1)]),
            Profile.Platform, 2023, null);

        var score = assessment.Indicators[0].Score!.Value;

        Assert.Equal((98, 18, 2m), (assessment.Total, score.Score, score.Deduction));
    }

    [Fact]
    public void What_was_taken_off_is_told_by_row_and_total_and_nothing_where_it_is_off()
    {
        var form = Form(75, 140);

        var reduced = ScoreExplanation.Reduced(SelfEvaluationCheck.Run(form, Profile.Platform, 2023, null), Profile.Platform).ToList();

        Assert.Equal(["培训人数", null], reduced.Select(part => part.Row));
        Assert.Equal([18, 89], reduced.Select(part => part.Why.Score));
        Assert.Contains("scoring.deviation", reduced[0].Why.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("execution.caps", reduced[1].Why.Text.Zh, StringComparison.Ordinal);
        Assert.Empty(ScoreExplanation.Reduced(SelfEvaluationCheck.Run(form, Profile.Standard, 2023, null), Profile.Standard));
        Assert.Equal(["platform"], Profile.Shipped.Where(profile => profile.TakesPointsOff).Select(profile => profile.Id));
    }

    [Fact]
    public void No_total_is_above_its_cap_nor_below_zero_and_what_is_off_changes_nothing() =>
        Gen.Select(Capped, Gen.Int[0, 12_000], Gen.Int[0, 40_000]).Sample((profile, spent, reached) =>
        {
            var form = Form(spent / 100m, reached / 100m);
            var on = SelfEvaluationCheck.Run(form, profile, 2023, null);
            var off = SelfEvaluationCheck.Run(form, Profile.Standard, 2023, null);
            var (cap, rule) = (profile.Execution.Caps![0], profile.Scoring.Deviation!);

            Assert.InRange(on.Total!.Value, 0, on.Execution.Rate < cap.Below ? cap.Most : 100);
            Assert.True(on.Total <= off.Total);
            Assert.All(on.Indicators, i => Assert.InRange(i.Score!.Value.Score, 0, i.Score.Value.Points));
            Assert.True(
                on.Execution.Rate < cap.Below || on.Indicators.Any(i => i.Score!.Value.Completion >= rule.From) || on.Total == off.Total);
            Assert.Equal(off.Total, SelfEvaluationCheck.Run(form, Off(profile), 2023, null).Total);
        });

    private static Profile Off(Profile profile) => profile with
    {
        Execution = profile.Execution with { Caps = [] },
        Scoring = profile.Scoring with { Deviation = null },
    };

    private static SelfEvaluationForm Form(decimal spent, decimal reached) => Make.SelfEvaluation(
        100, spent, [Make.FullRows()[0] with { Actual = Make.Text($"{reached}人", "F13") }, .. Make.FullRows().Skip(1)]);

    private static SelfEvaluationAssessment Run(decimal spent, Profile profile, decimal? total = null)
    {
        var form = Make.SelfEvaluation(100, spent, Make.FullRows(), total);
        var rate = Make.Number(ExecutionScoring.Score(100, spent, profile).Score!.Value, "H6");
        return SelfEvaluationCheck.Run(form with { Funds = [form.Funds[0] with { Score = rate }] }, profile, 2023, null);
    }
}
