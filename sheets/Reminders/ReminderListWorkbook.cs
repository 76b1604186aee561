using ClosedXML.Excel;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Reminders;

/// <summary>Writes the 催办单: what each section still owes of a stage, to be printed, handed out and signed for.</summary>
public static class ReminderListWorkbook
{
    private const int Columns = 8;
    private const int HeaderRow = 4;

    private static readonly string[] Headers = ["序号", "科室", "联系人", "项目名称", "目前状态", "截止时间", "逾期天数", "签收"];
    private static readonly double[] Widths = [6, 16, 16, 40, 18, 18, 10, 14];

    public static void Write(ReminderList list, Stream to) =>
        to.Write(Drawing.Workbook(workbook => Draw(workbook.AddWorksheet("催办单"), list)));

    private static void Draw(IXLWorksheet sheet, ReminderList list)
    {
        Head(sheet, list);
        var row = HeaderRow + 1;
        foreach (var section in list.Sections)
        {
            row = Section(sheet, row, section, list.Due);
        }

        if (list.Sections.Count == 0)
        {
            sheet.Range(row, 1, row, Columns).Merge().FirstCell().Text("本阶段没有未提交的项目。");
            row++;
        }

        Finish(sheet, row - 1);
    }

    private static void Head(IXLWorksheet sheet, ReminderList list)
    {
        var title = sheet.Range(1, 1, 1, Columns).Merge().FirstCell();
        title.Text(list.Title);
        title.Style.Font.SetBold().Font.SetFontSize(16);
        title.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center)
            .Alignment.SetVertical(XLAlignmentVerticalValues.Center).Alignment.SetWrapText();
        sheet.Row(1).Height = 30;
        var unit = sheet.Range(2, 1, 2, 4).Merge().FirstCell();
        unit.Text($"单位:{list.Unit}");
        unit.Style.Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center);
        var printed = sheet.Range(2, 5, 2, Columns).Merge().FirstCell();
        printed.Text($"打印日期:{list.Printed}");
        printed.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        sheet.Range(3, 1, 3, Columns).Merge().FirstCell().Text("以下项目尚未提交,请尽快办理,并由经办人签收。");
        sheet.Headers(HeaderRow, Headers);
    }

    /// <returns>The row after the section.</returns>
    private static int Section(IXLWorksheet sheet, int first, ReminderSection section, string due)
    {
        var row = first;
        foreach (var line in section.Lines)
        {
            sheet.Cell(row, 1).Value = row - HeaderRow;
            sheet.Cell(row, 4).Text(line.Project);
            sheet.Cell(row, 5).Text(line.State);
            sheet.Cell(row, 6).Text(due);
            if (line.DaysLate is { } days)
            {
                sheet.Cell(row, 7).Value = days;
            }

            row++;
        }

        Merged(sheet, first, row - 1, 2, section.Section);
        Merged(sheet, first, row - 1, 3, string.Join('、', section.Contacts));
        Merged(sheet, first, row - 1, 8, "");
        return row;
    }

    private static void Merged(IXLWorksheet sheet, int first, int last, int column, string text)
    {
        if (last > first)
        {
            sheet.Range(first, column, last, column).Merge();
        }

        sheet.Cell(first, column).Text(text);
    }

    private static void Finish(IXLWorksheet sheet, int lastRow)
    {
        sheet.Table(HeaderRow, lastRow, Widths);
        foreach (var column in (int[])[1, 6, 7])
        {
            sheet.Range(HeaderRow + 1, column, lastRow, column).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        }
    }
}
