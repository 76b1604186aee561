using System.Globalization;
using System.Text.Json;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.Reading;

public sealed class TemplateRoundTripTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const("甲"), Gen.Const("＝１＋１"), Gen.Const("=1+1"), Gen.Const("+86"), Gen.Const("@x"),
        Gen.Const("\"引号\"'单引'"), Gen.Const("<&>"), Gen.Const("00123"), Gen.Const("95％"), Gen.Const("_x0041_"),
        Gen.String[Gen.Char["中文培训人数字母abcXYZ0123456789,。()%/=-+@'\"<>&"], 1, 40].Select(text => "名" + text.Trim()));

    private static readonly Gen<decimal> Amount = Gen.Int[0, 99_999_999].Select(cents => cents / 100m);

    private static readonly Gen<SelfEvaluationLine> Line =
        Gen.Select(Text, Text, Amount, Amount, Text, (name, target, points, score, reason) =>
            new SelfEvaluationLine(new(null, "产出指标", "数量指标", name, target, Points: points), "a" + target, score, reason));

    private static readonly Gen<SelfEvaluationSheet> Sheet =
        Gen.Select(Text, Text, Line.Array[1, 12], Amount, Text, (project, code, lines, budget, goal) =>
            new SelfEvaluationSheet(new("单位", project, 2023, code), [new(FundSource.Fiscal, budget, budget, budget)], lines, goal, goal));

    [Fact]
    public void What_a_template_holds_is_what_is_read() => Sheet.Sample(
        sheet => Assert.Equal(Written(sheet), Read(sheet)),
        iter: 60,
        seed: "0000000000001",
        threads: 1);

    [Fact]
    public void A_thousand_rows_are_read_as_written()
    {
        var lines = Enumerable.Range(0, 1_000)
            .Select(i => new SelfEvaluationLine(
                new($"i{i}", i < 500 ? "产出指标" : "效益指标", $"第{i / 100}类指标", $"指标{i}", $"≥{i}", Points: i), $"{i + 1}", i, "说明"));
        var sheet = Sample.SelfEvaluation with { Lines = [.. lines] };

        Assert.Equal(Written(sheet), Read(sheet));
    }

    [Fact]
    public void A_quarterly_plan_is_read_as_written_and_left_out_where_there_is_none() => Gen.Int[0, 100].Array[4].Array[1, 6].Sample(
        plans =>
        {
            var lines = plans.Select((plan, i) => new IndicatorLine(
                null, "产出指标", "数量指标", $"指标{i}", "1", "≥", "次", 10,
                plan[0] == 0 ? null : [.. plan.Order().Select(percent => percent / 100m)])).ToList();
            var reading = SheetReader.Read(Sample.Bytes<TargetSheet>(TemplateWriter.Targets, Sample.Targets with { Indicators = lines }));
            var rows = Assert.IsType<ReadForm.Targets>(Assert.Single(reading.Forms)).Form.Rows;

            Assert.Empty(reading.Findings);
            Assert.Equal(
                lines.Select(line => string.Join(' ', line.Milestones?.Select(share => $"{share:0.00}%") ?? ["", "", "", ""])),
                rows.Select(row => string.Join(
                    ' ', row.Milestones!.Select(cell => cell.IsBlank ? "" : $"{cell.Number:0.00}{(cell.Percent ? "%" : "")}"))));
        },
        iter: 20,
        threads: 1);

    [Theory]
    [InlineData(FormKind.Targets)]
    [InlineData(FormKind.Monitoring)]
    [InlineData(FormKind.SelfEvaluation)]
    public void A_filled_template_has_no_findings_and_survives_json(FormKind kind)
    {
        var reading = SheetReader.Read(kind switch
        {
            FormKind.Targets => Sample.Bytes<TargetSheet>(TemplateWriter.Targets, Sample.Targets),
            FormKind.Monitoring => Sample.Bytes<MonitoringSheet>(TemplateWriter.Monitoring, Sample.Monitoring),
            _ => Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation),
        });
        var json = JsonSerializer.Serialize(reading);

        Assert.Empty(reading.Findings);
        Assert.Equal(kind, Assert.Single(reading.Forms).Kind);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<SheetReading>(json)));
    }

    private static string Written(SelfEvaluationSheet sheet) => string.Join('\n', [
        $"{sheet.Header.ProjectName}|{sheet.Header.ProjectCode}|{sheet.ExpectedGoal}|"
        + $"{sheet.Funds.Where(fund => fund.Source != FundSource.Total).Sum(fund => fund.Budget):0.00}",
        .. sheet.Lines.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Indicator.Id}|{line.Indicator.Level1}|{line.Indicator.Level2}|{line.Indicator.Name}|{line.Indicator.TargetText}|"
            + $"{line.Actual}|{line.Indicator.Points:0.00}|{line.Score:0.00}|{line.Explanation}"))]);

    private static string Read(SelfEvaluationSheet sheet)
    {
        var reading = SheetReader.Read(Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, sheet));
        var form = Assert.IsType<ReadForm.SelfEvaluation>(Assert.Single(reading.Forms)).Form;
        return string.Join('\n', [
            $"{form.Header.ProjectName?.Raw}|{form.Header.ProjectCode?.Raw}|{form.ExpectedGoal?.Raw}|{form.Funds[0].Budget.Number:0.00}",
            .. form.Rows.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Key.Id}|{row.Key.Level1.Raw}|{row.Key.Level2.Raw}|{row.Key.Name.Raw}|{row.Target.Raw}|{row.Actual.Raw}|"
                + $"{row.Points.Number:0.00}|{row.Score.Number:0.00}|{row.Explanation.Raw}"))]);
    }
}
