using System.Text.Json;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.SelfEvaluation;

public sealed class SelfEvaluationCheckTests
{
    private static readonly Profile Std = Profile.Standard;

    [Fact]
    public void A_sound_sheet_is_scored_without_a_finding()
    {
        var assessment = Run(Make.SelfEvaluation(100, 98, Make.FullRows(), total: 99.8m));
        Assert.Empty(assessment.Findings);
        Assert.Equal(
            ("std", 1, 99.8m, "优", 99.8m, false),
            (assessment.Profile, assessment.ProfileVersion, assessment.Total,
                assessment.Grade, assessment.ClaimedTotal, assessment.Scaled));
        Assert.Equal(new ExecutionScore(ExecutionRule.Linear, 10, 100, 98, 0.98m, 9.8m, ScoreMarks.None), assessment.Execution);
    }

    [Fact]
    public void An_assessment_survives_storage_as_json()
    {
        var assessment = Run(Make.SelfEvaluation(100, 98, [.. Make.FullRows(), Make.Row("产出指标", "数量指标", "坏", "≥1次", "", 5, 5)]));
        var json = JsonSerializer.Serialize(assessment);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SelfEvaluationAssessment>(json)));
        Assert.Contains("\"Rule\":\"Forward\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_actual_value_is_never_zero()
    {
        var assessment = Run(Change(0, r => r with { Actual = Make.Text("", "F13") }));
        Assert.Equal((null, null, null), (assessment.Indicators[0].Score, assessment.Total, assessment.Grade));
        Assert.Equal(("ACTUAL_MISSING", Severity.Error, "表!F13"), Only(assessment));
    }

    [Fact]
    public void A_target_that_cannot_be_read_leaves_no_total()
    {
        var assessment = Run(Change(0, r => r with { Target = Make.Text("12..5%", "E13") }));
        Assert.Equal((null, null), (assessment.Indicators[0].Target, assessment.Total));
        Assert.Equal(("TARGET_UNPARSABLE", Severity.Error, "表!E13"), Only(assessment));
    }

    [Theory]
    [InlineData(9.8, "SCORE_MISMATCH", Severity.Error)]
    [InlineData(9.78, "SCORE_MISMATCH", Severity.Warning)]
    [InlineData(11, "SCORE_OUT_OF_RANGE", Severity.Error)]
    [InlineData(-1, "SCORE_OUT_OF_RANGE", Severity.Error)]
    public void A_claim_is_held_against_the_computed_score(decimal claimed, string code, Severity level)
    {
        var assessment = Run(Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", "93%", 10, claimed, "路途遥远", 15)));
        Assert.Equal((code, level, "表!H15"), Only(assessment));
        Assert.Equal(9.79m, assessment.Indicators[2].Score?.Score);
    }

    [Fact]
    public void A_claim_equal_to_two_places_is_accepted() =>
        Assert.Empty(Run(Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", "93%", 10, 9.789m, "路途遥远", 15))).Findings);

    [Fact]
    public void Claim_missing() =>
        Assert.Equal(("CLAIM_MISSING", Severity.Info, "表!H13"), Only(Run(Change(0, r => r with { Score = Make.Text("", "H13") }))));

    [Fact]
    public void Score_unparsable() =>
        Assert.Equal(("SCORE_UNPARSABLE", Severity.Error, "表!H13"), Only(Run(Change(0, r => r with { Score = Make.Text("满分", "H13") }))));

    [Theory]
    [InlineData("")]
    [InlineData("无")]
    [InlineData("-")]
    [InlineData("/")]
    [InlineData("空")]
    [InlineData("无。")]
    public void Below_full_points_no_reason_is_no_reason(string reason)
    {
        var row = Make.Row("产出指标", "时效指标", "按时率", "≥95%", "93%", 10, 9.79m, reason, 15);
        Assert.Equal(("EXPLANATION_MISSING", Severity.Error, "表!I15"), Only(Run(Change(2, _ => row))));
    }

    [Theory]
    [InlineData("129人", "", new string[0])]
    [InlineData("130人", "", new[] { "EXPLANATION_MISSING" })]
    [InlineData("130人", "扩大招收", new string[0])]
    [InlineData("200人", "扩大招收", new[] { "TARGET_SUSPECT" })]
    public void Far_over_the_target_a_reason_is_needed(string actual, string reason, string[] codes) =>
        Assert.Equal(
            codes, Run(Change(0, _ => Make.Row("产出指标", "数量指标", "培训人数", "≥100人", actual, 20, 20, reason))).Findings.Select(f => f.Code));

    [Theory]
    [InlineData("部分达成年度指标并具有一定效果", 21, "EXPLANATION", null)]
    [InlineData("部分达成年度指标并具有一定效果", 18, "EXPLANATION", null)]
    [InlineData("部分达成年度指标并具有一定效果", 24, "EXPLANATION", "QUALITATIVE_BAND")]
    [InlineData("部分达成年度指标并具有一定效果", 17.99, "EXPLANATION", "QUALITATIVE_BAND")]
    [InlineData("达成年度指标", 30, "EXPLANATION", null)]
    [InlineData("达成年度指标", 30, "", "JUSTIFICATION_MISSING")]
    [InlineData("达成年度指标,稳定就业", 30, "", null)]
    [InlineData("达成年度指标", 31, "EXPLANATION", "SCORE_OUT_OF_RANGE")]
    [InlineData("达成年度指标", 23.99, "EXPLANATION", "QUALITATIVE_BAND")]
    [InlineData("未达成年度指标且效果较差", 0, "EXPLANATION", null)]
    [InlineData("未达成年度指标且效果较差", 18, "EXPLANATION", "QUALITATIVE_BAND")]
    [InlineData("就业环境有所改善", 20, "EXPLANATION", "TIER_NOT_STATED")]
    public void Qualitative_scores_stay_in_the_band_of_their_tier(string actual, decimal claimed, string reason, string? code)
    {
        var assessment = Run(Change(3, _ => Make.Row("效益指标", "社会效益指标", "就业环境", "显著改善", actual, 30, claimed, reason, 16)));
        Assert.Equal(code is null ? [] : [code], assessment.Findings.Select(f => f.Code));
        Assert.Equal(code is "QUALITATIVE_BAND" or "SCORE_OUT_OF_RANGE" ? null : claimed, assessment.Indicators[3].Score?.Score);
    }

    [Fact]
    public void A_qualitative_score_is_for_the_section_to_enter()
    {
        var assessment = Run(Change(3, _ => Make.Row("效益指标", "社会效益指标", "就业环境", "显著改善", "部分达成", 30, null, "人手不足", 16)));
        var finding = Assert.Single(assessment.Findings);
        Assert.Equal(("SCORE_MISSING", "建议 21"), (finding.Code, finding.Suggestion?.Zh));
        Assert.Null(assessment.Total);
    }

    [Fact]
    public void Inapplicable_rows_scale_the_rest()
    {
        var scaling = Std with { Scoring = Std.Scoring with { ScaleInapplicable = true } };
        var form = Make.SelfEvaluation(100, 90, [.. Change(0, r => r with { Actual = Make.Text("不适用", "F13") }).Rows]);
        var assessment = SelfEvaluationCheck.Run(form, scaling, 2023, null);
        Assert.Equal((98.75m, true), (assessment.Total, assessment.Scaled));
        Assert.Equal(new IndicatorScore(ScoreRule.NotApplicable, 20, 0, null, ScoreMarks.NotApplicable), assessment.Indicators[0].Score);
        Assert.Equal(("NOT_APPLICABLE", Severity.Warning, "表!F13"), Only(assessment));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void With_a_zero_budget_the_unscaled_sum_is_a_fair_claim(decimal claimed, bool fair)
    {
        var codes = Run(Make.SelfEvaluation(0, 0, Make.FullRows(), claimed)).Findings.Select(f => f.Code);
        Assert.Equal(fair ? ["ZERO_BUDGET"] : ["ZERO_BUDGET", "TOTAL_MISMATCH"], codes);
    }

    [Theory]
    [InlineData(99.9)]
    [InlineData(99.7)]
    public void Total_not_sum(decimal claimed) =>
        Assert.Equal(("TOTAL_NOT_SUM", Severity.Error, "表!H30"), Only(Run(Make.SelfEvaluation(100, 98, Make.FullRows(), claimed))));

    [Theory]
    [InlineData(19, 98.8, Severity.Warning)]
    [InlineData(20, 99.8, null)]
    public void Total_mismatch(decimal first, decimal claimed, Severity? level)
    {
        IReadOnlyList<SelfEvaluationRow> rows =
            [Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "100人", 20, first), .. Make.FullRows().Skip(1)];
        Assert.Equal(
            level is { } said ? [("SCORE_MISMATCH", said, "表!H13"), ("TOTAL_MISMATCH", said, "表!H30")] : [],
            Run(Make.SelfEvaluation(100, 98, rows, claimed)).Findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
    }

    [Theory]
    [InlineData("九十分", "SCORE_UNPARSABLE")]
    [InlineData("—", "TOTAL_MISSING")]
    [InlineData("", "TOTAL_MISSING")]
    public void A_total_that_is_no_number_is_told(string total, string code)
    {
        var assessment = Run(Make.SelfEvaluation(100, 98, Make.FullRows()) with { ClaimedTotal = Make.Text(total, "H30") });
        Assert.Equal([(code, "表!H30")], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Equal(99.8m, assessment.Total);
    }

    [Theory]
    [InlineData("优", null)]
    [InlineData("良", Severity.Warning)]
    [InlineData("□优 □良 ☑中 □差", Severity.Warning)]
    [InlineData("", null)]
    public void Grade_mismatch(string grade, Severity? level) => Assert.Equal(
        level is { } said ? [("GRADE_MISMATCH", said)] : [],
        Run(Make.SelfEvaluation(100, 98, Make.FullRows(), 99.8m) with { ClaimedGrade = Make.Text(grade, "H31") })
            .Findings.Select(f => (f.Code, f.Level)));

    [Fact]
    public void Goal_result_missing() => Assert.Equal(
        ("GOAL_RESULT_MISSING", Severity.Error, "表!G11"),
        Only(Run(Make.SelfEvaluation(100, 100, Make.FullRows()) with { ActualGoal = Make.Text("", "G11") })));

    [Fact]
    public void Goal_missing() => Assert.Equal(
        ("GOAL_MISSING", Severity.Error, "表!D3"), Only(Run(Make.SelfEvaluation(100, 100, Make.FullRows()) with { ExpectedGoal = null })));

    [Fact]
    public void No_indicators()
    {
        var assessment = Run(Make.SelfEvaluation(100, 100, []));
        Assert.Equal(("NO_INDICATORS", Severity.Error, "表!D3"), Only(assessment));
        Assert.Null(assessment.Total);
    }

    [Fact]
    public void Weight_sum()
    {
        var assessment = Run(Change(0, r => r with { Points = Make.Number(15, "G13"), Score = Make.Number(15, "H13") }));
        Assert.Equal(
            [("WEIGHT_SUM", "表!G13"), ("WEIGHTS_MISMATCH", "表!G13")], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Null(assessment.Total);
        var effect = Run(Change(3, r => r with { Points = Make.Number(25, "G16"), Score = Make.Number(25, "H16") }));
        Assert.Equal([("WEIGHT_SUM", "表!G13"), ("WEIGHTS_MISMATCH", "表!G16")], effect.Findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void Points_missing()
    {
        var assessment = Run(Change(0, r => r with { Points = Make.Text("", "G13") }));
        Assert.Equal(("POINTS_MISSING", Severity.Error, "表!G13"), Only(assessment));
        Assert.Null(assessment.Total);
    }

    [Fact]
    public void A_hollow_fund_total_is_not_scored()
    {
        var form = Make.SelfEvaluation(0, 0, Make.FullRows());
        var assessment = Run(form with { Funds = [.. form.Funds, Make.Fund(FundSource.Fiscal, 90, 89.974m, 89.974m, 7)] });
        Assert.Equal((null, null, ScoreMarks.None), (assessment.Execution.Score, assessment.Total, assessment.Execution.Marks));
        Assert.Equal(
            [("FUND_TOTAL_MISMATCH", "表!D6"), ("FUND_TOTAL_MISMATCH", "表!E6"), ("FUND_TOTAL_MISMATCH", "表!F6")],
            assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void Negative_spending_scores_nothing()
    {
        var assessment = Run(Make.SelfEvaluation(100, -5, Make.FullRows()));
        Assert.Equal((-0.05m, 0m, 90m), (assessment.Execution.Rate, assessment.Execution.Score, assessment.Total));
        Assert.Equal(("NEGATIVE_SPENDING", Severity.Error, "表!F6"), Only(assessment));
    }

    [Fact]
    public void Spending_without_budget()
    {
        var assessment = Run(Make.SelfEvaluation(0, 0.5m, Make.FullRows()));
        Assert.Equal((null, null), (assessment.Execution.Score, assessment.Total));
        Assert.Equal(("SPENDING_WITHOUT_BUDGET", Severity.Error, "表!F6"), Only(assessment));
    }

    [Theory]
    [InlineData("20", "98%", "9.8", "EXECUTION_POINTS_MISMATCH", "表!G6")]
    [InlineData("10", "97%", "9.8", "RATE_MISMATCH", "表!H6")]
    [InlineData("10", "98%", "10", "SCORE_MISMATCH", "表!I6")]
    [InlineData("10", "98%", "满", "SCORE_UNPARSABLE", "表!I6")]
    [InlineData("10", "98%", "9.8", null, null)]
    [InlineData("10", "", "—", "EXECUTION_SCORE_MISSING", "表!I6")]
    public void Written_execution_line(string points, string rate, string score, string? code, string? place)
    {
        var form = Make.SelfEvaluation(100, 98, Make.FullRows());
        var line = form.Funds[0] with { Points = Make.Typed(points, "G6"), Rate = Make.Typed(rate, "H6"), Score = Make.Typed(score, "I6") };
        var findings = Run(form with { Funds = [line] }).Findings;
        Assert.Equal(code is null ? [] : [(code, place)], findings.Select(f => (f.Code, f.Place?.ToString())));
    }

    [Theory]
    [InlineData(89.99, "EXECUTION_REASON_NEEDED")]
    [InlineData(90, null)]
    public void Sichuan_asks_for_a_reason_below_90_percent(decimal spent, string? code)
    {
        IReadOnlyList<SelfEvaluationRow> rows =
            [.. Make.FullRows().Take(3), Make.Row("产出指标", "成本指标", "成本", "≤5万元", "5万元", 10, 10, row: 17), Make.FullRows()[3]];
        var findings = SelfEvaluationCheck.Run(Make.SelfEvaluation(100, spent, rows), Profile.Sichuan, 2023, null).Findings;
        Assert.Equal(code is null ? [] : [code], findings.Select(f => f.Code));
    }

    [Fact]
    public void Reviewers_rules_are_told_before_submission()
    {
        var rows = Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", "95%", 10, 10, "其中一期延期", 15)).Rows;
        var approved = new ApprovedTargets([], null, "", "std", 2, 0);
        Assert.Equal(
            ["PARTLY_LATE"], SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, rows), Std, 2023, null).Findings.Select(f => f.Code));
        Assert.Equal("PROFILE_CHANGED", SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, rows), Std, 2023, approved).Findings[0].Code);
    }

    [Theory]
    [InlineData("其中一期延期", true)]
    [InlineData("未逾期,无延期,没有滞后", false)]
    [InlineData("首期未逾期,末期逾期", true)]
    [InlineData("未按时", true)]
    public void A_delay_denied_is_no_delay(string reason, bool late)
    {
        var findings = Run(Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", "95%", 10, 10, reason, 15))).Findings;
        Assert.Equal(late ? [("PARTLY_LATE", "表!F15")] : [], findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void What_is_wrong_with_a_row_is_told_with_its_figures_in_both_languages()
    {
        var rows = new List<SelfEvaluationRow>
        {
            Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "250人", 20, 20, row: 13),
            Make.Row("产出指标", "质量指标", "合格率", "≥80%", "72%", 20, 20, row: 14),
            Make.Row("产出指标", "时效指标", "按时率", "≥95%", "93%", 10, 11, "路途遥远", 15),
            Make.Row("效益指标", "社会效益指标", "就业环境", "显著改善", "部分达成年度指标并具有一定效果", 30, 24, "人手不足", 16),
            Make.Row("效益指标", "社会效益指标", "营商环境", "显著改善", "达成年度指标", 30, 23.99m, "已改善", 17),
            Make.Row("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "92%", 10, null, row: 18),
        };
        var findings = Run(Make.SelfEvaluation(100, 100, rows))
            .Findings.Where(finding => finding.Place?.Cell is [.., '1', >= '3' and <= '8'])
            .ToList();

        Assert.Equal(
            [
                "I13 “培训人数”完成率达到 130% 及以上,须说明原因",
                "F13 实际值“250人”为目标 ≥100人 的 250%:目标设置偏低或单位有误?",
                "I14 “合格率”得分 18 低于分值 20,须填写偏差原因及改进措施",
                "H14 “合格率”自评得分 20,按规则应为 18",
                "H15 得分须在 0 到分值 10 之间",
                "H16 “部分达成年度指标并具有一定效果”的得分须在 18(含)到 24(不含)之间",
                "H17 “达成年度指标”的得分须在 24(含)到 30(含)之间",
                "H18 未填得分,按规则计 10",
            ],
            findings.Select(finding => $"{finding.Place!.Cell} {finding.Message.Zh}"));
        Assert.Equal(
            [
                "\"培训人数\" reached 130% of its target or more; a reason is needed.",
                "The actual value is 250% of the target ≥100人: is the target too low, or a unit wrong?",
                "\"合格率\" scores 18 of 20; a reason and remedy are needed.",
                "\"合格率\" claims 20; by the rules it is 18.",
                "The score must lie between 0 and the points 10.",
                "A score of \"部分达成年度指标并具有一定效果\" must lie between 18 (included) and 24 (not included).",
                "A score of \"达成年度指标\" must lie between 24 (included) and 30 (included).",
                "No score was entered; by the rules it is 10.",
            ],
            findings.Select(finding => finding.Message.En));
        Assert.Equal(
            ["按得分应为“达成年度指标”", "按得分应为“部分达成年度指标并具有一定效果”"], findings.Where(f => f.Code == "QUALITATIVE_BAND").Select(f => f.Suggestion?.Zh));
        Assert.Equal(
            ["By the score it would be \"达成年度指标\".", "By the score it would be \"部分达成年度指标并具有一定效果\"."],
            findings.Where(f => f.Code == "QUALITATIVE_BAND").Select(f => f.Suggestion?.En));
    }

    [Theory]
    [InlineData("0%", 0, "")]
    [InlineData("95%", 10, "")]
    public void A_claim_of_nothing_and_of_everything_is_in_range(string actual, decimal claimed, string codes)
        => Assert.Equal(
            codes,
            string.Join(
                ' ',
                Run(Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", actual, 10, claimed, "路途遥远", 15))).Findings.Select(
                    f => f.Code)));

    [Fact]
    public void Another_years_sheet_is_told() => Assert.Equal(
        ("YEAR_MISMATCH", Severity.Error, "表!D3"),
        Only(Run(Make.SelfEvaluation(100, 100, Make.FullRows()) with { Header = Make.Header(2022) })));

    [Fact]
    public void A_finding_about_the_whole_sheet_stands_at_the_first_thing_it_is_known_by()
    {
        var (name, code, department, implementer) = (
            Make.Text("项目", "A1"), Make.Text("项目", "A2"), Make.Text("项目", "A3"), Make.Text("项目", "A4"));
        var form = Make.SelfEvaluation(100, 100, Make.FullRows(), total: 100) with
        {
            ExpectedGoal = Make.Text("目标", "A5"),
            ActualGoal = Make.Text("目标", "A6"),
        };

        Assert.Equal("A1", At(form, name, code, department, implementer));
        Assert.Equal("A2", At(form, null, code, department, implementer));
        Assert.Equal("A3", At(form, null, null, department, implementer));
        Assert.Equal("A4", At(form, null, null, null, implementer));
        Assert.Equal("A5", At(form, null, null, null, null));
        Assert.Equal("A6", At(form with { ExpectedGoal = null }, null, null, null, null));
        Assert.Equal("E6", At(form with { ExpectedGoal = null, ActualGoal = null }, null, null, null, null));
        Assert.Equal("D13", At(form with { ExpectedGoal = null, ActualGoal = null, Funds = [] }, null, null, null, null));
        Assert.Equal("H30", At(form with { ExpectedGoal = null, ActualGoal = null, Funds = [], Rows = [] }, null, null, null, null));

        static string? At(SelfEvaluationForm form, Cell? name, Cell? code, Cell? department, Cell? implementer) => Run(
            form with { Header = new FormHeader(2022, name, code, department, implementer) })
            .Findings.First(f => f.Code == "YEAR_MISMATCH").Place?.Cell;
    }

    [Fact]
    public void What_was_approved_names_the_levels_whatever_the_sheet_calls_them()
    {
        var target = PerfFlow.Domain.Indicators.TargetText.Read("≥100人", Std, 2023).Target!;
        var approved = new ApprovedTargets([new ApprovedIndicator("i01", "产出指标", "数量指标", "培训人数", target, 90)], 100, "目标", "std", 1, 1);
        var row = Make.Row("成果指标", "数目", "培训人数", "≥100人", "100人", 90, 90, id: "i01");

        var result = SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, [row]), Std, 2023, approved).Indicators.Single();
        var alone = Run(Make.SelfEvaluation(100, 100, [row])).Indicators.Single();

        Assert.Equal(("产出指标", "数量指标"), (result.Level1, result.Level2));
        Assert.Equal(("成果指标", "数目"), (alone.Level1, alone.Level2));
    }

    [Fact]
    public void A_whole_sheet_explains_itself()
    {
        var form = Make.SelfEvaluation(100, 98, Change(2, _ => Make.Row("产出指标", "时效指标", "按时率", "≥95%", "93%", 10, 9.79m, "路途遥远", 15)).Rows);
        var explained = ScoreExplanation.Of(Run(form), Std);
        Assert.Equal(
            [
                "std@1/ExecutionLinear: 执行率 98 ÷ 100 = 98%,10 × 98 ÷ 100 = 9.8",
                "std@1/Forward: 实际 100人 达到目标 ≥100人,得满分 20",
                "std@1/Forward: 实际 96% 达到目标 ≥95%,得满分 20",
                "std@1/Forward: 10 × 93 ÷ 95 = 9.79;须说明原因",
                "std@1/Zero: 目标 =0起,实际 0,达到,无比例可计,得 30;目标为 0",
                "std@1/Forward: 实际 92% 达到目标 ≥90%,得满分 10",
                "std@1/Total: 9.8 + 20 + 20 + 9.79 + 30 + 10 = 99.59,优",
            ],
            explained.Parts.Append(explained.Total).Select(e => $"{e.Rule}: {e.Text.Zh}"));
        Assert.Equal("9.8 + 20 + 20 + 9.79 + 30 + 10 = 99.59, excellent", explained.Total.Text.En);
    }

    [Fact]
    public void A_scaled_total_explains_its_scale() => Assert.Equal(
        "(0 + 20 + 20 + 10 + 30 + 10) × 100 ÷ 90 = 90 × 100 ÷ 90 = 100,优",
        ScoreExplanation.Of(Run(Make.SelfEvaluation(0, 0, Make.FullRows())), Std).Total.Text.Zh);

    [Fact]
    public void Without_a_total_the_explanation_says_so()
    {
        var explained = ScoreExplanation.Of(Run(Change(0, r => r with { Actual = Make.Text("", "F13") })), Std);
        Assert.Equal(("尚有缺失或有误的数据,不计总分", null), (explained.Total.Text.Zh, explained.Total.Score));
        Assert.Equal(("std@1/Unscored", null), (explained.Parts[1].Rule, explained.Parts[1].Score));
    }

    private static SelfEvaluationAssessment Run(SelfEvaluationForm form) => SelfEvaluationCheck.Run(form, Std, 2023, null);

    private static SelfEvaluationForm Change(int row, Func<SelfEvaluationRow, SelfEvaluationRow> change)
    {
        var rows = Make.FullRows().ToList();
        rows[row] = change(rows[row]);
        return Make.SelfEvaluation(100, 100, rows);
    }

    private static (string Code, Severity Level, string? Place) Only(SelfEvaluationAssessment assessment)
    {
        var finding = Assert.Single(assessment.Findings);
        return (finding.Code, finding.Level, finding.Place?.ToString());
    }
}
