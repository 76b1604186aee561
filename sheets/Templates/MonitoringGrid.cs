using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Sheets.Templates;

/// <summary>The grid of field.md §3.2 with the likelihood as one column before 备注, so A to O.</summary>
internal static class MonitoringGrid
{
    private const int FirstIndicator = 13;

    private static readonly DeviationCause[] Causes = Enum.GetValues<DeviationCause>();

    public static void Draw(GridPen pen, MonitoringSheet sheet)
    {
        var header = sheet.Header;
        pen.Widths(5, 10, 14, 26, 12, 12, 12, 6, 6, 6, 6, 6, 20, 10, 11);
        pen.Title("A1:O1", Word.Of(FormKind.Monitoring));
        pen.Line("A2:O2", string.Create(CultureInfo.InvariantCulture, $"({header.Year}年度 {Quarter(sheet.Month)}1-{sheet.Month}月)"));
        new HeaderLines(("A", "B"), ("C", "G"), ("H", "I"), ("J", "O")).Draw(pen, header, 3);
        Funds(pen, sheet);
        pen.Label("A10:B10", "年度总体目标");
        pen.EntryText("C10:O10", sheet.Goal);
        pen.Height(10, 60);
        Indicators(pen, sheet);
    }

    private static string Quarter(int month) => month switch
    {
        3 => "第一季度 ",
        6 => "第二季度 ",
        9 => "第三季度 ",
        12 => "第四季度 ",
        _ => "",
    };

    private static void Funds(GridPen pen, MonitoringSheet sheet)
    {
        pen.Label("A5:B9", FormWords.Amounts);
        pen.Label("C5:D5", "");
        pen.Label("E5:F5", "年初预算数");
        pen.Label("G5:H5", "全年预算数");
        pen.Label("I5:J5", string.Create(CultureInfo.InvariantCulture, $"1-{sheet.Month}月执行数"));
        pen.Label("K5:L5", string.Create(CultureInfo.InvariantCulture, $"1-{sheet.Month}月执行率"));
        pen.Label("M5:O5", "全年预计执行数");
        var parts = sheet.Funds.Where(fund => fund.Source != FundSource.Total).ToList();
        for (var i = 0; i < FormWords.Sources.Count; i++)
        {
            var source = FormWords.Sources[i];
            var row = 6 + i;
            var fund = sheet.Funds.FirstOrDefault(fund => fund.Source == source);
            pen.Label(GridPen.Range("C", row, "D"), Word.Of(source));
            Amount("E", row, "F", each => each.InitialBudget);
            Amount("G", row, "H", each => each.Budget);
            Amount("I", row, "J", each => each.Spent);
            pen.Formula(
                GridPen.Range("K", row, "L"),
                string.Create(CultureInfo.InvariantCulture, $"IF(SUM(G{row})=0,0,I{row}/G{row})"),
                percent: true);
            Amount("M", row, "O", each => each.Forecast);

            void Amount(string from, int at, string to, Func<MonitoringFundLine, decimal?> column) => pen.AmountOrSum(
                GridPen.Range(from, at, to),
                source == FundSource.Total,
                fund is null ? null : column(fund),
                parts.Any(part => column(part) is not null),
                $"{from}7:{from}9");
        }
    }

    private static void Indicators(GridPen pen, MonitoringSheet sheet)
    {
        var lines = sheet.Lines;
        var last = FirstIndicator + Math.Max(lines.Count, 1) - 1;
        pen.Label(string.Create(CultureInfo.InvariantCulture, $"A11:A{last}"), "绩\n效\n指\n标");
        pen.Height(12, 32);
        pen.Label("B11:B12", "一级指标");
        pen.Label("C11:C12", "二级指标");
        pen.Label("D11:D12", "三级指标");
        pen.Label("E11:E12", "年度指标值");
        pen.Label("F11:F12", string.Create(CultureInfo.InvariantCulture, $"1-{sheet.Month}月执行情况"));
        pen.Label("G11:G12", "全年预计完成情况");
        pen.Label("H11:M11", "偏差原因分析");
        for (var i = 0; i < Causes.Length; i++)
        {
            pen.Label(GridPen.At(8 + i, 12), Word.Of(Causes[i]));
        }

        pen.Label("M12", "原因说明");
        pen.Label("N11:N12", "完成目标可能性");
        pen.Label("O11:O12", "备注");
        pen.Levels(2, FirstIndicator, [.. lines.Select(line => line.Indicator)]);
        for (var i = 0; i < lines.Count; i++)
        {
            Row(pen, FirstIndicator + i, lines[i]);
        }

        pen.Ids(16, 11, FirstIndicator, lines.Select(line => line.Indicator.Id));
        var end = new ClosingLines(("A", "D"), ("E", "I"), ("J", "O")).Draw(pen, last + 1, FormNotes.Monitoring);
        pen.Print(string.Create(CultureInfo.InvariantCulture, $"A1:O{end}"), landscape: true, FirstIndicator - 2, FirstIndicator - 1);
    }

    private static void Row(GridPen pen, int row, MonitoringLine line)
    {
        pen.Given(GridPen.At(4, row), line.Indicator.Name);
        pen.GivenValue(GridPen.At(5, row), line.Indicator.TargetText);
        pen.Entry(GridPen.At(6, row), line.Actual);
        pen.Entry(GridPen.At(7, row), line.Forecast);
        for (var i = 0; i < Causes.Length; i++)
        {
            pen.Choice(GridPen.At(8 + i, row), line.Causes?.Contains(Causes[i]) == true ? "√" : null, ["√"]);
        }

        pen.EntryText(GridPen.At(13, row), line.Reason);
        pen.Choice(
            GridPen.At(14, row),
            line.Likelihood is { } likelihood ? Word.Of(likelihood) : null,
            [Word.Of(Likelihood.Certain), Word.Of(Likelihood.Possible), Word.Of(Likelihood.Impossible)]);
        pen.EntryText(GridPen.At(15, row), line.Remark);
    }
}
