using System.Globalization;
using ClosedXML.Excel;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Templates;

/// <summary>Draws one form: labels and given values are locked. What is left open for the section is in the other part.</summary>
/// <param name="isFinal">Nothing is left open.</param>
internal sealed partial class GridPen(IXLWorksheet sheet, bool isFinal = false)
{
    public const string IdHeader = "指标编号";

    public const string AmountFormat = "#,##0.00####";

    public const string PercentFormat = "0.00%";

    public void Title(string range, string text)
    {
        const double row = 24, title = 36;
        var cell = Put(range, text);
        cell.Style.Font.SetBold().Font.SetFontSize(16);
        Centre(cell);
        sheet.RowHeight = row;
        cell.WorksheetRow().Height = title;
    }

    public void Line(string range, string text) => Centre(Put(range, text));

    public void Label(string range, string text)
    {
        var cell = Put(range, text);
        Centre(cell);
        Box(range).Style.Fill.BackgroundColor = Drawing.LabelFill;
    }

    /// <summary>A text that is given, and locked.</summary>
    public void Given(string range, string? text)
    {
        Put(range, text);
        Box(range);
    }

    /// <summary>A short text that is given, and locked.</summary>
    public void GivenValue(string range, string? text)
    {
        Centre(Put(range, text));
        Box(range);
    }

    public void GivenNumber(string range, decimal? number, string format = "General")
    {
        Number(range, number, format);
        Box(range);
    }

    /// <summary>Always a number: LibreOffice saves a formula that yields an empty text as 0 in .xls.</summary>
    public void Formula(string range, string formula, bool percent = false, string format = AmountFormat)
    {
        var cell = First(range);
        cell.FormulaA1 = formula;
        cell.Style.NumberFormat.Format = percent ? PercentFormat : format;
        Centre(cell);
        Box(range);
    }

    /// <summary>The two level columns, merged over equal neighbours as in the official forms.</summary>
    public void Levels(int column, int firstRow, IReadOnlyList<IndicatorLine> lines)
    {
        MergeRuns(column, firstRow, [.. lines.Select(line => line.Level1)], [.. lines.Select(line => line.Level1)]);
        MergeRuns(column + 1, firstRow, [.. lines.Select(line => line.Level2)], [.. lines.Select(line => $"{line.Level1}\n{line.Level2}")]);
    }

    public void Height(int row, double points) => sheet.Row(row).Height = points;

    private void MergeRuns(int column, int firstRow, IReadOnlyList<string> texts, IReadOnlyList<string> keys)
    {
        for (int from = 0, to; from < keys.Count; from = to)
        {
            for (to = from + 1; to < keys.Count && keys[to] == keys[from]; to++)
            {
            }

            Label(
                string.Create(CultureInfo.InvariantCulture, $"{At(column, firstRow + from)}:{At(column, firstRow + to - 1)}"), texts[from]);
        }
    }

    public static string At(int column, int row) => XLHelper.GetColumnLetterFromNumber(column) + row.ToString(CultureInfo.InvariantCulture);

    public static string Range(string from, int row, string to) =>
        string.Create(CultureInfo.InvariantCulture, $"{from}{row}:{to}{row}");

    /// <summary>The column after the grid that carries the lasting ids.</summary>
    public void Ids(int column, int headerRow, int firstRow, IEnumerable<string?> ids)
    {
        var header = sheet.Cell(headerRow, column);
        header.Value = IdHeader;
        foreach (var (id, offset) in ids.Select((id, offset) => (id, offset)))
        {
            sheet.Cell(firstRow + offset, column).Text(id);
        }

        sheet.Column(column).Width = 12;
        sheet.Range(headerRow, column, firstRow + 1, column).Style.Font.SetFontColor(XLColor.Gray).Font.SetFontSize(8);
    }

    public void Widths(params ReadOnlySpan<double> widths) => sheet.Widths(widths);

    /// <summary>The columns that are printed, on A4, one page wide.</summary>
    public void Print(string area, bool landscape, int repeatFrom, int repeatTo)
    {
        sheet.PageSetup.PrintAreas.Add(area);
        sheet.Page(landscape, repeatFrom, repeatTo);
    }

    /// <summary>Locks all but the open cells; widths and heights stay free.</summary>
    /// <returns>Rows that are to grow with what is written in them.</returns>
    public IReadOnlySet<int> Finish()
    {
        sheet.Protect().AllowElement(
            XLSheetProtectionElements.SelectEverything | XLSheetProtectionElements.FormatColumns | XLSheetProtectionElements.FormatRows);
        return sheet.Fit();
    }

    private IXLCell First(string range)
    {
        var area = sheet.Range(range);
        if (area.RowCount() > 1 || area.ColumnCount() > 1)
        {
            area.Merge();
        }

        return area.FirstCell();
    }

    private IXLCell Put(string range, string? text)
    {
        var cell = First(range);
        cell.Text(text);
        cell.Style.Alignment.WrapText = true;
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        return cell;
    }

    private IXLCell Number(string range, decimal? number, string format)
    {
        var cell = First(range);
        cell.Number(number, format);
        Centre(cell);
        return cell;
    }

    private IXLRange Box(string range) => sheet.Range(range).Box();

    private static void Centre(IXLCell cell)
    {
        cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        cell.Style.Alignment.WrapText = true;
    }
}
