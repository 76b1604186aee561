using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Monitoring;

public sealed class MonitoringCheckTests
{
    private static readonly MonitoringRow OnPlan = Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "50人", forecast: "100人");

    [Fact]
    public void A_sound_sheet_has_lights_and_no_findings()
    {
        var assessment = Run(Rounds.Form(6, [OnPlan], rate: "50%"));
        Assert.Empty(assessment.Findings);
        Assert.Equal(("std", 1, 6, Light.Green), (assessment.Profile, assessment.ProfileVersion, assessment.Month, assessment.Project));
        Assert.Equal(new ExecutionProgress(100, 50, 100, 0.5m, Light.Green), assessment.Execution);
        var row = assessment.Indicators[0];
        Assert.Equal(
            ("产出指标", "数量指标", "培训人数", 50m, 100m, 0.5m, 1m),
            (row.Level1, row.Level2, row.Name, row.Actual?.Value, row.Forecast?.Value, row.Planned, row.Progress));
    }

    [Theory]
    [InlineData(29, 6, Light.Red)]
    [InlineData(30, 6, Light.Yellow)]
    [InlineData(39.99, 6, Light.Yellow)]
    [InlineData(40, 6, Light.Green)]
    [InlineData(100, 6, Light.Green)]
    [InlineData(60, 12, Light.Yellow)]
    [InlineData(5, 1, Light.Yellow)]
    public void Execution_light_follows_the_part_of_the_year_gone_by(decimal spent, int month, Light expected) =>
        Assert.Equal(expected, Run(Rounds.Form(month, [OnPlan], spent: spent), month).Execution.Light);

    [Fact]
    public void Project_light_is_the_worst()
    {
        var red = Rounds.Row("产出指标", "质量指标", "合格率", "≥95%", "90%", row: 14);
        Assert.Equal(Light.Red, Run(Rounds.Form(6, [OnPlan, red])).Project);
        Assert.Equal(Light.Yellow, Run(Rounds.Form(6, [OnPlan], spent: 39)).Project);
        Assert.Equal(Light.Green, Run(Rounds.Form(6, [Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "60人", forecast: "100人")])).Project);
    }

    [Fact]
    public void Without_a_budget_the_rows_alone_light_the_project() =>
        Assert.Equal(Light.Green, Run(Rounds.Form(6, [OnPlan], budget: null)).Project);

    [Fact]
    public void Period_mismatch() => Refused(Rounds.Form(6, [OnPlan], spent: 75), "PERIOD_MISMATCH", "表!D3", month: 9);

    [Fact]
    public void Year_mismatch() => Refused(Rounds.Form(6, [OnPlan]) with { Header = Make.Header(2022, 6) }, "YEAR_MISMATCH", "表!D3");

    [Fact]
    public void Project_name_missing() =>
        Refused(
            Rounds.Form(6, [OnPlan]) with { Header = new FormHeader(2023, Make.Text(" ", "C3"), Month: 6) },
            "PROJECT_NAME_MISSING",
            "表!C3");

    [Fact]
    public void Goal_missing() => Refused(Rounds.Form(6, [OnPlan]) with { Goal = Make.Text("无", "C10") }, "GOAL_MISSING", "表!C10");

    [Fact]
    public void No_indicators() => Refused(Rounds.Form(6, []), "NO_INDICATORS", "表!D3");

    [Fact]
    public void Likelihood_missing() =>
        Refused(Rounds.Form(6, [OnPlan with { Likelihood = null }]), "LIKELIHOOD_MISSING", "表!N13");

    [Theory]
    [InlineData(Likelihood.Possible)]
    [InlineData(Likelihood.Impossible)]
    public void A_doubtful_target_owes_a_cause_and_a_reason(Likelihood likelihood)
    {
        var assessment = Run(Rounds.Form(6, [OnPlan with { Likelihood = likelihood, Reason = Make.Text("无", "M13") }]));
        Assert.Equal(
            [("DEVIATION_CAUSE_MISSING", Severity.Error, "表!N13"), ("DEVIATION_REASON_MISSING", Severity.Error, "表!M13")],
            assessment.Findings.Select(f => (f.Code, f.Level, f.Place?.ToString() ?? "")));
        var explained = OnPlan with { Likelihood = likelihood, Causes = [DeviationCause.Staff], Reason = Make.Text("人员不足", "M13") };
        Assert.Empty(Run(Rounds.Form(6, [explained])).Findings);
    }

    [Fact]
    public void Count_fell()
    {
        var before = Run(Rounds.Form(3, [OnPlan with { Actual = Make.Text("51人", "F13") }], spent: 25), 3);
        var now = MonitoringCheck.Run(Rounds.Form(6, [OnPlan]), Profile.Standard, 2023, 6, null, before);
        Assert.Equal([("COUNT_FELL", Severity.Error, "表!F13")], now.Findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
        var same = MonitoringCheck.Run(
            Rounds.Form(6, [OnPlan with { Actual = Make.Text("51人", "F13") }]), Profile.Standard, 2023, 6, null, before);
        Assert.Empty(same.Findings);
    }

    [Fact]
    public void A_percentage_or_a_bound_may_fall()
    {
        MonitoringRow Rate(string actual) => Rounds.Row("满意度指标", "服务对象满意度指标", "满意度", "≥90%", actual, forecast: "95%");
        var before = Run(Rounds.Form(3, [Rate("96%")], spent: 25), 3);
        Assert.Empty(MonitoringCheck.Run(Rounds.Form(6, [Rate("95%")]), Profile.Standard, 2023, 6, null, before).Findings);
        MonitoringRow Days(string actual) => Rounds.Row("产出指标", "时效指标", "审核时限", "10个工作日内", actual);
        var quick = Run(Rounds.Form(3, [Days("9个工作日")], spent: 25), 3);
        Assert.Empty(MonitoringCheck.Run(Rounds.Form(6, [Days("8个工作日")]), Profile.Standard, 2023, 6, null, quick).Findings);
    }

    [Fact]
    public void Spending_fell()
    {
        var before = Run(Rounds.Form(3, [OnPlan], spent: 51), 3);
        var now = MonitoringCheck.Run(Rounds.Form(6, [OnPlan]), Profile.Standard, 2023, 6, null, before);
        Assert.Equal([("SPENDING_FELL", Severity.Warning, "表!I6")], now.Findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
    }

    [Theory]
    [InlineData(100, 101, 101, "OVERSPEND", "表!I6")]
    [InlineData(0, 5, 5, "SPENDING_WITHOUT_BUDGET", "表!I6")]
    [InlineData(100, -1, 100, "NEGATIVE_SPENDING", "表!I6")]
    [InlineData(100, 50, 49, "FORECAST_BELOW_SPENDING", "表!M6")]
    public void Amounts_that_cannot_be(decimal budget, decimal spent, decimal forecast, string code, string place)
    {
        var finding = Assert.Single(Run(Rounds.Form(6, [OnPlan], budget, spent, forecast)).Findings);
        Assert.Equal((code, Severity.Error, place), (finding.Code, finding.Level, finding.Place?.ToString()));
    }

    [Theory]
    [InlineData(null, 50, "FUND_TOTAL_MISSING", "表!G6")]
    [InlineData(100, null, "FUND_TOTAL_MISSING", "表!I6")]
    public void Fund_total_missing(int? budget, int? spent, string code, string place)
    {
        var assessment = Run(Rounds.Form(6, [OnPlan], budget, spent));
        Assert.Equal([(code, place)], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Null(assessment.Execution.Light);
    }

    [Theory]
    [InlineData("50%", true)]
    [InlineData("50.1%", true)]
    [InlineData("50.11%", false)]
    [InlineData("0.5", true)]
    [InlineData("50", true)]
    [InlineData("0.5%", false)]
    [InlineData("一半", false)]
    [InlineData("—", true)]
    public void A_written_rate_agrees_within_a_tenth_of_a_point(string rate, bool agrees)
    {
        var findings = Run(Rounds.Form(6, [OnPlan], rate: rate)).Findings;
        Assert.Equal(
            agrees ? [] : [("RATE_MISMATCH", Severity.Warning, "表!K6")], findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
    }

    [Fact]
    public void Certain_in_spite_of_a_red_light() =>
        Refused(
            Rounds.Form(6, [OnPlan with { Actual = Make.Text("29人", "F13") }]),
            "LIKELIHOOD_CONTRADICTS_LIGHT",
            "表!N13",
            level: Severity.Warning);

    [Fact]
    public void Certain_in_spite_of_the_forecast() =>
        Refused(
            Rounds.Form(6, [OnPlan with { Forecast = Make.Text("99人", "G13") }]),
            "FORECAST_CONTRADICTS_LIKELIHOOD",
            "表!G13",
            level: Severity.Warning);

    [Fact]
    public void Forecast_missing() =>
        Refused(Rounds.Form(6, [OnPlan with { Forecast = Make.Text("", "G13") }]), "FORECAST_MISSING", "表!G13", level: Severity.Warning);

    [Fact]
    public void A_target_without_a_reading_has_no_light()
    {
        var assessment = Run(Rounds.Form(6, [OnPlan with { Target = Make.Text("95%≤", "E13") }]));
        Assert.Equal([("TARGET_UNPARSABLE", "表!E13")], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Equal((null, null, Light.Green), (assessment.Indicators[0].Target, assessment.Indicators[0].Light, assessment.Project));
    }

    [Fact]
    public void Budget_in_yuan_instead_of_ten_thousands()
    {
        var target = TargetText.Read("≥100人", Profile.Standard, 2023).Target!;
        var approved = new ApprovedTargets([new ApprovedIndicator("i01", "产出指标", "数量指标", "培训人数", target, 90)], 100, "", "std", 1, 1);
        var assessment = MonitoringCheck.Run(
            Rounds.Form(6, [OnPlan], 1_000_000, 500_000, 1_000_000), Profile.Standard, 2023, 6, approved, null);
        Assert.Equal([("UNIT_MISMATCH", "表!E6")], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Equal("i01", assessment.Indicators[0].Id);
        var other = MonitoringCheck.Run(Rounds.Form(6, [OnPlan], 120, 60, 120), Profile.Standard, 2023, 6, approved, null);
        Assert.Equal(["BUDGET_DIFFERS"], other.Findings.Select(f => f.Code));
    }

    [Fact]
    public void What_was_approved_counts_whatever_the_sheet_says()
    {
        var target = TargetText.Read("≥200人", Profile.Standard, 2023).Target!;
        var approved = new ApprovedTargets(
            [
                new ApprovedIndicator("i01", "产出指标", "数量指标", "培训人数", target, 50),
                new ApprovedIndicator("i02", "效益指标", "社会效益指标", "就业人数", target, 40),
            ], 100, "目标", "std", 1, 2);
        var row = Rounds.Row("成果指标", "数目", "培训人数", "≥100人", "50人", forecast: "200人", id: "i01");

        var assessment = MonitoringCheck.Run(Rounds.Form(6, [row]), Profile.Standard, 2023, 6, approved, null);

        var progress = assessment.Indicators.Single();
        Assert.Equal(("产出指标", "数量指标", 200m, Light.Red), (progress.Level1, progress.Level2, progress.Target?.Value, progress.Light));
        Assert.Equal(
            ["INDICATOR_DROPPED", "TARGET_LOWERED"],
            assessment.Findings.Select(f => f.Code).Where(code => code is "INDICATOR_DROPPED" or "TARGET_LOWERED").Order());
    }

    [Fact]
    public void A_result_without_a_tier_has_no_light()
    {
        var row = Rounds.Row("效益指标", "社会效益指标", "就业环境", "显著改善", "就业环境有所改善", forecast: "达成年度指标");

        var assessment = Run(Rounds.Form(6, [row]));

        Assert.Equal(
            [("TIER_NOT_STATED", Severity.Warning, "表!F13")], assessment.Findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
        Assert.Null(assessment.Indicators.Single().Light);
        Assert.Empty(Run(Rounds.Form(6, [row with { Actual = Make.Text("达成年度指标", "F13") }])).Findings);
    }

    [Fact]
    public void An_actual_value_that_cannot_be_read_is_told() =>
        Assert.Equal(
            ["ACTUAL_UNPARSABLE"], Run(Rounds.Form(6, [OnPlan with { Actual = Make.Text("见附件", "F13") }])).Findings.Select(f => f.Code));

    [Fact]
    public void A_count_is_held_against_the_same_indicator_of_the_last_round()
    {
        MonitoringRow Count(string name, string actual, int row, string? id = null) =>
            Rounds.Row("产出指标", "数量指标", name, "≥100人", actual, forecast: "100人", row: row, id: id);
        var before = Run(Rounds.Form(3, [Count("参训人数", "90人", 13), Count("培训人数", "50人", 14)], spent: 25), 3);

        Assert.Empty(Fell(Count("培训人数", "50人", 13)));
        Assert.Equal(["累计完成值 49 小于上期 50"], Fell(Count("培训人数", "49人", 13)));
        Assert.Equal(["累计完成值 89 小于上期 90"], Fell(Count("参训人数", "89人", 13)));
        Assert.Empty(Fell(Count("另一人数", "1人", 13)));

        var target = TargetText.Read("≥100人", Profile.Standard, 2023).Target!;
        var approved = new ApprovedTargets(
            [
                new ApprovedIndicator("i01", "产出指标", "数量指标", "参训人数", target, 50),
                new ApprovedIndicator("i02", "产出指标", "数量指标", "培训人数", target, 40),
            ], 100, "目标", "std", 1, 2);
        var known = MonitoringCheck.Run(
            Rounds.Form(3, [Count("参训人数", "90人", 13, "i01"), Count("培训人数", "50人", 14, "i02")], spent: 25),
            Profile.Standard, 2023, 3, approved, null);
        var now = MonitoringCheck.Run(
            Rounds.Form(6, [Count("参训人数", "90人", 13, "i01"), Count("培训人数", "49人", 14, "i02")]), Profile.Standard, 2023, 6, approved, known);
        Assert.Equal(["表!F14"], now.Findings.Where(f => f.Code == "COUNT_FELL").Select(f => f.Place!.ToString()));

        IEnumerable<string> Fell(MonitoringRow row) => MonitoringCheck.Run(Rounds.Form(6, [row]), Profile.Standard, 2023, 6, null, before)
            .Findings.Where(f => f.Code == "COUNT_FELL").Select(f => f.Message.Zh);
    }

    private static MonitoringAssessment Run(MonitoringForm form, int month = 6) =>
        MonitoringCheck.Run(form, Profile.Standard, 2023, month, null, null);

    private static void Refused(MonitoringForm form, string code, string? place, int month = 6, Severity level = Severity.Error)
    {
        var finding = Assert.Single(Run(form, month).Findings);
        Assert.Equal((code, level, place), (finding.Code, finding.Level, finding.Place?.ToString()));
    }
}
