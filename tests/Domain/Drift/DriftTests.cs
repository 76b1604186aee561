using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Drift;

public sealed class DriftTests
{
    private static readonly ApprovedTargets Approved = new(
        [
            Indicator("i01", "产出指标", "数量指标", "培训人数", "≥100人", 20),
            Indicator("i02", "产出指标", "质量指标", "合格率", "≥95%", 20),
            Indicator("i03", "产出指标", "时效指标", "完成时间", "2023年12月底前", 10),
            Indicator("i04", "效益指标", "社会效益指标", "群体性事件", "无群体性事件", 30),
            Indicator("i05", "满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", 10),
        ], 100, "目标", "std", 1, 5);

    [Fact]
    public void The_approved_sheet_does_not_drift()
    {
        var assessment = Run(Make.FullRows());
        Assert.Empty(assessment.Drifts);
        Assert.Equal(["i01", "i02", "i03", "i04", "i05"], assessment.Indicators.Select(i => i.Id));
        Assert.Equal(100m, assessment.Total);
    }

    [Fact]
    public void Dropped() => Drifts(
        [.. Make.FullRows().Where(r => r.Key.Name.Raw != "合格率")],
        new IndicatorDrift(DriftKind.Dropped, "i02", "合格率", "≥95%", null, null),
        "INDICATOR_DROPPED",
        Severity.Error,
        new Place("表", "D17"));

