using ClosedXML.Excel;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.Workbooks;

/// <summary>A workbook as ClosedXML reads it, opened in its turn.</summary>
internal static class ReadBook
{
    public static XLWorkbook Of(byte[] bytes)
    {
        lock (Drawing.Turn)
        {
            return new XLWorkbook(new MemoryStream(bytes));
        }
    }
}
