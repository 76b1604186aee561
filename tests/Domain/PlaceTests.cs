using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Tests.Monitoring;

namespace PerfFlow.Domain.Tests;

/// <summary>
/// Every finding of every assessment stands in a cell, has a code and is told in both languages, whatever is missing on the form.
/// </summary>
public sealed class PlaceTests
{
    private static readonly Gen<bool> Flag = Gen.Bool;

    private static readonly Gen<FormHeader> Headers =
        Gen.Select(Gen.Int[2022, 2024], Gen.Int[1, 12], Gen.Int[0, 3], (year, month, known) => new FormHeader(
            year,
            known == 0 ? Make.Text("项目", "D3") : known == 1 ? Make.Text("", "D3") : null,
            Department: known == 2 ? Make.Text("某局", "D4") : null,
            Month: month));

    private static readonly Gen<string> Levels = Gen.OneOf("产出指标/数量指标", "产出指标/时效指标", "效益指标/社会效益指标", "满意度指标/服务对象满意度指标", "成果指标/速度指标");

    private static readonly Gen<string> Values = Gen.OneOf(
        "≥100人", "=100%", "显著提升", "2023年6月底前", "是", "l0O%", "", "未到期", "50人", "0.93", "无");

    private static readonly Gen<(string Levels, string Name, string Target, string Actual, decimal? Points)> Rows = Gen.Select(
        Levels, Gen.OneOf("甲", "乙", "培训人数", ""), Values, Values, Gen.OneOf<decimal?>(null, 0m, 30m, 90m, 3.333m));

    private static readonly Gen<decimal?> Money = Gen.OneOf<decimal?>(null, 0m, 100m, -5m, 1_000_000m);

    private static readonly ApprovedTargets Approved = new(
        [
            new ApprovedIndicator("i01", "产出指标", "数量指标", "培训人数", TargetText.Read("≥100人", Make.Std, 2023).Target!, 50),
            new ApprovedIndicator("i02", "效益指标", "经济效益指标", "增收", TargetText.Read("≥5万元", Make.Std, 2023).Target!, 40),
        ], 100, "目标", "std", 2, 2);

    [Fact]
    public void Of_a_target_sheet() =>
        Gen.Select(Headers, Flag, Gen.Select(Money, Money).Array[0, 2], Rows.Array[0, 4]).Sample((header, goal, funds, rows) => AllPlaced(
            TargetCheck.Run(
                new TargetForm(
                    header,
                    [.. funds.Select((f, i) => new TargetFund(
                        i == 0 && f.Item2 is not null ? FundSource.Total : FundSource.Other, Make.Amount(f.Item1, $"F{i + 8}")))],
                    goal ? Make.Text("目标", "B5") : null,
                    [.. rows.Select((r, i) => new TargetRow(
                        Key(r, i),
                        null,
                        Make.Text(r.Target, $"F{i + 13}"),
                        null,
                        r.Points is { } p ? Make.Number(p, $"H{i + 13}") : null))]),
                Make.Std, 2023).Findings,
            header.ProjectName is not null || goal || funds.Length > 0 || rows.Length > 0 || header.Department is not null));

    [Fact]
    public void Of_a_monitoring_sheet() =>
        Gen.Select(Headers, Flag, Gen.Select(Money, Money).Array[0, 2], Rows.Array[0, 4], Flag)
            .Sample((header, goal, funds, rows, approved) => AllPlaced(
                MonitoringCheck.Run(
                    new MonitoringForm(
                        header,
                        [.. funds.Select((f, i) => new MonitoringFund(
                            i == 0 ? FundSource.Total : FundSource.Other, Make.Amount(f.Item1, "D6"), Make.Amount(f.Item1, "E6"),
                            Make.Amount(f.Item2, "F6"), Make.Text("7%", "G6"), Make.Amount(f.Item2, "H6")))],
                        goal ? Make.Text("目标", "B5") : null,
                        [.. rows.Select((r, i) => Rounds.Row(
                            r.Levels.Split('/')[0], r.Levels.Split('/')[1], r.Name, r.Target,
                            r.Actual, r.Points is null ? null : Likelihood.Possible, row: i + 13))]),
                    Make.Std, 2023, 6, approved ? Approved : null, null).Findings,
                header.ProjectName is not null || goal || funds.Length > 0 || rows.Length > 0 || header.Department is not null));

    [Fact]
    public void Of_a_self_evaluation() =>
        Gen.Select(Headers, Flag, Gen.Select(Money, Money).Array[0, 2], Rows.Array[0, 4], Flag)
            .Sample((header, goal, funds, rows, approved) => AllPlaced(
                SelfEvaluationCheck.Run(
                    new SelfEvaluationForm(
                        header,
                        [.. funds.Select(
                            (f, i) => Make.Fund(i == 0 ? FundSource.Total : FundSource.Other, f.Item1, f.Item1, f.Item2, i + 6))],
                        goal ? Make.Text("目标", "B11") : null,
                        null,
                        [.. rows.Select((r, i) => new SelfEvaluationRow(
                            Key(r, i), Make.Text(r.Target, $"E{i + 13}"), null, null, Make.Text(r.Actual, $"F{i + 13}"),
                            Make.Amount(r.Points, $"G{i + 13}"), Make.Amount(r.Points, $"H{i + 13}"), Make.Text("", $"I{i + 13}")))],
                        goal ? Make.Number(77, "H30") : null),
                    Make.Std, 2023, approved ? Approved : null).Findings,
                header.ProjectName is not null || goal || funds.Length > 0 || rows.Length > 0 || header.Department is not null));

    private static IndicatorKey Key((string Levels, string Name, string Target, string Actual, decimal? Points) row, int i) =>
        Make.Key(row.Levels.Split('/')[0], row.Levels.Split('/')[1], row.Name, i + 13);

    private static void AllPlaced(IReadOnlyList<Finding> findings, bool hasCells) => Assert.All(findings, f =>
    {
        Assert.Equal(hasCells, f.Place is { Sheet: Make.Sheet, Cell.Length: > 1 });
        Assert.True(f.Code.Length > 0 && f.Message.Zh.Length > 0 && f.Message.En.Length > 0);
    });
}
