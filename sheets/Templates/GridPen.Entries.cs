using System.Globalization;
using ClosedXML.Excel;

namespace PerfFlow.Sheets.Templates;

/// <summary>Cells that are left open for the section, and what they take.</summary>
internal sealed partial class GridPen
{
    private static readonly XLColor EntryFill = XLColor.FromArgb(0xFF, 0xFB, 0xE6);

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

    /// <summary>A line to be signed, or an opinion above its signature: what is printed stands below, and more may be written.</summary>
    public void EntrySigned(string range, string text)
    {
        var cell = EntryText(range, text);
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Bottom;
    }

    /// <summary>A text of the section in the middle.</summary>
    public void EntryUnit(string range, string? text) => Centre(EntryText(range, text));

    public IXLCell EntryNumber(string range, decimal? number, string format = "General")
    {
        var cell = Number(range, number, format);
        Open(range);
        return cell;
    }

    /// <summary>An amount in 万元, zero or more.</summary>
    public void Amount(string range, decimal? amount)
        => Told(EntryNumber(range, amount, AmountFormat), "金额", "请填写不小于 0 的数字,单位:万元。", "单位:万元,只填数字。").Decimal.EqualOrGreaterThan(0);

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
        => Told(EntryNumber(range, points), "分值", "分值应大于 0,不超过 100。").Decimal.Between(0.01, 100);

    /// <summary>A part of the year's target, as a percentage.</summary>
    public void Share(string range, decimal? share)
    {
        var rule = Told(
            EntryNumber(range, share, "0%"), "季度计划", "请填写 0% 至 100% 的比例。",
            "到该季度末累计应完成年度指标值的比例,四季度为 100%。工作集中在某几个季度的指标填写;四格都不填,按时间进度监控。");
        rule.InputTitle = "季度计划(可不填)";
        rule.Decimal.Between(0, 1);
    }

    /// <summary>A score between 0 and the points in another cell.</summary>
    public void Score(string range, decimal? score, string pointsCell)
        => Told(EntryNumber(range, score), "得分", "得分应在 0 与分值之间。", "低于分值时,请在右侧说明偏差原因及改进措施。").Decimal.Between("0", pointsCell);

    /// <summary>One of a few words.</summary>
    public void Choice(string range, string? text, IReadOnlyList<string> words)
    {
        var cell = EntryText(range, text);
        Centre(cell);
        Told(cell, "请选择", "请从列表中选择:" + string.Join("、", words)).List($"\"{string.Join(',', words)}\"", inCellDropdown: true);
    }

    /// <summary>The number a text plainly is: digits with at most one point, no sign of meaning text (leading zeros, signs).</summary>
    internal static decimal? PlainNumber(string? text) =>
        text is { Length: > 0 and <= 15 }
        && decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : null;

    private void Open(string range)
    {
        var area = Box(range);
        if (isFinal)
        {
            return;
        }

        area.Style.Fill.BackgroundColor = EntryFill;
        area.Style.Protection.Locked = false;
    }

    /// <summary>A rule for what the cell takes, with what is said when it is broken, and before.</summary>
    private static IXLDataValidation Told(IXLCell cell, string title, string error, string? before = null)
    {
        var rule = cell.DataValidation;
        rule.ErrorTitle = title;
        rule.ErrorMessage = error;
        if (before is not null)
        {
            rule.InputTitle = title;
            rule.InputMessage = before;
        }

        return rule;
    }
}
