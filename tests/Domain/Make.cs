using System.Globalization;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Tests;

/// <summary>Forms for tests: each value stands in a cell whose address says row and column.</summary>
internal static class Make
{
    public const string Sheet = "表";

    public static Profile Std => Profile.Standard;

    public static Cell Text(string raw, string cell = "A1") => new(new Place(Sheet, cell), raw);

    public static Cell Number(decimal number, string cell = "A1") =>
        new(new Place(Sheet, cell), number.ToString(CultureInfo.InvariantCulture), number);

    /// <summary>A cell that shows 93% and holds 0.93.</summary>
    public static Cell Percent(decimal fraction, string cell = "A1") =>
        new(new Place(Sheet, cell), $"{(fraction * 100).ToString("0.##", CultureInfo.InvariantCulture)}%", fraction, true);

    /// <summary>Text or number, whichever the text is.</summary>
    public static Cell Typed(string raw, string cell) =>
        decimal.TryParse(raw, NumberStyles.Number, CultureInfo.InvariantCulture, out var n)
            ? new Cell(new Place(Sheet, cell), raw, n)
            : Text(raw, cell);

    public static FormHeader Header(int year = 2023, int? month = null) => new(year, Text("就业见习补贴", "D3"), Month: month);

    public static IndicatorKey Key(string level1, string level2, string name, int row, string? id = null) =>
        new(id, Text(level1, $"B{row}"), Text(level2, $"C{row}"), Text(name, $"D{row}"));

    public static SelfEvaluationRow Row(
        string level1, string level2, string name, string target, string actual,
        decimal points, decimal? score, string reason = "", int row = 13, string? id = null) =>
        new(
            Key(level1, level2, name, row, id),
            Typed(target, $"E{row}"),
            null,
            null,
            actual.EndsWith('f') ? Percent(decimal.Parse(actual[..^1], CultureInfo.InvariantCulture), $"F{row}") : Typed(actual, $"F{row}"),
            Number(points, $"G{row}"),
            score is { } s ? Number(s, $"H{row}") : Text("", $"H{row}"),
            Text(reason, $"I{row}"));

    public static SelfEvaluationFund Fund(FundSource source, decimal? initial, decimal? budget, decimal? spent, int row = 6) => new(
        source, Amount(initial, $"D{row}"), Amount(budget, $"E{row}"), Amount(spent, $"F{row}"),
        source == FundSource.Total ? Text("10", $"G{row}") with { Number = 10 } : null,
        source == FundSource.Total ? Text("", $"H{row}") : null,
        source == FundSource.Total
            ? Amount(
                budget is > 0.01m and < 1e9m && spent is > -1e9m and < 1e9m ? ExecutionScoring.Score(budget, spent, Std).Score : 10,
                $"I{row}")
            : null);

    public static Cell Amount(decimal? amount, string cell) => amount is { } known ? Number(known, cell) : Text("", cell);

    public static SelfEvaluationForm SelfEvaluation(
        decimal? budget, decimal? spent, IReadOnlyList<SelfEvaluationRow> rows, decimal? total = null, decimal? initial = null) => new(
        Header(),
        [Fund(FundSource.Total, initial ?? budget, budget, spent)],
        Text("目标", "B11"),
        Text("已完成目标", "G11"),
        rows,
        total is { } t ? Number(t, "H30") : null);

    /// <summary>50 + 30 + 10 points, all in full.</summary>
    public static IReadOnlyList<SelfEvaluationRow> FullRows() =>
    [
        Row("产出指标", "数量指标", "培训人数", "≥100人", "100人", 20, 20, row: 13),
        Row("产出指标", "质量指标", "合格率", "≥95%", "0.96f", 20, 20, row: 14),
        Row("产出指标", "时效指标", "完成时间", "2023年12月底前", "2023年12月20日", 10, 10, row: 15),
        Row("效益指标", "社会效益指标", "群体性事件", "无群体性事件", "0起", 30, 30, row: 16),
        Row("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "0.92f", 10, 10, row: 17),
    ];
}
