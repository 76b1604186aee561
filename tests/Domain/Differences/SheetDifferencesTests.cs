using PerfFlow.Domain.Differences;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Domain.Tests.Differences;

/// <summary>What a reviewer is shown of a sheet that came back.</summary>
public sealed class SheetDifferencesTests
{
    private static readonly SelfEvaluationRow Trained = Row(10, "i01", "数量指标", "培训人数", "≥100人", "90", "20", "18", "疫情");
    private static readonly SelfEvaluationRow Passed = Row(11, "i02", "质量指标", "合格率", "≥95%", "96%", "15", "15", "");

    [Fact]
    public void The_same_sheet_has_none() => Assert.True(Between([Trained, Passed], [Trained, Passed]).None);

    [Fact]
    public void Old_and_new_stand_side_by_side_with_their_cells()
    {
        var differences = Between(
            [Trained, Passed], [Trained with { Actual = Cell("F20", "95", 95), Score = Cell("H20", "19", 19) }, Passed]);

        var changed = Assert.Single(differences.Indicators);
        Assert.Equal((IndicatorChange.Changed, "i01", "数量指标", "培训人数"), (changed.Change, changed.Id, changed.Level2, changed.Name));
        Assert.Equal(
            [
                new ValueDifference("actual", Trained.Actual, Cell("F20", "95", 95)),
                new ValueDifference("score", Trained.Score, Cell("H20", "19", 19)),
            ],
            changed.Values);
    }

    [Fact]
    public void An_indicator_that_came_or_went_shows_all_it_says()
    {
        var differences = Between([Trained], [Passed]);

        Assert.Equal(
            [(IndicatorChange.Added, "i02"), (IndicatorChange.Removed, "i01")],
            differences.Indicators.Select(indicator => (indicator.Change, indicator.Id)));
        Assert.All(differences.Indicators[0].Values, value => Assert.Null(value.Old));
        Assert.Equal(
            ["name", "level2", "target", "actual", "points", "score"], differences.Indicators[0].Values.Select(value => value.Field));
        Assert.All(differences.Indicators[1].Values, value => Assert.Null(value.New));
    }

    [Fact]
    public void Another_name_under_the_same_id_is_renamed()
    {
        var renamed = Assert.Single(Between([Trained], [Trained with { Key = Key(10, "i01", "数量指标", "培训学员数") }]).Indicators);

        Assert.Equal((IndicatorChange.Renamed, "培训学员数"), (renamed.Change, renamed.Name));
        Assert.Equal("培训人数", Assert.Single(renamed.Values).Old!.Raw);
    }

    [Fact]
    public void Without_ids_the_same_target_of_the_same_kind_is_renamed()
    {
        var (old, @new) = (Trained with { Key = Key(10, null, "数量指标", "培训人数") }, Trained with { Key = Key(12, null, "数量", "受训人数") });

        Assert.Equal(IndicatorChange.Renamed, Assert.Single(Between([old, Passed], [Passed, @new]).Indicators).Change);
    }

    [Fact]
    public void Rows_that_only_moved_are_the_same() => Assert.True(Between([Trained, Passed], [Passed, Trained]).None);

    [Theory]
    [InlineData("90", 90, "９０", 90)]
    [InlineData("90", 90, "90.0", 90)]
    [InlineData("1,200", 1200, "1200", 1200)]
    [InlineData("已完成", null, " 已完成 ", null)]
    [InlineData("", null, " ", null)]
    public void How_a_value_is_written_does_not_count(string old, int? oldNumber, string @new, int? newNumber)
        => Assert.True(Between(
            [Trained with { Actual = Cell("F10", old, oldNumber) }], [Trained with { Actual = Cell("F10", @new, newNumber) }]).None);

    [Theory]
    [InlineData("90人", 90, "90次", 90)]
    [InlineData("90", 90, "", null)]
    [InlineData("", null, "0", 0)]
    [InlineData("90", 90, "91", 91)]
    public void What_a_value_says_counts(string old, int? oldNumber, string @new, int? newNumber)
        => Assert.Equal("actual", Assert.Single(Assert.Single(
            Between(
                [Trained with { Actual = Cell("F10", old, oldNumber) }],
                [Trained with { Actual = Cell("F10", @new, newNumber) }]).Indicators).Values).Field);

    [Fact]
    public void Money_goals_and_total_are_told_apart_from_indicators()
    {
        var old = Form([Trained]) with { ClaimedTotal = Cell("H30", "98", 98) };
        var @new = Form([Trained]) with
        {
            ClaimedTotal = Cell("H30", "97", 97),
            ActualGoal = Cell("D8", "完成大部"),
            Funds = [Fund(spent: 95)],
        };

        var differences = SheetDifferences.Between(ComparedSheet.Of(old), ComparedSheet.Of(@new));

        Assert.Equal(["funds.total.spent", "actualGoal", "total"], differences.Sheet.Select(value => value.Field));
        Assert.Empty(differences.Indicators);
    }

