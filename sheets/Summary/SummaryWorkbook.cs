using ClosedXML.Excel;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Summary;

/// <summary>Writes the table of a unit's year: one line a project with totals, and a second sheet with every indicator.</summary>
public static class SummaryWorkbook
{
    private const string Money = "#,##0.00";
    private const string Percent = "0.00%";

    private static readonly double[] ProjectWidths = [6, 40, 16, 17, 17, 17, 10, 9, 7, 10, 36];
    private static readonly double[] IndicatorWidths = [30, 14, 18, 34, 16, 16, 8, 8, 44];

    public static void Write(UnitSummary summary, Stream to) => to.Write(Drawing.Workbook(workbook =>
    {
        Projects(workbook.AddWorksheet("项目汇总"), summary);
        Indicators(workbook.AddWorksheet("指标明细"), summary.Indicators);
    }));

    private static void Projects(IXLWorksheet sheet, UnitSummary summary)
    {
        var title = sheet.Range("A1:K1").Merge().FirstCell();
        title.Text(summary.Title);
        title.Style.Font.SetBold().Font.SetFontSize(14);
        title.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center).Alignment.SetWrapText();
        sheet.Range("A2:K2").Merge().FirstCell().Text("金额单位:万元");
        sheet.Cell("A2").Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        sheet.Headers(3, "序号", "项目名称", "科室", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分", "等级", "计算得分", "得分调整理由");
        var row = 4;
        foreach (var (number, project) in summary.Projects.Index())
        {
            sheet.Cell(row, 1).Value = number + 1;
            sheet.Cell(row, 2).Text(project.Name);
            sheet.Cell(row, 3).Text(project.Section);
            sheet.Cell(row, 4).Number(project.InitialBudget, Money);
            sheet.Cell(row, 5).Number(project.Budget, Money);
            sheet.Cell(row, 6).Number(project.Spent, Money);
            sheet.Cell(row, 7).Number(project.ExecutionRate, Percent);
            sheet.Cell(row, 8).Number(project.Score, "0.00");
            sheet.Cell(row, 9).Text(project.Grade);
            sheet.Cell(row, 10).Number(project.ComputedScore, "0.00");
            sheet.Cell(row, 11).Text(project.OverrideReason);
            row = sheet.AfterLine(row, ProjectWidths);
        }

        sheet.Cell(row, 2).Text("合计");
        sheet.Cell(row, 4).Number(summary.Totals.InitialBudget, Money);
        sheet.Cell(row, 5).Number(summary.Totals.Budget, Money);
        sheet.Cell(row, 6).Number(summary.Totals.Spent, Money);
        sheet.Cell(row, 7).Number(summary.Totals.ExecutionRate, Percent);
        sheet.Cell(row, 8).Number(summary.Totals.AverageScore, "0.00");
        sheet.Range(row, 1, row, 11).Style.Font.SetBold();
        sheet.Table(3, row, ProjectWidths);
    }

    private static void Indicators(IXLWorksheet sheet, IReadOnlyList<IndicatorSummary> indicators)
    {
        sheet.Headers(1, "项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施");
        var row = 2;
        foreach (var indicator in indicators)
        {
            sheet.Cell(row, 1).Text(indicator.Project);
            sheet.Cell(row, 2).Text(indicator.Level1);
            sheet.Cell(row, 3).Text(indicator.Level2);
            sheet.Cell(row, 4).Text(indicator.Name);
            sheet.Cell(row, 5).Text(indicator.Target);
            sheet.Cell(row, 6).Text(indicator.Actual);
            sheet.Cell(row, 7).Number(indicator.Points, "0.##");
            sheet.Cell(row, 8).Number(indicator.Score, "0.00");
            sheet.Cell(row, 9).Text(indicator.Explanation);
            row = sheet.AfterLine(row, IndicatorWidths);
        }

        sheet.Table(1, Math.Max(row - 1, 1), IndicatorWidths);
    }
}
