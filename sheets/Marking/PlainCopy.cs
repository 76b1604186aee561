using ClosedXML.Excel;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Marking;

/// <summary>Values and merges of an .xls in a new .xlsx, cell for cell at the same place.</summary>
internal static class PlainCopy
{
    public static byte[] Write(IReadOnlyList<SheetGrid> grids)
    {
        using var workbook = new XLWorkbook();
        foreach (var grid in grids)
        {
            var sheet = workbook.AddWorksheet(grid.Name);
            foreach (var merge in grid.Merges.Where(merge => merge.Right <= grid.LastColumn + 1 && merge.Bottom <= grid.LastRow + 1))
            {
                sheet.Range(merge.Top, merge.Left, merge.Bottom, merge.Right).Merge();
            }

            for (var row = 1; row <= grid.LastRow; row++)
            {
                foreach (var cell in grid.Row(row))
                {
                    Put(sheet.Cell(row, cell.Column), cell);
                }

                if (grid.IsHiddenRow(row))
                {
                    sheet.Row(row).Hide();
                }
            }

            for (var column = 1; column <= grid.LastColumn; column++)
            {
                if (grid.IsHiddenColumn(column))
                {
                    sheet.Column(column).Hide();
                }
            }

            if (grid.Hidden)
            {
                sheet.Hide();
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    private static void Put(IXLCell cell, GridCell from)
    {
        if (from.Number is { } number)
        {
            cell.Value = number;
            cell.Style.NumberFormat.Format = from.Format ?? "General";
        }
        else
        {
            cell.SetValue(from.Text);
            cell.DataType = XLDataType.Text;
        }

        cell.Style.Alignment.WrapText = true;
    }
}