    [Fact]
    public void A_target_sheet_compares_targets_points_and_quarterly_plans()
    {
        static TargetForm Form(string target, string points, string second) => new(
            new(2024, null),
            [new(FundSource.Total, Cell("D5", "100", 100))],
            Cell("C7", "目标"),
            [new(
                Key(10, null, "数量指标", "培训人数"), null, Cell("E10", target), null, Cell("F10", points),
                [Cell("G10", "0%"), Cell("H10", second), Cell("I10", "80%"), Cell("J10", "100%")])]);

        var differences = SheetDifferences.Between(
            ComparedSheet.Of(Form("≥100人", "20", "40%")), ComparedSheet.Of(Form("≥120人", "25", "50%")));

        Assert.Equal(["target", "points", "milestones.q2"], Assert.Single(differences.Indicators).Values.Select(value => value.Field));
    }

    [Fact]
    public void A_monitoring_sheet_compares_ticks_whatever_their_mark()
    {
        static MonitoringForm Form(string tick, Likelihood likelihood, params DeviationCause[] causes) => new(
            new(2024, null),
            [],
            null,
            [new(Key(10, "i01", "数量指标", "培训人数"), Cell("E10", "≥100人"), null, null, Cell("F10", "30"), Cell("G10", "100"),
                likelihood, Cell("K10", tick), causes, Cell("Q10", "疫情"), Cell("R10", ""))]);

        var old = ComparedSheet.Of(Form("√", Likelihood.Certain));
        Assert.True(SheetDifferences.Between(old, ComparedSheet.Of(Form("✓", Likelihood.Certain))).None);
        Assert.Equal(
            ["likelihood", "causes"],
            SheetDifferences.Between(old, ComparedSheet.Of(Form("√", Likelihood.Possible, DeviationCause.Staff)))
                .Indicators[0].Values.Select(value => value.Field));
    }

    [Fact]
    public void Money_alone_is_a_difference()
    {
        var dearer = SheetDifferences.Between(
            ComparedSheet.Of(Form([Trained])), ComparedSheet.Of(Form([Trained]) with { Funds = [Fund(spent: 80)] }));

        Assert.Equal((false, 1, 0), (dearer.None, dearer.Sheet.Count, dearer.Indicators.Count));
    }

    [Fact]
    public void An_id_finds_its_row_again_whatever_else_has_changed_and_is_told_when_the_newer_sheet_lost_it()
    {
        var moved = Trained with { Key = Key(10, "i01", "质量指标", "受训人数"), Target = Cell("E10", "≥120人") };
        Assert.Equal(IndicatorChange.Renamed, Assert.Single(Between([Trained], [moved]).Indicators).Change);

        var lost = Trained with { Key = Key(10, null, "数量指标", "培训人数"), Actual = Cell("F10", "91") };
        Assert.Equal(
            (IndicatorChange.Changed, "i01"),
            Assert.Single(Between([Trained], [lost]).Indicators.Select(change => (change.Change, change.Id))));
    }

    [Fact]
    public void A_number_beside_a_text_is_another_value()
        => Assert.Single(
            Between([Trained with { Actual = Cell("F10", "90", 90) }], [Trained with { Actual = Cell("F10", "九十", 90) }]).Indicators);

    [Fact]
    public void Both_ways_tell_of_the_same_fields() => Gen.Int[0, 3].Array[1, 6].Select(Gen.Int[0, 3].Array[1, 6]).Sample((left, right) =>
    {
        var there = Between(Rows(left), Rows(right));
        var back = Between(Rows(right), Rows(left));
        return there.Indicators.Sum(indicator => indicator.Values.Count) == back.Indicators.Sum(indicator => indicator.Values.Count)
            && Between(Rows(left), Rows(left)).None;

        static SelfEvaluationRow[] Rows(int[] values)
            => [.. values.Select((value, i) => Row(10 + i, $"i{i:00}", "数量指标", $"指标{i}", "≥100", $"{value}", "20", "18", ""))];
    });

    private static SheetDifferences Between(SelfEvaluationRow[] old, SelfEvaluationRow[] @new)
        => SheetDifferences.Between(ComparedSheet.Of(Form(old)), ComparedSheet.Of(Form(@new)));

    private static SelfEvaluationForm Form(SelfEvaluationRow[] rows)
        => new(new(2024, null), [Fund(spent: 90)], Cell("C8", "目标"), Cell("D8", "完成"), rows, null);

    private static SelfEvaluationFund Fund(int spent)
        => new(FundSource.Total, Cell("C5", "100", 100), Cell("D5", "100", 100), Cell("E5", $"{spent}", spent), null, null, null);

    private static SelfEvaluationRow Row(
        int row, string id, string level2, string name, string target, string actual, string points, string score, string why) => new(
        Key(row, id, level2, name), Cell($"E{row}", target), null, null, Cell($"F{row}", actual),
            Cell($"G{row}", points), Cell($"H{row}", score), Cell($"I{row}", why));

    private static IndicatorKey Key(int row, string? id, string level2, string name)
        => new(id, Cell($"A{row}", "产出指标"), Cell($"B{row}", level2), Cell($"C{row}", name));

    private static Cell Cell(string at, string raw, decimal? number = null) => new(new Place("自评表", at), raw, number);
}
