using ClosedXML.Excel;

namespace PerfFlow.Sheets.Workbooks;

/// <summary>What the workbooks that we draw have in common.</summary>
internal static class Drawing
{
    /// <summary>
    /// Held while a workbook of ClosedXML is open. All of a process share their styles by weak references, and whoever stores one while
    /// another thread's of the same key is collected would look for it for ever (<c>XLRepositoryBase.Store</c> of 0.95.4).
    /// </summary>
    internal static readonly Lock Turn = new();

    public static readonly XLColor LabelFill = XLColor.FromArgb(0xF2, 0xF2, 0xF2);

    /// <summary>A new workbook, drawn in its turn.</summary>
    public static byte[] Workbook(Action<XLWorkbook> draw)
    {
        using var stream = new MemoryStream();
        lock (Turn)
        {
#pragma warning disable RS0030 // in its turn
            using var workbook = new XLWorkbook();
#pragma warning restore RS0030
            draw(workbook);
            workbook.SaveAs(stream, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        }

        return stream.ToArray();
    }

    /// <summary>A string cell: no text of a user ever becomes a formula, a number or a date.</summary>
    public static void Text(this IXLCell cell, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            cell.SetValue(text);
            cell.DataType = XLDataType.Text;
        }
    }

    public static void Number(this IXLCell cell, decimal? number, string format)
    {
        if (number is { } value)
        {
            cell.Value = value;
        }

        cell.Style.NumberFormat.Format = format;
    }

    public static IXLRange Box(this IXLRange area)
    {
        area.Style.Border.OutsideBorder = XLBorderStyleValues.Thin;
        area.Style.Border.InsideBorder = XLBorderStyleValues.Thin;
        return area;
    }

    public static void Headers(this IXLWorksheet sheet, int row, params ReadOnlySpan<string> texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var cell = sheet.Cell(row, i + 1);
            cell.SetValue(texts[i]);
            cell.Style.Font.SetBold();
            cell.Style.Fill.BackgroundColor = LabelFill;
            cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        }
    }

    public static void Widths(this IXLWorksheet sheet, params ReadOnlySpan<double> widths)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            sheet.Column(i + 1).Width = widths[i];
        }
    }

    /// <summary>Boxes a table and prints it on A4 across, one page wide.</summary>
    /// <returns>The table.</returns>
    public static IXLRange Table(this IXLWorksheet sheet, int headerRow, int lastRow, ReadOnlySpan<double> widths)
    {
        sheet.Widths(widths);
        sheet.SheetView.FreezeRows(headerRow);
        sheet.PageSetup.PaperSize = XLPaperSize.A4Paper;
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
        var table = sheet.Range(headerRow, 1, lastRow, widths.Length).Box();
        table.Style.Alignment.WrapText = true;
        return table;
    }
}
