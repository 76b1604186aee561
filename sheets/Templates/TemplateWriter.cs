using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Templates;

/// <summary>
/// Writes the canonical grids of field.md §3.1 to §3.3 as .xlsx, empty, filled in or finished. Amounts are in 万元.
/// The lasting id of an indicator stands in the last column, 指标编号: visible, locked and outside the printed area, because
/// a visible cell is the one place that Excel, WPS and LibreOffice all keep and that nobody can call hidden data.
/// </summary>
public static class TemplateWriter
{
    public static void Targets(TargetSheet sheet, Stream to) => Write(to, "绩效目标表", grid => TargetGrid.Draw(grid, sheet));

    public static void Monitoring(MonitoringSheet sheet, Stream to) => Write(to, "绩效监控表", grid => MonitoringGrid.Draw(grid, sheet));

    public static void SelfEvaluation(SelfEvaluationSheet sheet, Stream to)
        => Write(to, "绩效自评表", grid => SelfEvaluationGrid.Draw(grid, sheet), isFinal: sheet.Result is not null);

    private static void Write(Stream to, string name, Action<GridPen> draw, bool isFinal = false) => to.Write(Drawing.Workbook(workbook =>
    {
        var pen = new GridPen(workbook.AddWorksheet(name), isFinal);
        draw(pen);
        return pen.Finish();
    }));
}