    [Theory]
    [InlineData(1, "表!D14")] // the last row of the same level 2
    [InlineData(2, "表!D17")] // none left of it: the last row
    public void A_dropped_indicator_is_told_where_it_should_stand(int kept, string place)
    {
        var twins = Approved with { Indicators = [.. Approved.Indicators, Indicator("i06", "产出指标", "质量指标", "结业率", "≥80%", 1)] };
        var rows = Make.FullRows().Where(r => kept == 1 || r.Key.Name.Raw != "合格率").ToList();
        var finding = SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, rows), Profile.Standard, 2023, twins)
            .Findings.Last(f => f.Code == "INDICATOR_DROPPED");
        Assert.Equal(("缺少批复的指标“结业率”(≥80%)", place), (finding.Message.Zh, finding.Place?.ToString()));
    }

    [Fact]
    public void A_dropped_indicator_leaves_no_total() =>
        Assert.Null(Run([.. Make.FullRows().Skip(1)]).Total);

    [Fact]
    public void Added() => Drifts(
        [.. Make.FullRows(), Make.Row("效益指标", "经济效益指标", "增收", "≥5万元", "6万元", 5, 5, row: 20)],
        new IndicatorDrift(DriftKind.Added, null, "增收", null, "≥5万元", new Place("表", "D20")), "INDICATOR_ADDED", Severity.Error);

    [Fact]
    public void Renamed_by_its_id() => Drifts(
        Change(0, r => r with { Key = Make.Key("产出指标", "数量指标", "参训人次", 13, "i01") }),
        new IndicatorDrift(DriftKind.Renamed, "i01", "培训人数", "培训人数", "参训人次", new Place("表", "D13")), "INDICATOR_RENAMED", Severity.Warning);

    [Fact]
    public void Renamed_without_id_is_known_by_kind_and_target() => Drifts(
        Change(0, r => r with { Key = Make.Key("产出指标", "数量指标", "参训人次", 13) }),
        new IndicatorDrift(DriftKind.Renamed, "i01", "培训人数", "培训人数", "参训人次", new Place("表", "D13")), "INDICATOR_RENAMED", Severity.Warning);

    [Fact]
    public void Target_lowered_and_the_approved_one_still_counts()
    {
        var rows = Change(0, r => r with
        {
            Target = Make.Text("≥80人", "E13"),
            Actual = Make.Text("80人", "F13"),
            Score = Make.Number(20, "H13"),
            Explanation = Make.Text("人数不足", "I13"),
        });
        var assessment = Run(rows);
        Assert.Equal(
            [new IndicatorDrift(DriftKind.TargetLowered, "i01", "培训人数", "≥100人", "≥80人", new Place("表", "E13"))], assessment.Drifts);
        Assert.Equal(
            [("TARGET_LOWERED", Severity.Error), ("SCORE_MISMATCH", Severity.Error)], assessment.Findings.Select(f => (f.Code, f.Level)));
        Assert.Equal((16m, 96m), (assessment.Indicators[0].Score?.Score, assessment.Total));
    }

    [Fact]
    public void Points_moved_and_the_approved_ones_still_count()
    {
        var rows = Change(0, r => r with { Points = Make.Number(25, "G13") });
        var assessment = Run(rows);
        Assert.Equal([new IndicatorDrift(DriftKind.PointsMoved, "i01", "培训人数", "20", "25", new Place("表", "G13"))], assessment.Drifts);
        Assert.Equal(["POINTS_MOVED"], assessment.Findings.Select(f => f.Code));
        Assert.Equal(100m, assessment.Total);
    }

    [Theory]
    [InlineData("≥100人", "≥99人", "Lowered")]
    [InlineData("≥100人", "≥101人", "Changed")]
    [InlineData("≥100人", "100", "Same")]
    [InlineData("≥100人", "100人", "Same")]
    [InlineData("≥100人", "≤100人", "Changed")]
    [InlineData("≥100人", "≥0.01万人", "Same")]
    [InlineData("≥100人", "≥100场", "Changed")]
    [InlineData("≥100人", "显著提升", "Changed")]
    [InlineData("=100%", "≥100%", "Same")]
    [InlineData(">100人", "≥100人", "Changed")]
    [InlineData("≤2次", "≤3次", "Lowered")]
    [InlineData("≤2次", "≤1次", "Changed")]
    [InlineData("≤2次", "2次", "Same")]
    [InlineData("<2次", "<3次", "Lowered")]
    [InlineData("90~95%", "90%-95%", "Same")]
    [InlineData("90~95%", "85~95%", "Lowered")]
    [InlineData("90~95%", "90~96%", "Lowered")]
    [InlineData("90~95%", "91~95%", "Changed")]
    [InlineData("90~95%", "90~94%", "Changed")]
    [InlineData("90~95%", "≥90%", "Changed")]
    [InlineData("2023年11月底前", "2023年12月底前", "Lowered")]
    [InlineData("2023年11月底前", "11月底", "Same")]
    [InlineData("2023年11月底前", "10月底", "Changed")]
    [InlineData("2023年11月底前", "是", "Changed")]
    [InlineData("是", "完成", "Same")]
    [InlineData("是", "否", "Changed")]
    [InlineData("显著提升", "显著 提升", "Same")]
    [InlineData("显著提升", "有所提升", "Changed")]
    public void Targets_compare(string approved, string now, string expected)
    {
        var (a, n) = (TargetText.Read(approved, Profile.Standard, 2023).Target!, TargetText.Read(now, Profile.Standard, 2023).Target!);
        Assert.Equal(expected, TargetComparison.Compare(a, n).ToString());
    }

    [Fact]
    public void A_target_that_cannot_be_read_any_more_has_changed()
    {
        var assessment = Run(Change(0, r => r with { Target = Make.Text("100人(见附件)", "E13") }));
        Assert.Equal(
            [new IndicatorDrift(DriftKind.TargetChanged, "i01", "培训人数", "≥100人", "100人(见附件)", new Place("表", "E13"))], assessment.Drifts);
        Assert.Equal(100m, assessment.Total);
    }

    [Fact]
    public void Of_two_new_names_for_one_dropped_indicator_the_first_takes_its_place()
    {
        var rows = Change(0, r => r with { Key = Make.Key("产出指标", "数量指标", "参训人次", 13) });
        rows.Add(Make.Row("产出指标", "数量指标", "受训人次", "≥100人", "100人", 20, 20, row: 20));

        Assert.Equal([(DriftKind.Renamed, "参训人次"), (DriftKind.Added, "受训人次")], Run(rows).Drifts.Select(drift => (
            drift.Kind, drift.Kind == DriftKind.Added ? drift.Name : drift.Now!)));
    }

    [Fact]
    public void An_added_indicator_is_shown_as_it_is_written()
    {
        var added = Run([.. Make.FullRows(), Make.Row("产出指标", "数量指标", "坏", "100人(见附件)", "1", 5, 5, row: 20)]).Drifts.Single();

        Assert.Equal((DriftKind.Added, "100人(见附件)"), (added.Kind, added.Now));
    }

    private static void Drifts(
        IReadOnlyList<SelfEvaluationRow> rows, IndicatorDrift expected, string code, Severity level, Place? place = null)
    {
        var assessment = Run(rows);
        Assert.Equal([expected], assessment.Drifts);
        var finding = assessment.Findings[0];
        Assert.Equal((code, level, place ?? expected.Place), (finding.Code, finding.Level, finding.Place));
    }

    private static SelfEvaluationAssessment Run(IReadOnlyList<SelfEvaluationRow> rows) =>
        SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, rows), Profile.Standard, 2023, Approved);

    private static List<SelfEvaluationRow> Change(int row, Func<SelfEvaluationRow, SelfEvaluationRow> change)
    {
        var rows = Make.FullRows().ToList();
        rows[row] = change(rows[row]);
        return rows;
    }

    private static ApprovedIndicator Indicator(string id, string level1, string level2, string name, string target, decimal points) =>
        new(id, level1, level2, name, TargetText.Read(target, Profile.Standard, 2023).Target!, points);
}
