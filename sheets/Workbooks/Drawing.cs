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

    /// <summary>Every Windows and WPS has it; elsewhere its character set says that a Chinese one takes its place.</summary>
    public const string Font = "宋体";

    public static readonly XLColor LabelFill = XLColor.FromArgb(0xF2, 0xF2, 0xF2);

    /// <summary>A new workbook, drawn in its turn.</summary>
    public static byte[] Workbook(Action<XLWorkbook> draw) => Workbook(workbook =>
    {
        draw(workbook);
        return new HashSet<int>();
    });

    /// <param name="draw">Says which rows of its one sheet are to grow with what is written in them.</param>
    public static byte[] Workbook(Func<XLWorkbook, IReadOnlySet<int>> draw)
    {
        IReadOnlySet<int> growing;
        using var stream = new MemoryStream();
        lock (Turn)
        {
#pragma warning disable RS0030 // in its turn
            using var workbook = new XLWorkbook();
#pragma warning restore RS0030
            workbook.Style.Font.SetFontName(Font).Font.SetFontSize(TextHeight.UsualSize).Font.SetFontCharSet(XLFontCharSet.GB2312);
            growing = draw(workbook);
            workbook.SaveAs(stream, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        }

        return Finish.Of(stream.ToArray(), growing);
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

    /// <summary>
    /// Boxes a table, wraps what is in it and prints it on A4 across.
    /// </summary>
    /// <returns>The table.</returns>
    public static IXLRange Table(this IXLWorksheet sheet, int headerRow, int lastRow, ReadOnlySpan<double> widths)
    {
        sheet.Widths(widths);
        sheet.SheetView.FreezeRows(headerRow);
        var table = sheet.Range(headerRow, 1, lastRow, widths.Length).Box();
        table.Style.Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center);
        sheet.Page(landscape: true, headerRow, headerRow);
        sheet.Fit();
        return table;
    }

    /// <summary>
    /// A line of a table over as many rows as its longest text takes, since none is higher than 409 points.
    /// </summary>
    /// <returns>The row after it.</returns>
    public static int AfterLine(this IXLWorksheet sheet, int row, ReadOnlySpan<double> widths)
    {
        double highest = 0;
        for (var column = 1; column <= widths.Length; column++)
        {
            highest = Math.Max(highest, TextHeight.Of(sheet.Cell(row, column).GetFormattedString(), widths[column - 1]));
        }

        var next = row + (int)Math.Ceiling(highest / TextHeight.Highest);
        for (var column = 1; column <= widths.Length && next > row + 1; column++)
        {
            sheet.Range(row, column, next - 1, column).Merge();
        }

        return next;
    }

    /// <summary>A4, one page wide, with the head on every page and its number.</summary>
    public static void Page(this IXLWorksheet sheet, bool landscape, int repeatFrom, int repeatTo)
    {
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = landscape ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        page.FitToPages(1, 0);
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.5).SetRight(0.5).SetTop(0.6).SetBottom(0.6).SetHeader(0.3).SetFooter(0.3);
        page.SetRowsToRepeatAtTop(repeatFrom, repeatTo);
        page.Footer.Center.AddText("第 &P 页,共 &N 页");
    }
}
