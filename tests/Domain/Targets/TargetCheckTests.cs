using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Targets;

public sealed class TargetCheckTests
{
    [Fact]
    public void A_sound_sheet_gives_its_indicators_and_no_finding()
    {
        var assessment = Run(Sheet(Rows()));
        Assert.Empty(assessment.Findings);
        Assert.Equal(
            [
                "产出指标/数量指标/培训人数/≥100人/20", "产出指标/质量指标/合格率/≥95%/20", "产出指标/时效指标/完成时间/2023-12-31前/10",
                "效益指标/社会效益指标/群体性事件/=0起/30", "满意度指标/服务对象满意度指标/学员满意度/≥90%/10",
            ],
            assessment.Indicators.Select(i => $"{i.Level1}/{i.Level2}/{i.Name}/{i.Target}/{i.Points}"));
        Assert.Equal(
            ("std", 1, "完成培训", new TargetMoney(100, 80, 15, 5)),
            (assessment.Profile, assessment.ProfileVersion, assessment.Goal, assessment.Money));
    }

    [Fact]
    public void Levels_are_known_by_what_sheets_write()
    {
        var rows = Rows();
        rows[3] = rows[3] with { Key = Make.Key("效益指标（30分）", "社会 效益", "群体性事件", 18) };
        rows[4] = rows[4] with { Key = Make.Key("满意度", "满意度指标", "学员满意度", 19) };
        var assessment = Run(Sheet(rows));
        Assert.Empty(assessment.Findings);
        Assert.Equal(("效益指标", "社会效益指标"), (assessment.Indicators[3].Level1, assessment.Indicators[3].Level2));
        Assert.Equal(("满意度指标", "服务对象满意度指标"), (assessment.Indicators[4].Level1, assessment.Indicators[4].Level2));
    }

    [Fact]
    public void Year_mismatch() => Refused(Sheet(Rows()) with { Header = Make.Header(2024) }, "YEAR_MISMATCH", "表!D3");

    [Fact]
    public void Goal_missing() => Refused(Sheet(Rows()) with { Goal = null }, "GOAL_MISSING", "表!D3");

    [Fact]
    public void No_indicators() => Refused(Sheet([]), "NO_INDICATORS", "表!D3");

    [Theory]
    [InlineData(100, 80, 15, 5.01, true)]
    [InlineData(100, 80, 15, 5.02, false)]
    [InlineData(0, 80, 15, 5, false)]
    public void Money_adds_up_within_a_hundredth(decimal total, decimal fiscal, decimal carried, decimal other, bool sound)
    {
        var findings = Run(Sheet(Rows()) with { Funds = Funds(total, fiscal, carried, other) }).Findings;
        Assert.Equal(
            sound ? [] : [("FUND_TOTAL_MISMATCH", Severity.Error, "表!F8")], findings.Select(f => (f.Code, f.Level, f.Place!.ToString())));
    }

    [Fact]
    public void Fund_total_missing() =>
        Refused(Sheet(Rows()) with { Funds = [new TargetFund(FundSource.Total, Make.Text("", "F8"))] }, "FUND_TOTAL_MISSING", "表!F8");

    [Fact]
    public void Amount_unparsable() =>
        Refused(
            Sheet(Rows()) with { Funds = [.. Funds(95, 80, 15, null), new TargetFund(FundSource.Other, Make.Text("五万", "F11"))] },
            "AMOUNT_UNPARSABLE",
            "表!F11");

    [Fact]
    public void Negative_amount() => Refused(Sheet(Rows()) with { Funds = Funds(90, 80, 15, -5) }, "NEGATIVE_AMOUNT", "表!F11");

    [Fact]
    public void Name_missing() => Refused(Change(0, r => r with { Key = Make.Key("产出指标", "数量指标", "", 15) }), "NAME_MISSING", "表!D15");

    [Fact]
    public void Name_duplicate() =>
        Refused(Change(1, r => r with { Key = Make.Key("产出指标", "质量指标", "培训 人数", 16) }), "NAME_DUPLICATE", "表!D16");

    [Fact]
    public void Level1_unknown() => Refused(
        Change(0, r => r with { Key = Make.Key("成果指标", "数量指标", "培训人数", 15) }), "LEVEL1_UNKNOWN", "表!B15");

    [Fact]
    public void Level2_unknown()
    {
        var findings = Run(Change(2, r => r with { Key = Make.Key("产出指标", "速度指标", "完成时间", 17) })).Findings;
        Assert.Equal(
            [("LEVEL2_UNKNOWN", "表!C17"), ("KIND_RECOMMENDED", "表!C15")], findings.Select(f => (f.Code, f.Place?.ToString() ?? "")));
    }

