using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests;

/// <summary>What holds of every target, actual value and sheet, whatever the numbers.</summary>
public sealed class Properties
{
    private static readonly Profile Std = Profile.Standard;

    private static readonly Gen<decimal> Amount = Gen.Int[-200_000, 200_000].Select(n => n / 100m);

    private static readonly Gen<decimal> Positive = Gen.Int[1, 200_000].Select(n => n / 100m);

    private static readonly Gen<decimal> Points = Gen.Int[1, 10_000].Select(n => n / 100m);

    private static readonly Gen<string> Unit = Gen.OneOf("%", "人", "次", "万元", "个月", "工作日", "元/人", "");

    private static readonly Gen<Profile> Variant = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 60],
        (ratio, strict, floor, grace) => Std with
        {
            Scoring = new ScoringRules(ratio ? ReverseFormula.Ratio : ReverseFormula.Decline, strict, grace, floor ? 0.6m : 0, false),
        });

    private static readonly Gen<Target> Quantity = Gen.Select(
        Gen.OneOf(
            TargetNature.AtLeast, TargetNature.MoreThan, TargetNature.Equal,
            TargetNature.AtMost, TargetNature.LessThan, TargetNature.Between),
        Amount, Positive, Unit, Gen.Bool,
        (nature, value, width, unit, about) => new Target(
            nature, value, nature == TargetNature.Between ? value + width : null, null, unit, about && nature == TargetNature.AtLeast, ""));

    private static readonly Gen<Target> AnyTarget = Gen.OneOf(
        Quantity,
        Gen.Int[0, 2000].Select(d => new Target(TargetNature.DateBy, 0, null, new DateOnly(2020, 1, 1).AddDays(d), "", false, "")),
        Gen.Bool.Select(yes => new Target(TargetNature.YesNo, yes ? 1 : 0, null, null, "", false, "")));

    [Fact]
    public void A_score_lies_between_zero_and_its_points() =>
        Gen.Select(Quantity, Amount, Points, Variant).Sample((target, a, w, profile) =>
        {
            var score = Score(target, a, w, profile);
            Assert.InRange(score.Score, 0, w);
            Assert.Equal(score.Score, decimal.Round(score.Score, 2));
            Assert.True(score.Score == w || score.Marks.HasFlag(ScoreMarks.ExplanationRequired));
        });

    [Fact]
    public void More_is_never_worse_for_a_target_to_reach() =>
        Gen.Select(
                Quantity.Where(t => t.Nature is TargetNature.AtLeast or TargetNature.Equal && t.Value != 0),
                Amount, Positive, Points, Variant.Where(p => !p.Scoring.StrictEqual))
            .Sample((target, a, more, w, profile) =>
                Assert.True(Score(target, a + more, w, profile).Score >= Score(target, a, w, profile).Score));

    [Fact]
    public void Less_is_never_worse_for_a_bound() =>
        Gen.Select(Quantity.Where(t => t.Nature is TargetNature.AtMost or TargetNature.LessThan), Amount, Positive, Points, Variant)
            .Sample((target, a, less, w, profile) =>
                Assert.True(Score(target, a - less, w, profile).Score >= Score(target, a, w, profile).Score));

    [Fact]
    public void Nearer_to_a_range_is_never_worse() =>
        Gen.Select(Quantity.Where(t => t.Nature == TargetNature.Between), Amount, Gen.Int[0, 100].Select(p => p / 100m), Points, Variant)
            .Sample((target, a, share, w, profile) =>
            {
                var nearest = Math.Clamp(a, target.Value, target.High!.Value);
                Assert.True(Score(target, a + ((nearest - a) * share), w, profile).Score >= Score(target, a, w, profile).Score);
            });

    [Fact]
    public void Target_and_actual_scaled_together_score_the_same() =>
        Gen.Select(Quantity, Amount, Gen.OneOf(0.1m, 2m, 10m, 100m, 10_000m), Points, Variant).Sample((target, a, k, w, profile) =>
        {
            var scaled = target with { Value = target.Value * k, High = target.High * k };
            // The threshold of 30 for ≥ 0 is an absolute number, so only its mark may differ.
            Assert.Equal(Score(target, a, w, profile).Score, Score(scaled, a * k, w, profile).Score);
        });

    [Fact]
    public void Reading_what_is_printed_gives_the_same_target() => AnyTarget.Sample(target =>
    {
        var printed = target.ToString();
        var expected = target with { Raw = printed };
        var reading = TargetText.Read(printed, Std, target.Date?.Year ?? 2023);
        Assert.Equal(expected, reading.Target);
        Assert.Empty(reading.Findings);
    });

    [Fact]
    public void No_text_makes_the_reader_throw() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.String["0123456789.,%~-≥≤<>=万亿一二十百千两零无不超过低于以上内每月季度年底前上中旬共期次人（）()/ "]), Gen.String["≥=定性 "])
            .Sample((text, nature) =>
            {
                var reading = TargetText.Read(Make.Text(nature), Make.Text(text), Make.Text("%"), Std, 2023);
                Assert.True(reading.Target is not null || reading.Findings.Count > 0);
                var target = reading.Target ?? new Target(TargetNature.AtLeast, 95, null, null, "%", false, "");
                var actual = ActualText.Read(Make.Text(text), target, Std, 2023);
                Assert.True(actual.Actual is not null || actual.Findings.Count > 0);
            });

    [Fact]
    public void No_number_makes_the_scoring_throw()
    {
        var extreme = Gen.OneOf(
            Gen.Decimal, Gen.OneOf(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 0m, 1e15m, -1e15m, 1e-10m));
        Gen.Select(extreme, extreme, extreme, extreme, Variant).Sample((t, a, w, claimed, profile) =>
        {
            var row = new SelfEvaluationRow(
                Make.Key("产出指标", "数量指标", "甲", 13), Make.Number(t), Make.Text("≥"), Make.Text("人"),
                Make.Number(a), Make.Number(w), Make.Number(claimed), Make.Text(""));
            var form = Make.SelfEvaluation(t, a, [row, row with { Nature = Make.Text("≤") }]) with { ClaimedTotal = Make.Number(claimed) };
            var assessment = SelfEvaluationCheck.Run(form, profile, 2023, null);
            Assert.NotEmpty(ScoreExplanation.Of(assessment, profile).Parts);
        });
    }

    [Fact]
    public void No_sheet_makes_the_three_checks_throw()
    {
        var number = Gen.OneOf(Gen.Decimal, Gen.OneOf(decimal.MaxValue, decimal.MinValue, 1e-28m, 0m, 1e15m, -1e15m, 1e-10m, 0.005m));
        var written = Gen.OneOf(
            Gen.String,
            Gen.String["0123456789.,%~-≥≤万亿一二十百千两零无不超过以上内每月季度年底前期次人(); "],
            Gen.OneOf("≥-2%", "95%≤", "0~5", "1e30", "零投诉", "2月30日", "不超过两次", "显著提升", "0.0000000001", new string('9', 60)));
        var cell = Gen.Select(written, number, Gen.Bool, Gen.Bool, (raw, n, numeric, percent) =>
            new Cell(new Place("表", "F9"), raw, numeric ? n : null, percent));
        var milestones = Gen.Select(
            cell,
            Gen.Bool,
            (c, own) => own ? new[] { Make.Text("0.0000000001%"), Make.Text("0.0000000001%"), c, Make.Text("100%") } : null);
        Gen.Select(cell, cell, cell, cell, milestones, Gen.Int[-1, 14]).Sample((a, b, c, d, plan, month) =>
        {
            var key = new IndicatorKey(null, Make.Text("产出指标"), Make.Text("数量指标"), c);
            var targets = TargetCheck.Run(
                new TargetForm(
                    Make.Header(),
                    [new TargetFund(FundSource.Total, b), new TargetFund(FundSource.Fiscal, d)],
                    d,
                    [new TargetRow(key, null, a, null, Make.Number(90), plan)]),
                Std,
                2023);
            var approved = ApprovedTargets.Approve(targets);
            var self = SelfEvaluationCheck.Run(
                new SelfEvaluationForm(
                    Make.Header(), [new SelfEvaluationFund(FundSource.Total, a, b, c, d, b, c)],
                    a, b, [new SelfEvaluationRow(key, a, null, d, b, c, d, a)], d),
                Std,
                2023,
                approved);
            var round = MonitoringCheck.Run(
                new MonitoringForm(
                    Make.Header(),
                    [new MonitoringFund(FundSource.Total, a, b, c, d, a)],
                    d,
                    [new MonitoringRow(key, a, null, d, b, c, null, d, [], a, b)]),
                Std, 2023, month, approved, null);

            Assert.NotEmpty(ScoreExplanation.Of(self, Std).Parts);
            Assert.NotEmpty(LightExplanation.Of(round, Std).Text.Zh
                + LightExplanation.Of(round.Execution, month, Std).Text.Zh
                + LightExplanation.Of(round.Indicators[0], Std).Text.Zh);
            Assert.All(
                [.. targets.Findings, .. self.Findings, .. round.Findings],
                f => Assert.True(f.Code.Length > 0 && f.Message.Zh.Length > 0 && f.Message.En.Length > 0));
            Assert.All(self.Indicators, i => Assert.InRange(i.Score?.Score ?? 0, 0, i.Score?.Points ?? 0));
        });
    }

    [Fact]
    public void A_percent_cell_beyond_every_bound_is_refused()
    {
        var huge = new Cell(new Place("表", "F9"), "9E+28%", decimal.MaxValue, true);
        Assert.Equal("TARGET_UNPARSABLE", Assert.Single(TargetText.Read(null, huge, null, Std, 2023).Findings).Code);
        Assert.Equal(
            "ACTUAL_UNPARSABLE", Assert.Single(ActualText.Read(huge, TargetText.Read("≥95%", Std, 2023).Target!, Std, 2023).Findings).Code);
    }

    [Fact]
    public void A_light_against_next_to_nothing_has_no_ratio_and_does_not_throw()
    {
        var target = TargetText.Read("≥0.0000000001人", Std, 2023).Target!;
        var approved = new ApprovedTargets(
            [new ApprovedIndicator("i01", "产出指标", "数量指标", "甲", target, 90, [0.000000000001m, 0.000000000001m, 1, 1])],
            null, "", "std", 1, 1);
        var row = Monitoring.Rounds.Row("产出指标", "数量指标", "甲", "≥0.0000000001人", "1000000000000000人", id: "i01");
        var round = MonitoringCheck.Run(Monitoring.Rounds.Form(6, [row]), Std, 2023, 6, approved, null);
        Assert.Equal((null, Light.Blue), (round.Indicators[0].Progress, round.Indicators[0].Light));
    }

    [Fact]
    public void Row_order_does_not_change_the_total() => Gen.Shuffle(Sheet).Sample(rows =>
    {
        var assessment = SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 93, rows), Std, 2023, null);
        Assert.Equal((95.87m, "优"), (assessment.Total, assessment.Grade));
    });

    [Fact]
    public void The_scores_explained_add_up_to_the_total() =>
        Gen.Select(Amount, Amount, Amount, Positive, Positive).Sample((people, rate, events, budget, spent) =>
        {
            var rows = Make.FullRows().ToArray();
            rows[0] = rows[0] with { Actual = Make.Number(people, "F13") };
            rows[1] = rows[1] with { Actual = Make.Text($"{TargetPrinter.Number(rate)}%", "F14") };
            rows[3] = rows[3] with { Actual = Make.Number(events, "F16") };
            var used = Math.Min(spent, budget * 400); // of more than that it is asked whether it stands in 元
            var assessment = SelfEvaluationCheck.Run(Make.SelfEvaluation(budget, used, rows), Std, 2023, null);
            var explained = ScoreExplanation.Of(assessment, Std);
            Assert.NotNull(assessment.Total);
            Assert.Equal(assessment.Total, explained.Parts.Sum(p => p.Score));
            Assert.Equal(assessment.Total, explained.Total.Score);
            Assert.InRange(assessment.Total.Value, 0, 100);
        });

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("zh-CN")]
    public void Culture_changes_nothing(string culture)
    {
        var expected = Everything();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Everything());
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void Machine_time_zone_changes_nothing(string zone)
    {
        var expected = Everything();
        var before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            Assert.Equal(expected, Everything());
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static SelfEvaluationRow[] Sheet =>
    [
        Make.Row("产出指标", "数量指标", "培训人数", "约18,500人", "1.7万人", 20, null, "原因", 13),
        Make.Row("产出指标", "质量指标", "合格率", "98%以上", "0.965f", 20, null, "原因", 14),
        Make.Row("产出指标", "时效指标", "完成时间", "次年1月15日前", "2024年1月15日", 10, null, "原因", 15),
        Make.Row("效益指标", "社会效益指标", "投诉", "不超过20次", "21次", 30, null, "原因", 16),
        Make.Row("满意度指标", "服务对象满意度指标", "满意度", "≥97.5%", "97.5%", 10, null, "原因", 17),
    ];

    /// <summary>A sheet scored and explained, and every finding, as one text.</summary>
    private static string Everything()
    {
        var assessment = SelfEvaluationCheck.Run(Make.SelfEvaluation(1234.5m, 1111.11m, Sheet, 90.5m), Std, 2023, null);
        var explained = ScoreExplanation.Of(assessment, Std);
        return string.Join('\n', [
            System.Text.Json.JsonSerializer.Serialize(assessment),
            .. explained.Parts.Append(explained.Total).Select(p => $"{p.Text.Zh} {p.Text.En}"),
        ]);
    }

    private static IndicatorScore Score(Target target, decimal a, decimal w, Profile profile) =>
        IndicatorScoring.Score(target, new Actual(a, null, null, ""), w, profile)!.Value;
}
