using System.Globalization;
using ClosedXML.Excel;

namespace PerfFlow.Sheets.Templates;

/// <summary>Draws one form: labels and given values are locked, blanks are left open for the section.</summary>
internal sealed class GridPen(IXLWorksheet sheet)
{
    public const string IdHeader = "指标编号";

    public const string AmountFormat = "#,##0.00####";

    private const string PercentFormat = "0.00%";

    private static readonly XLColor LabelFill = XLColor.FromArgb(0xF2, 0xF2, 0xF2);
    private static readonly XLColor EntryFill = XLColor.FromArgb(0xFF, 0xFB, 0xE6);

    public IXLWorksheet Sheet => sheet;

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
        Box(range).Style.Fill.BackgroundColor = LabelFill;
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

    /// <summary>A cell of the section: text, or a number when the text is plainly one.</summary>
    public IXLCell Entry(string range, string? text)
    {
        var cell = PlainNumber(text) is { } number ? Number(range, number, "General") : Put(range, text);
        Centre(cell);
        Open(range);
        return cell;
    }

    /// <summary>A cell of the section that is text whatever it looks like.</summary>
    public IXLCell EntryText(string range, string? text)
    {
        var cell = Put(range, text);
        cell.Style.NumberFormat.Format = "@";
        Open(range);
        return cell;
    }

    /// <summary>As above, in the middle.</summary>
    public void EntryUnit(string range, string? text) => Centre(EntryText(range, text));

    public IXLCell EntryNumber(string range, decimal? number, string format = "General")
    {
        var cell = Number(range, number, format);
        Open(range);
        return cell;
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

    /// <summary>An amount in 万元, zero or more.</summary>
    public void Amount(string range, decimal? amount)
    {
        var cell = EntryNumber(range, amount, AmountFormat);
        var rule = cell.DataValidation;
        rule.Decimal.EqualOrGreaterThan(0);
        rule.ErrorTitle = "金额";
        rule.ErrorMessage = "请填写不小于 0 的数字,单位:万元。";
        rule.InputTitle = "金额";
        rule.InputMessage = "单位:万元,只填数字。";
    }

    /// <summary>The line of the total adds up the lines below it, unless a total alone is known.</summary>
    public void AmountOrSum(string range, bool total, decimal? amount, bool partsKnown, string parts)
    {
        if (total && (amount is null || partsKnown))
        {
            Formula(range, $"SUM({parts})");
        }
        else
        {
            Amount(range, amount);
        }
    }

    public void Points(string range, decimal? points)
    {
        var rule = EntryNumber(range, points).DataValidation;
        rule.Decimal.Between(0.01, 100);
        rule.ErrorTitle = "分值";
        rule.ErrorMessage = "分值应大于 0,不超过 100。";
    }

    /// <summary>A part of the year's target, as a percentage.</summary>
    public void Share(string range, decimal? share)
    {
        var rule = EntryNumber(range, share, "0%").DataValidation;
        rule.Decimal.Between(0, 1);
        rule.ErrorTitle = "季度计划";
        rule.ErrorMessage = "请填写 0% 至 100% 的比例。";
        rule.InputTitle = "季度计划(可不填)";
        rule.InputMessage = "到该季度末累计应完成年度指标值的比例,四季度为 100%。工作集中在某几个季度的指标填写;四格都不填,按时间进度监控。";
    }

    /// <summary>A score between 0 and the points in another cell.</summary>
    public void Score(string range, decimal? score, string pointsCell)
    {
        var rule = EntryNumber(range, score).DataValidation;
        rule.Decimal.Between("0", pointsCell);
        rule.ErrorTitle = "得分";
        rule.ErrorMessage = "得分应在 0 与分值之间。";
        rule.InputTitle = "得分";
        rule.InputMessage = "低于分值时,请在右侧说明偏差原因及改进措施。";
    }

    /// <summary>One of a few words.</summary>
    public void Choice(string range, string? text, IReadOnlyList<string> words)
    {
        var cell = EntryText(range, text);
        Centre(cell);
        var rule = cell.DataValidation;
        rule.List($"\"{string.Join(',', words)}\"", inCellDropdown: true);
        rule.ErrorTitle = "请选择";
        rule.ErrorMessage = "请从列表中选择:" + string.Join("、", words);
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

            Label(string.Create(CultureInfo.InvariantCulture, $"{At(column, firstRow + from)}:{At(column, firstRow + to - 1)}"), texts[from]);
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
            Text(sheet.Cell(firstRow + offset, column), id);
        }

        sheet.Column(column).Width = 12;
        sheet.Range(headerRow, column, firstRow + 1, column).Style.Font.SetFontColor(XLColor.Gray).Font.SetFontSize(8);
    }

    public void Widths(params double[] widths)
    {
        for (var i = 0; i < widths.Length; i++)
        {
            sheet.Column(i + 1).Width = widths[i];
        }
    }

    /// <summary>A4, one page wide, locked but for the open cells.</summary>
    public void Print(string area, bool landscape, int repeatFrom, int repeatTo)
    {
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = landscape ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        page.FitToPages(1, 0);
        page.CenterHorizontally = true;
        page.Margins.SetLeft(0.5).SetRight(0.5).SetTop(0.6).SetBottom(0.6);
        page.PrintAreas.Add(area);
        page.SetRowsToRepeatAtTop(repeatFrom, repeatTo);
        page.Footer.Center.AddText("&P / &N");
    }

    /// <summary>Locks all but the open cells; widths and heights stay free.</summary>
    public void Finish() => sheet.Protect()
        .AllowElement(XLSheetProtectionElements.SelectEverything | XLSheetProtectionElements.FormatColumns | XLSheetProtectionElements.FormatRows);

    /// <summary>The number a text plainly is: digits with at most one point, no sign of meaning text (leading zeros, signs).</summary>
    internal static decimal? PlainNumber(string? text) =>
        text is { Length: > 0 and <= 15 }
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : null;

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
        Text(cell, text);
        cell.Style.Alignment.WrapText = true;
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        return cell;
    }

    private IXLCell Number(string range, decimal? number, string format)
    {
        var cell = First(range);
        if (number is { } value)
        {
            cell.Value = value;
        }

        cell.Style.NumberFormat.Format = format;
        Centre(cell);
        return cell;
    }

    /// <summary>Written as a string cell: no text of a user ever becomes a formula, a number or a date.</summary>
    private static void Text(IXLCell cell, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            cell.SetValue(text);
            cell.DataType = XLDataType.Text;
        }
    }

    private void Open(string range)
    {
        var area = Box(range);
        area.Style.Fill.BackgroundColor = EntryFill;
        area.Style.Protection.Locked = false;
    }

    private IXLRange Box(string range)
    {
        var area = sheet.Range(range);
        area.Style.Border.OutsideBorder = XLBorderStyleValues.Thin;
        area.Style.Border.InsideBorder = XLBorderStyleValues.Thin;
        return area;
    }

    private static void Centre(IXLCell cell)
    {
        cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
        cell.Style.Alignment.WrapText = true;
    }
}
