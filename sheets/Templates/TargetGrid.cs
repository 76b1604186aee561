using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Sheets.Templates;

/// <summary>
/// The grid A to H of field.md §3.1; beside it, and not printed, the lasting ids and the quarterly plan of seasonal work.
/// </summary>
internal static class TargetGrid
{
    private const int FirstIndicator = 15;

    /// <summary>Lines of each kind in an empty sheet, and lines of any kind behind them: eight of one kind find room.</summary>
    private const int LinesOfKind = 3, SpareLines = 10;

    public static void Draw(GridPen pen, TargetSheet sheet)
    {
        var header = sheet.Header;
        pen.Widths(5, 11, 15, 28, 9, 12, 11, 13, 12, 9, 9, 9, 9);
        pen.Title("A1:H1", Word.Of(FormKind.Targets));
        pen.Line("A2:H2", string.Create(CultureInfo.InvariantCulture, $"({header.Year}年度)"));
        pen.Line("A3:E3", "填报单位(盖章):" + header.Unit);
        pen.Line("F3:H3", "金额单位:万元");
        new HeaderLines(("A", "B"), ("C", "E"), ("F", "F"), ("G", "H")).Draw(pen, header, 4);
        pen.Label("A6:B6", "项目属性");
        pen.Choice("C6:E6", null, ["新增", "延续"]);
        pen.Label("F6", "项目期");
        pen.EntryText("G6:H6", null);
        pen.Label("A7:B7", "项目负责人");
        pen.EntryText("C7:E7", null);
        pen.Label("F7", "联系电话");
        pen.EntryText("G7:H7", null);
        Funds(pen, sheet.Funds);
        pen.Label("A12:A13", "总体\n目标");
        pen.Label("B12:E12", "实施期目标");
        pen.Label("F12:H12", "年度目标");
        pen.EntryText("B13:E13", sheet.PeriodGoal);
        pen.EntryText("F13:H13", sheet.Goal);
        pen.Height(13, 80);
        Indicators(pen, sheet.Indicators, sheet.Kinds ?? FormWords.Kinds);
    }

    private static void Funds(GridPen pen, IReadOnlyList<TargetFundLine> funds)
    {
        pen.Label("A8:B11", FormWords.Amounts);
        for (var i = 0; i < FormWords.Sources.Count; i++)
        {
            var source = FormWords.Sources[i];
            var row = 8 + i;
            pen.Label(GridPen.Range("C", row, "E"), Word.Of(source));
            pen.AmountOrSum(
                GridPen.Range("F", row, "H"),
                source == FundSource.Total,
                funds.FirstOrDefault(fund => fund.Source == source)?.Amount,
                funds.Any(fund => fund is { Source: not FundSource.Total, Amount: not null }),
                "F9:F11");
        }
    }

    private static void Indicators(GridPen pen, IReadOnlyList<IndicatorLine> given, IReadOnlyList<(string Level1, string Level2)> kinds)
    {
        IReadOnlyList<IndicatorLine> lines = given.Count > 0
            ? given
            : [.. kinds.SelectMany(kind => Enumerable.Repeat(new IndicatorLine(null, kind.Level1, kind.Level2, "", ""), LinesOfKind))];
        string[] headers = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "分值"];
        for (var i = 0; i < headers.Length; i++)
        {
            pen.Label(GridPen.At(2 + i, FirstIndicator - 1), headers[i]);
        }

        var spare = FirstIndicator + lines.Count;
        var last = spare + SpareLines - 1;
        pen.Label(string.Create(CultureInfo.InvariantCulture, $"A{FirstIndicator - 1}:A{last}"), "绩\n效\n指\n标");
        pen.Levels(2, FirstIndicator, lines);
        for (var row = spare; row <= last; row++)
        {
            pen.Choice(GridPen.At(2, row), null, [.. kinds.Select(kind => kind.Level1).Distinct()]);
            pen.Choice(GridPen.At(3, row), null, [.. kinds.Select(kind => kind.Level2)]);
        }

        lines = [.. lines, .. Enumerable.Repeat(new IndicatorLine(null, "", "", "", ""), SpareLines)];
        for (var i = 0; i < lines.Count; i++)
        {
            var row = FirstIndicator + i;
            pen.EntryText(GridPen.At(4, row), lines[i].Name);
            pen.Choice(GridPen.At(5, row), lines[i].Nature, FormWords.Natures);
            pen.Entry(GridPen.At(6, row), lines[i].Target);
            pen.EntryUnit(GridPen.At(7, row), lines[i].Unit);
            pen.Points(GridPen.At(8, row), lines[i].Points);
        }

        pen.Ids(9, FirstIndicator - 1, FirstIndicator, lines.Select(line => line.Id));
        Milestones(pen, lines);
        var end = new ClosingLines(("A", "C"), ("D", "D"), ("E", "H")).Draw(pen, last + 1, FormNotes.Targets);
        pen.Print(
            string.Create(CultureInfo.InvariantCulture, $"A1:H{end}"), landscape: false, FirstIndicator - 1, FirstIndicator - 1);
    }

    private static void Milestones(GridPen pen, IReadOnlyList<IndicatorLine> lines)
    {
        for (var quarter = 0; quarter < FormWords.Quarters.Count; quarter++)
        {
            pen.Label(GridPen.At(10 + quarter, FirstIndicator - 1), FormWords.Quarters[quarter]);
            for (var i = 0; i < lines.Count; i++)
            {
                pen.Share(GridPen.At(10 + quarter, FirstIndicator + i), lines[i].Milestones?[quarter]);
            }
        }
    }
}
