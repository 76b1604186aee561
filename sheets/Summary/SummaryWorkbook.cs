using ClosedXML.Excel;

namespace PerfFlow.Sheets.Summary;

/// <summary>Writes the table of a unit's year: one line a project with totals, and a second sheet with every indicator.</summary>
public static class SummaryWorkbook
{
    private const string Money = "#,##0.00";
    private const string Percent = "0.00%";

    public static void Write(UnitSummary summary, Stream to)
    {
        using var workbook = new XLWorkbook();
        Projects(workbook.AddWorksheet("项目汇总"), summary);
        Indicators(workbook.AddWorksheet("指标明细"), summary.Indicators);
        using var buffer = new MemoryStream();
        workbook.SaveAs(buffer, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        buffer.Position = 0;
        buffer.CopyTo(to);
    }

    private static void Projects(IXLWorksheet sheet, UnitSummary summary)
    {
        var title = sheet.Range("A1:K1").Merge().FirstCell();
        Text(title, summary.Title);
        title.Style.Font.SetBold().Font.SetFontSize(14);
        title.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        Text(sheet.Range("A2:K2").Merge().FirstCell(), "金额单位:万元");
        sheet.Cell("A2").Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        Headers(sheet, 3, "序号", "项目名称", "科室", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分", "等级", "计算得分", "得分调整理由");
        var row = 4;
        foreach (var project in summary.Projects)
        {
            sheet.Cell(row, 1).Value = row - 3;
            Text(sheet.Cell(row, 2), project.Name);
            Text(sheet.Cell(row, 3), project.Section);
            Number(sheet.Cell(row, 4), project.InitialBudget, Money);
            Number(sheet.Cell(row, 5), project.Budget, Money);
            Number(sheet.Cell(row, 6), project.Spent, Money);
            Number(sheet.Cell(row, 7), project.ExecutionRate, Percent);
            Number(sheet.Cell(row, 8), project.Score, "0.00");
            Text(sheet.Cell(row, 9), project.Grade);
            Number(sheet.Cell(row, 10), project.ComputedScore, "0.00");
            Text(sheet.Cell(row, 11), project.OverrideReason);
            row++;
        }

        Text(sheet.Cell(row, 2), "合计");
        Number(sheet.Cell(row, 4), summary.Totals.InitialBudget, Money);
        Number(sheet.Cell(row, 5), summary.Totals.Budget, Money);
        Number(sheet.Cell(row, 6), summary.Totals.Spent, Money);
        Number(sheet.Cell(row, 7), summary.Totals.ExecutionRate, Percent);
        Number(sheet.Cell(row, 8), summary.Totals.AverageScore, "0.00");
        sheet.Range(row, 1, row, 11).Style.Font.SetBold();
        Finish(sheet, 3, row, [6, 44, 16, 16, 16, 16, 10, 10, 8, 10, 30]);
    }

    private static void Indicators(IXLWorksheet sheet, IReadOnlyList<IndicatorSummary> indicators)
    {
        Headers(sheet, 1, "项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施");
        var row = 2;
        foreach (var indicator in indicators)
        {
            Text(sheet.Cell(row, 1), indicator.Project);
            Text(sheet.Cell(row, 2), indicator.Level1);
            Text(sheet.Cell(row, 3), indicator.Level2);
            Text(sheet.Cell(row, 4), indicator.Name);
            Text(sheet.Cell(row, 5), indicator.Target);
            Text(sheet.Cell(row, 6), indicator.Actual);
            Number(sheet.Cell(row, 7), indicator.Points, "0.##");
            Number(sheet.Cell(row, 8), indicator.Score, "0.00");
            Text(sheet.Cell(row, 9), indicator.Explanation);
            row++;
        }

        Finish(sheet, 1, Math.Max(row - 1, 1), [30, 14, 18, 34, 16, 16, 8, 8, 40]);
    }

    private static void Headers(IXLWorksheet sheet, int row, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var cell = sheet.Cell(row, i + 1);
            cell.SetValue(texts[i]);
            cell.Style.Font.SetBold();
            cell.Style.Fill.BackgroundColor = XLColor.FromArgb(0xF2, 0xF2, 0xF2);
            cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        }
    }

    private static void Finish(IXLWorksheet sheet, int headerRow, int lastRow, double[] widths)
    {
        var grid = sheet.Range(headerRow, 1, lastRow, widths.Length);
        grid.Style.Border.OutsideBorder = XLBorderStyleValues.Thin;
        grid.Style.Border.InsideBorder = XLBorderStyleValues.Thin;
        grid.Style.Alignment.WrapText = true;
        for (var i = 0; i < widths.Length; i++)
        {
            sheet.Column(i + 1).Width = widths[i];
        }

        sheet.SheetView.FreezeRows(headerRow);
        sheet.PageSetup.PaperSize = XLPaperSize.A4Paper;
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.SetRowsToRepeatAtTop(headerRow, headerRow);
    }

    /// <summary>A string cell: no text of a user ever becomes a formula, a number or a date.</summary>
    private static void Text(IXLCell cell, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            cell.SetValue(text);
            cell.DataType = XLDataType.Text;
        }
    }

    private static void Number(IXLCell cell, decimal? number, string format)
    {
        if (number is { } value)
        {
            cell.Value = value;
        }

        cell.Style.NumberFormat.Format = format;
    }
}
