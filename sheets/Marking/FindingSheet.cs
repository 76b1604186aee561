using System.Globalization;
using System.Xml.Linq;
using PerfFlow.Domain.Words;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Marking;

/// <summary>The first sheet of a marked copy: every finding, errors first, with a link to its cell.</summary>
internal static class FindingSheet
{
    private static readonly XNamespace Main = PartXml.Main;
    private const double Margin = 0.71; // of a cell, which its width includes
    private static readonly int[] Widths = [6, 8, 22, 50, 50, 26];

    /// <param name="sheets">Names a link may point to.</param>
    public static XDocument Draw(MarkList list, MarkStyles styles, IReadOnlySet<string> sheets)
    {
        var rows = new XElement(
            Main + "sheetData",
            Row(1, ["序号", "级别", "位置", list.What, list.Beside, "代码"], [.. Enumerable.Repeat(styles.Bold, 6)]));
        var links = new XElement(Main + "hyperlinks");
        var row = 1;
        foreach (var finding in list.Findings.OrderByDescending(finding => finding.Level))
        {
            row++;
            var linked = finding.Place is { } at && sheets.Contains(at.Sheet);
            rows.Add(Row(
                row,
                [
                    (row - 1).ToString(CultureInfo.InvariantCulture), Word.Of(finding.Level),
                    finding.Place?.ToString() ?? "整个文件", finding.Message.Zh, finding.Suggestion?.Zh ?? "", finding.Code,
                ],
                [
                    styles.Wrapped, styles.Marked(styles.Wrapped, finding.Level),
                    linked ? styles.Link : styles.Wrapped, styles.Wrapped, styles.Wrapped, styles.Wrapped,
                ]));
            if (linked)
            {
                links.Add(new XElement(
                    Main + "hyperlink",
                    new XAttribute("ref", string.Create(CultureInfo.InvariantCulture, $"C{row}")),
                    new XAttribute(
                        "location",
                        $"'{PartXml.Safe(finding.Place!.Sheet).Replace("'", "''", StringComparison.Ordinal)}'!{finding.Place.Cell}")));
            }
        }

        return new(new XElement(
            Main + "worksheet",
            new XElement(Main + "sheetPr", new XElement(Main + "pageSetUpPr", new XAttribute("fitToPage", 1))),
            new XElement(
                Main + "sheetViews",
                new XElement(Main + "sheetView", new XAttribute("workbookViewId", 0), new XElement(
                    Main + "pane", new XAttribute("ySplit", 1), new XAttribute("topLeftCell", "A2"), new XAttribute("state", "frozen")))),
            new XElement(Main + "cols", Columns()),
            rows,
            links.HasElements ? links : null,
            new XElement(Main + "printOptions", new XAttribute("horizontalCentered", 1)),
            new XElement(
                Main + "pageMargins",
                new XAttribute("left", 0.5), new XAttribute("right", 0.5), new XAttribute("top", 0.6), new XAttribute("bottom", 0.6),
                new XAttribute("header", 0.3), new XAttribute("footer", 0.3)),
            new XElement(
                Main + "pageSetup",
                new XAttribute("paperSize", 9), new XAttribute("orientation", "landscape"),
                new XAttribute("fitToWidth", 1), new XAttribute("fitToHeight", 0)),
            new XElement(Main + "headerFooter", new XElement(Main + "oddFooter", "&C第 &P 页,共 &N 页"))));
    }

    private static IEnumerable<XElement> Columns() => Widths.Select((width, i) => new XElement(
        Main + "col", new XAttribute("min", i + 1), new XAttribute("max", i + 1),
        new XAttribute("width", width), new XAttribute("customWidth", 1)));

    private static double Height(string[] texts) =>
        Math.Min(TextHeight.Highest, texts.Zip(Widths, (text, width) => TextHeight.Of(text, width - Margin)).Max());

    private static XElement Row(int row, string[] texts, int[] formats) => new(
        Main + "row",
        new XAttribute("r", row),
        new XAttribute("ht", Height(texts)),
        new XAttribute("customHeight", 1),
        texts.Select((text, i) => new XElement(
            Main + "c",
            new XAttribute("r", string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + i)}{row}")),
            new XAttribute("s", formats[i]), new XAttribute("t", "inlineStr"),
            new XElement(
                Main + "is", new XElement(Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), PartXml.Safe(text))))));
}
