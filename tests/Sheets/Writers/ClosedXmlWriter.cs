using ClosedXML.Excel;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.Writers;

internal static class ClosedXmlWriter
{
    public static byte[] Write(params Draft[] drafts)
    {
        lock (Drawing.Turn)
        {
            return Written(drafts);
        }
    }

    private static byte[] Written(Draft[] drafts)
    {
        using var workbook = new XLWorkbook();
        foreach (var draft in drafts)
        {
            var sheet = workbook.AddWorksheet(draft.Name);
            foreach (var (top, left, bottom, right) in draft.Merges)
            {
                sheet.Range(top, left, bottom, right).Merge();
            }

            foreach (var ((row, column), value) in draft.Cells)
            {
                Put(sheet.Cell(row, column), value);
            }

            foreach (var row in draft.HiddenRows)
            {
                sheet.Row(row).Hide();
            }

            foreach (var column in draft.HiddenColumns)
            {
                sheet.Column(column).Hide();
            }

            if (draft.Hidden)
            {
                sheet.Hide();
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    private static void Put(IXLCell cell, object value)
    {
        switch (value)
        {
            case string text:
                cell.SetValue(text);
                cell.DataType = XLDataType.Text;
                break;
            case Shown shown:
                cell.Value = shown.Number;
                cell.Style.NumberFormat.Format = shown.Format;
                break;
            case Computed computed:
                cell.FormulaA1 = computed.Formula;
                break;
            case Faulty:
                throw new NotSupportedException("written by hand instead");
            default:
                cell.Value = value;
                break;
        }
    }
}
