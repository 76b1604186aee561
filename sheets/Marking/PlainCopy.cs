using System.Text.RegularExpressions;
using ClosedXML.Excel;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// An .xls in a new .xlsx, cell for cell at the same place: values, number formats, merges, widths, heights, and what is printed
/// over and under the page. Its reader tells no fonts, fills, borders and alignments.
/// </summary>
internal static partial class PlainCopy
{
    public static byte[] Write(IReadOnlyList<SheetGrid> grids) => Drawing.Workbook(workbook => Draw(workbook, grids));

    private static void Draw(XLWorkbook workbook, IReadOnlyList<SheetGrid> grids)
    {
        workbook.Style.Alignment.WrapText = true;
        workbook.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
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

            if (grid.Look is { } look)
            {
                Dress(sheet, look);
            }
        }
    }

    private static void Dress(IXLWorksheet sheet, SheetLook look)
    {
        const double widest = 255, highest = 409, usual = 15;
        foreach (var (column, width) in look.Widths)
        {
            sheet.Column(column).Width = Math.Min(width, widest);
        }

        foreach (var (row, height) in look.Heights.Where(each => each.Value is > 0 and not usual and <= highest))
        {
            sheet.Row(row).Height = height;
        }

        Running(sheet.PageSetup.Header, look.Header);
        Running(sheet.PageSetup.Footer, look.Footer);
    }

    /// <summary>Three parts, each behind its code; codes within a part mean the same in both formats.</summary>
    private static void Running(IXLHeaderFooter line, string? text)
    {
        var part = line.Center;
        foreach (var piece in PartCode().Split(text ?? ""))
        {
            switch (piece)
            {
                case "&L" or "&l":
                    part = line.Left;
                    break;
                case "&C" or "&c":
                    part = line.Center;
                    break;
                case "&R" or "&r":
                    part = line.Right;
                    break;
                default:
                    part.AddText(piece);
                    break;
            }
        }
    }

    [GeneratedRegex("(&[LCRlcr])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PartCode();

    private static void Put(IXLCell cell, GridCell from)
    {
        if (from.Number is { } number)
        {
            cell.Value = number;
            if (from.Format is { } format)
            {
                cell.Style.NumberFormat.Format = format;
            }
        }
        else
        {
            cell.SetValue(from.Text);
            cell.DataType = XLDataType.Text;
        }

    }
}
