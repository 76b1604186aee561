using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PerfFlow.Domain.Documents;
using Column = PerfFlow.Domain.Documents.Column;
using Run = PerfFlow.Domain.Documents.Run;
using Table = DocumentFormat.OpenXml.Wordprocessing.Table;

namespace PerfFlow.Documents.Word;

/// <summary>A table over the whole width: its head is repeated, a row stays on one page as long as it fits one.</summary>
internal static class Tables
{
    private const uint Line = 4; // eighths of a point
    private const int Margin = 60; // twentieths of a point

    public static void Write(OpenXmlWriter writer, Block.Table table, int width)
    {
        if (table.Caption is { } caption)
        {
            writer.WriteElement(Paragraphs.Of(Styling.Caption, [new(caption)]));
        }

        var widths = Widths(table.Columns, width);
        writer.WriteStartElement(new Table());
        writer.WriteElement(Properties(width));
        writer.WriteElement(new TableGrid(widths.Select(one => new GridColumn { Width = Text(one) })));
        writer.WriteElement(Row(
            [.. table.Columns.Select(column => new Run(column.Title))],
            [.. table.Columns.Select(column => column with { Alignment = Alignment.Center })], widths, isHead: true));
        foreach (var row in table.Rows)
        {
            writer.WriteElement(Row(row, table.Columns, widths, isHead: false));
        }

        writer.WriteEndElement();
    }

    /// <summary>By weight; what rounding leaves goes to the last.</summary>
    private static int[] Widths(ImmutableArray<Column> columns, int width)
    {
        var all = columns.Sum(column => column.Weight);
        var widths = columns.Select(column => width * column.Weight / all).ToArray();
        widths[^1] += width - widths.Sum();
        return widths;
    }

    private static TableProperties Properties(int width) => new(
        new TableWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa },
        new TableBorders(
            new TopBorder { Val = BorderValues.Single, Size = Line },
            new LeftBorder { Val = BorderValues.Single, Size = Line },
            new BottomBorder { Val = BorderValues.Single, Size = Line },
            new RightBorder { Val = BorderValues.Single, Size = Line },
            new InsideHorizontalBorder { Val = BorderValues.Single, Size = Line },
            new InsideVerticalBorder { Val = BorderValues.Single, Size = Line }),
        new TableLayout { Type = TableLayoutValues.Fixed },
        new TableCellMarginDefault(
            new TopMargin { Width = Text(Margin / 2), Type = TableWidthUnitValues.Dxa },
            new TableCellLeftMargin { Width = Margin, Type = TableWidthValues.Dxa },
            new BottomMargin { Width = Text(Margin / 2), Type = TableWidthUnitValues.Dxa },
            new TableCellRightMargin { Width = Margin, Type = TableWidthValues.Dxa }));

    private static TableRow Row(ImmutableArray<Run> cells, ImmutableArray<Column> columns, int[] widths, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        row.Append(cells.Select((cell, i) => Cell(cell, columns[i].Alignment, widths[i], isHead)));
        return row;
    }

    private static TableCell Cell(Run run, Alignment alignment, int width, bool isHead)
    {
        var paragraph = Paragraphs.Of(Styling.Cell, run.Text.Length == 0 ? [] : [run]);
        if (isHead)
        {
            paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        }

        if (alignment != Alignment.Left)
        {
            paragraph.ParagraphProperties!.Justification = new Justification
            {
                Val = alignment == Alignment.Right ? JustificationValues.Right : JustificationValues.Center,
            };
        }

        return new(
            new TableCellProperties(
                new TableCellWidth { Width = Text(width), Type = TableWidthUnitValues.Dxa },
                new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
            paragraph);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