    [Fact]
    public void Level2_of_another_level1() => Refused(
        Change(0, r => r with { Key = Make.Key("产出指标", "社会效益指标", "培训人数", 15) }), "LEVEL_MISFIT", "表!C15");

    [Theory]
    [InlineData("", "POINTS_MISSING")]
    [InlineData("十分", "POINTS_MISSING")]
    [InlineData("0", "POINTS_INVALID")]
    [InlineData("-1", "POINTS_INVALID")]
    [InlineData("101", "POINTS_INVALID")]
    [InlineData("3.335", "POINTS_INVALID")]
    public void Points_that_cannot_be(string points, string code) =>
        Refused(Change(0, r => r with { Points = Make.Typed(points, "H15") }), code, "表!H15");

    [Fact]
    public void A_form_without_the_column_misses_its_points()
    {
        var findings = Run(Sheet([.. Rows().Select(r => r with { Points = null })])).Findings;
        Assert.Equal(
            ["表!D15", "表!D16", "表!D17", "表!D18", "表!D19"],
            findings.Where(f => f.Code == "POINTS_MISSING").Select(f => f.Place!.ToString()));
        Assert.Equal(5, findings.Count);
    }

    [Fact]
    public void Weights_mismatch_names_each_level()
    {
        var findings = Run(Change(0, r => r with { Points = Make.Number(25, "H15") })).Findings;
        Assert.Equal(
            ["产出指标分值合计 55,按 标准(执行率10/产出50/效益30/满意度10) 应为 50"], findings.Select(f => f.Message.Zh));
    }

    [Fact]
    public void Without_satisfaction_its_points_go_to_the_effect()
    {
        var rows = Rows().Take(4).ToList();
        Assert.Equal([("WEIGHTS_MISMATCH", "表!H18")], Run(Sheet(rows)).Findings.Select(f => (f.Code, f.Place!.ToString())));
        rows[3] = rows[3] with { Points = Make.Number(40, "H18") };
        Assert.Empty(Run(Sheet(rows)).Findings);
    }

    [Fact]
    public void Levels_may_share_their_points()
    {
        var rows = Rows();
        rows[0] = rows[0] with { Points = Make.Number(10, "H15") };
        Assert.Empty(TargetCheck.Run(Sheet(rows), Profile.Hubei, 2023).Findings);
        rows[3] = rows[3] with { Points = Make.Number(29, "H18") };
        rows[4] = rows[4] with { Points = Make.Number(11, "H19") };
        Assert.Empty(TargetCheck.Run(Sheet(rows), Profile.Hubei, 2023).Findings);
    }

    [Fact]
    public void Cost_is_a_level_of_its_own_where_the_profile_says_so()
    {
        var rows = Rows();
        rows[0] = rows[0] with { Points = Make.Number(10, "H15") };
        rows[3] = rows[3] with { Points = Make.Number(20, "H18") };
        rows.Add(Row("成本指标", "经济成本指标", "培训成本", "≤44万元", 20, 20));
        Assert.Empty(TargetCheck.Run(Sheet(rows), Profile.CostAsLevel, 2023).Findings);
    }

