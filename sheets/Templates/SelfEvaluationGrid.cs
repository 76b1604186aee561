using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Sheets.Templates;

/// <summary>The grid A to I of field.md §3.3.</summary>
internal static class SelfEvaluationGrid
{
    private const int FirstIndicator = 13;

    public static void Draw(GridPen pen, SelfEvaluationSheet sheet)
    {
        var header = sheet.Header;
        pen.Widths(5, 10, 17, 28, 13, 13, 9, 10, 28);
        pen.Title("A1:I1", Word.Of(FormKind.SelfEvaluation));
        pen.Line("A2:I2", string.Create(CultureInfo.InvariantCulture, $"({header.Year}年度)"));
        new HeaderLines(("A", "C"), ("D", "F"), ("G", "G"), ("H", "I")).Draw(pen, header, 3);
        Funds(pen, sheet);
        pen.Label("A10:A11", "年度\n总体\n目标");
        pen.Label("B10:F10", "预期目标");
        pen.Label("G10:I10", "实际完成情况");
        pen.EntryText("B11:F11", sheet.ExpectedGoal);
        pen.EntryText("G11:I11", sheet.ActualGoal);
        pen.Height(11, 80);
        Indicators(pen, sheet);
    }

    private static void Funds(GridPen pen, SelfEvaluationSheet sheet)
    {
        pen.Label("A5:B9", FormWords.Amounts);
        string[] headers = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"];
        for (var i = 0; i < headers.Length; i++)
        {
            pen.Label(GridPen.At(3 + i, 5), headers[i]);
        }

        var parts = sheet.Funds.Where(fund => fund.Source != FundSource.Total).ToList();
        for (var i = 0; i < FormWords.Sources.Count; i++)
        {
            var source = FormWords.Sources[i];
            var row = 6 + i;
            var fund = sheet.Funds.FirstOrDefault(fund => fund.Source == source);
            pen.Label(GridPen.At(3, row), Word.Of(source));
            Amount("D", row, each => each.InitialBudget);
            Amount("E", row, each => each.Budget);
            Amount("F", row, each => each.Spent);
            if (source == FundSource.Total)
            {
                Execution(pen, sheet);
            }
            else
            {
                pen.Formula(GridPen.At(8, row), Rate(row), percent: true);
                pen.Label(GridPen.At(7, row), "—");
                pen.Label(GridPen.At(9, row), "—");
            }

            void Amount(string column, int at, Func<SelfEvaluationFundLine, decimal?> value) => pen.AmountOrSum(
                string.Create(CultureInfo.InvariantCulture, $"{column}{at}"),
                source == FundSource.Total,
                fund is null ? null : value(fund),
                sheet.Result is null && parts.Any(part => value(part) is not null),
                $"{column}7:{column}9");
        }
    }

    private static void Execution(GridPen pen, SelfEvaluationSheet sheet)
    {
        pen.GivenNumber("G6", sheet.ExecutionPoints);
        if (sheet.Result is { } result)
        {
            pen.GivenNumber("H6", result.Rate, GridPen.PercentFormat);
            pen.GivenNumber("I6", result.Score, "0.00");
        }
        else
        {
            pen.Formula("H6", Rate(6), percent: true);
            pen.Formula("I6", "ROUND(MIN(H6,1)*G6,2)", format: "0.00");
        }
    }

    private static string Rate(int row) => string.Create(CultureInfo.InvariantCulture, $"IF(SUM(E{row})=0,0,F{row}/E{row})");

    private static void Indicators(GridPen pen, SelfEvaluationSheet sheet)
    {
        var lines = sheet.Lines;
        var last = FirstIndicator + Math.Max(lines.Count, 1) - 1;
        var total = last + 1;
        string[] headers = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
        for (var i = 0; i < headers.Length; i++)
        {
            pen.Label(GridPen.At(2 + i, 12), headers[i]);
        }

        pen.Label(string.Create(CultureInfo.InvariantCulture, $"A12:A{last}"), "绩\n效\n指\n标");
        pen.Levels(2, FirstIndicator, [.. lines.Select(line => line.Indicator)]);
        for (var i = 0; i < lines.Count; i++)
        {
            var row = FirstIndicator + i;
            pen.Given(GridPen.At(4, row), lines[i].Indicator.Name);
            pen.GivenValue(GridPen.At(5, row), lines[i].Indicator.TargetText);
            pen.Entry(GridPen.At(6, row), lines[i].Actual);
            pen.GivenNumber(GridPen.At(7, row), lines[i].Indicator.Points);
            pen.Score(GridPen.At(8, row), lines[i].Score, GridPen.At(7, row));
            pen.EntryText(GridPen.At(9, row), lines[i].Explanation);
        }

        pen.Label(GridPen.Range("A", total, "F"), "总分");
        if (sheet.Result is { } result)
        {
            pen.GivenNumber(GridPen.At(7, total), sheet.ExecutionPoints + lines.Sum(line => line.Indicator.Points ?? 0));
            pen.GivenNumber(GridPen.At(8, total), result.Total, "0.00");
        }
        else
        {
            pen.Formula(
                GridPen.At(7, total), string.Create(CultureInfo.InvariantCulture, $"SUM(G6,G{FirstIndicator}:G{last})"), format: "General");
            pen.Formula(
                GridPen.At(8, total),
                string.Create(CultureInfo.InvariantCulture, $"SUM(I6,H{FirstIndicator}:H{last})"),
                format: "0.00");
        }

        pen.Label(GridPen.At(9, total), "");
        pen.Ids(10, 12, FirstIndicator, lines.Select(line => line.Indicator.Id));
        if (sheet.Result is { Grade: { } grade })
        {
            total++;
            pen.Label(GridPen.Range("A", total, "F"), "自评等级");
            pen.GivenValue(GridPen.Range("G", total, "I"), grade);
        }

        var end = new ClosingLines(("A", "C"), ("D", "F"), ("G", "I")).Draw(
            pen, total + 1, sheet.Result?.Note ?? FormNotes.SelfEvaluation);
        pen.Print(string.Create(CultureInfo.InvariantCulture, $"A1:I{end}"), landscape: true, FirstIndicator - 1, FirstIndicator - 1);
    }
}