    [Fact]
    public void Effect_is_required()
    {
        var rows = Rows();
        rows.RemoveAt(3);
        Assert.Equal(
            [("WEIGHTS_MISMATCH", "表!H15"), ("LEVEL_REQUIRED", "表!B15"), ("KIND_RECOMMENDED", "表!C15")],
            Run(Sheet(rows)).Findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void At_least_one_target_is_a_quantity()
    {
        var rows = Rows().Select(r => r with { Value = Make.Text("显著提升", r.Value.Place.Cell) }).ToList();
        var findings = Run(Sheet(rows)).Findings;
        Assert.Equal(
            [("NO_QUANTITATIVE_TARGET", "表!F15"), ("NOT_EXAMINABLE", "表!D15"), ("NOT_EXAMINABLE", "表!D16"), ("NOT_EXAMINABLE", "表!D17")],
            findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void A_payment_is_no_quantity_of_output()
    {
        var finding = Assert.Single(Run(Change(0, r => r with { Key = Make.Key("产出指标", "数量指标", "补贴资金拨付数", 15) })).Findings);
        Assert.Equal(("KIND_MISFIT", Severity.Warning, "表!D15"), (finding.Code, finding.Level, finding.Place?.ToString()));
        Assert.EndsWith("评审时可扣该指标分值的 100%", finding.Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_matter_under_two_levels_counts_once()
    {
        var findings = Run(Change(3, r => r with { Key = Make.Key("效益指标", "社会效益指标", "参加培训人数", 18) })).Findings;
        Assert.Empty(findings);
        findings = Run(Change(3, r => r with { Key = Make.Key("效益指标", "社会效益指标", "培训人数达", 18) })).Findings;
        Assert.Equal([("COUNTED_TWICE", "表!D18")], findings.Select(f => (f.Code, f.Place!.ToString())));
    }

    [Fact]
    public void A_quarterly_plan_is_kept()
    {
        var planned = Run(Change(0, r => r with { Milestones = Plan("0%", "50%", "50", "100%") }));
        Assert.Equal([0, 0.5m, 0.5m, 1], planned.Indicators[0].Milestones);
        Assert.Null(planned.Indicators[1].Milestones);
        Assert.Null(Run(Change(0, r => r with { Milestones = Plan("", "", "", "") })).Indicators[0].Milestones);
        Assert.Empty(Run(Change(0, r => r with { Milestones = Plan("/", "—", "无", "") })).Findings);
    }

    [Fact]
    public void A_quarterly_plan_may_stand_in_percent_cells()
    {
        var plan = new[] { 0m, 0.5m, 0.5m, 1m }.Select((share, i) => Make.Percent(share, $"{(char)('I' + i)}15")).ToArray();
        Assert.Equal([0, 0.5m, 0.5m, 1], Run(Change(0, r => r with { Milestones = plan })).Indicators[0].Milestones);
    }

    [Theory]
    [InlineData("50%", "", "75%", "100%")]
    [InlineData("50%", "60%左右", "75%", "100%")]
    [InlineData("50%", "25%", "75%", "100%")]
    [InlineData("25%", "50%", "75%", "90%")]
    [InlineData("-1%", "50%", "75%", "100%")]
    [InlineData("25%", "80%", "75%", "100%")]
    [InlineData("25%", "50%", "多", "100%")]
    public void Milestones_invalid(string q1, string q2, string q3, string q4) =>
        Refused(Change(0, r => r with { Milestones = Plan(q1, q2, q3, q4) }), "MILESTONES_INVALID", "表!I15");

    [Fact]
    public void A_target_that_cannot_be_read_is_reported_and_left_out()
    {
        var assessment = Run(Change(0, r => r with { Value = Make.Text("l0O%", "F15") }));
        Assert.Equal([("TARGET_UNPARSABLE", "表!F15")], assessment.Findings.Select(f => (f.Code, f.Place!.ToString())));
        Assert.Equal(4, assessment.Indicators.Count);
    }

    private static Cell[] Plan(params string[] shares) => [.. shares.Select((s, i) => Make.Typed(s, $"{(char)('I' + i)}15"))];

    private static TargetForm Change(int row, Func<TargetRow, TargetRow> change)
    {
        var rows = Rows();
        rows[row] = change(rows[row]);
        return Sheet(rows);
    }

    private static TargetForm Sheet(IReadOnlyList<TargetRow> rows) =>
        new(Make.Header(), Funds(100, 80, 15, 5), Make.Text("完成培训", "F13"), rows);

    private static List<TargetFund> Funds(decimal total, decimal fiscal, decimal carried, decimal? other) =>
    [
        new(FundSource.Total, Make.Number(total, "F8")),
        new(FundSource.Fiscal, Make.Number(fiscal, "F9")),
        new(FundSource.CarriedOver, Make.Number(carried, "F10")),
        .. other is { } o ? [new TargetFund(FundSource.Other, Make.Number(o, "F11"))] : Array.Empty<TargetFund>(),
    ];

    private static List<TargetRow> Rows() =>
    [
        Row("产出指标", "数量指标", "培训人数", "≥100人", 20, 15),
        Row("产出指标", "质量指标", "合格率", "≥95%", 20, 16),
        Row("产出指标", "时效指标", "完成时间", "2023年12月底前", 10, 17),
        Row("效益指标", "社会效益指标", "群体性事件", "无群体性事件", 30, 18),
        Row("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", 10, 19),
    ];

    private static TargetRow Row(string level1, string level2, string name, string value, decimal points, int row) =>
        new(Make.Key(level1, level2, name, row), null, Make.Text(value, $"F{row}"), null, Make.Number(points, $"H{row}"));

    private static TargetAssessment Run(TargetForm form) => TargetCheck.Run(form, Profile.Standard, 2023);

    private static void Refused(TargetForm form, string code, string? place)
    {
        var finding = Assert.Single(Run(form).Findings);
        Assert.Equal((code, Severity.Error, place), (finding.Code, finding.Level, finding.Place?.ToString()));
    }
}
