using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// Marks one worksheet: its XML is copied through in a stream, and only faulty cells and the link to the comments change.
/// </summary>
/// <param name="final">What its cells become; null: what they are.</param>
internal sealed class SheetMarker(WorksheetPart part, MarkStyles styles, FinalCells? final)
{
    private static readonly HashSet<string> AfterComments =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private readonly SortedDictionary<int, SortedDictionary<int, Severity>> marks = [];
    private string commentsId = "";
    private bool linked;
    private int row;
    private int column;

    public void Mark(IReadOnlyList<Finding> findings)
    {
        var notes = new SortedDictionary<(int Row, int Column), List<Finding>>();
        foreach (var finding in findings)
        {
            var (findingRow, findingColumn) = CellReference.Parse(finding.Place!.Cell);
            if (findingRow is < 1 or > 1_048_576 || findingColumn is < 1 or > 16_384)
            {
                continue;
            }

            if (!notes.TryGetValue((findingRow, findingColumn), out var list))
            {
                notes[(findingRow, findingColumn)] = list = [];
            }

            list.Add(finding);
        }

        foreach (var ((noteRow, noteColumn), list) in notes)
        {
            if (!marks.TryGetValue(noteRow, out var cells))
            {
                marks[noteRow] = cells = [];
            }

            cells[noteColumn] = list.Max(finding => finding.Level);
        }

        commentsId = notes.Count > 0 ? CellComments.Add(part, notes) : "";
        using var copy = new MemoryStream();
        using (var from = part.GetStream(FileMode.Open, FileAccess.Read))
        using (var xml = PartXml.Read(from))
        using (var to = XmlWriter.Create(
            copy, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), CloseOutput = false }))
        {
            Copy(xml, to);
        }

        copy.Position = 0;
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        copy.CopyTo(stream);
    }

    private void Copy(XmlReader xml, XmlWriter to)
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                Element(xml, to);
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                End(xml.LocalName, xml.Depth, xml.NamespaceURI, to);
                to.WriteFullEndElement();
            }
            else
            {
                Other(xml, to);
            }
        }
    }

    private void Element(XmlReader xml, XmlWriter to)
    {
        var (name, depth, main) = (xml.LocalName, xml.Depth, xml.NamespaceURI);
        if (depth == 1 && AfterComments.Contains(name))
        {
            LinkComments(to, main);
        }

        if (depth == 1 && name == "legacyDrawing")
        {
            linked = true;
        }

        if (depth == 2 && name == "row")
        {
            row = xml.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : row + 1;
            column = 0;
            RowsBefore(row, main, to);
        }

        Severity? mark = null;
        if (depth == 3 && name == "c")
        {
            column = xml.GetAttribute("r") is { } reference ? CellReference.Parse(reference).Column : column + 1;
            CellsBefore(column, main, to);
            mark = Take(row, column);
        }

        var empty = xml.IsEmptyElement;
        var style = mark is { } level
            ? styles.Marked(xml.GetAttribute("s") is { } s ? int.Parse(s, CultureInfo.InvariantCulture) : 0, level)
            : (int?)null;
        if (depth == 3 && name == "c" && final is not null)
        {
            Final(xml, to, final, style);
            return;
        }

        to.WriteStartElement(xml.Prefix, name, main);
        Attributes(xml, to, style);
        if (empty)
        {
            if (depth <= 2)
            {
                End(name, depth, main, to);
            }

            to.WriteEndElement();
        }
    }

    private void Final(XmlReader xml, XmlWriter to, FinalCells cells, int? style)
    {
        using var own = xml.ReadSubtree();
        own.Read();
        var cell = (XElement)XNode.ReadFrom(own);
        cells.Rewrite(row, column, cell);
        if (style is { } marked)
        {
            cell.SetAttributeValue("s", marked);
        }

        cell.WriteTo(to);
    }

    private static void Attributes(XmlReader xml, XmlWriter to, int? style)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (style is null || xml.Name != "s")
            {
                to.WriteAttributeString(xml.Prefix, xml.LocalName, xml.NamespaceURI, xml.Value);
            }
        }

        xml.MoveToElement();
        if (style is { } marked)
        {
            to.WriteAttributeString("s", marked.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Before an element closes: marks that no cell of the file has taken yet.</summary>
    private void End(string name, int depth, string main, XmlWriter to)
    {
        if (depth == 2 && name == "row")
        {
            CellsBefore(int.MaxValue, main, to);
        }
        else if (depth == 1 && name == "sheetData")
        {
            RowsBefore(int.MaxValue, main, to);
        }
        else if (depth == 0)
        {
            LinkComments(to, main);
        }
    }

    private void LinkComments(XmlWriter to, string main)
    {
        if (!linked && commentsId.Length > 0)
        {
            to.WriteStartElement("", "legacyDrawing", main);
            to.WriteAttributeString("r", "id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", commentsId);
            to.WriteEndElement();
        }

        linked = true;
    }

    private void RowsBefore(int next, string main, XmlWriter to)
    {
        while (marks.Count > 0 && marks.First() is var (missing, cells) && missing < next)
        {
            to.WriteStartElement("", "row", main);
            to.WriteAttributeString("r", missing.ToString(CultureInfo.InvariantCulture));
            foreach (var (at, level) in cells)
            {
                Cell(missing, at, level, main, to);
            }

            to.WriteEndElement();
            marks.Remove(missing);
        }
    }

    private void CellsBefore(int next, string main, XmlWriter to)
    {
        while (marks.TryGetValue(row, out var cells) && cells.Count > 0 && cells.First() is var (missing, level) && missing < next)
        {
            Cell(row, missing, level, main, to);
            Take(row, missing);
        }
    }

    private void Cell(int atRow, int atColumn, Severity level, string main, XmlWriter to)
    {
        XNamespace space = main;
        var cell = new XElement(
            space + "c", new XAttribute("r", SheetGrid.Address(atRow, atColumn)), new XAttribute("s", styles.Marked(0, level)));
        if (final?.At(atRow, atColumn) is { } value)
        {
            FinalCells.Put(cell, value);
        }

        cell.WriteTo(to);
    }

    private Severity? Take(int atRow, int atColumn)
    {
        if (!marks.TryGetValue(atRow, out var cells) || !cells.Remove(atColumn, out var level))
        {
            return null;
        }

        if (cells.Count == 0)
        {
            marks.Remove(atRow);
        }

        return level;
    }

    private static void Other(XmlReader xml, XmlWriter to)
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Text:
                to.WriteString(xml.Value);
                break;
            case XmlNodeType.CDATA:
                to.WriteCData(xml.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                to.WriteWhitespace(xml.Value);
                break;
            case XmlNodeType.Comment:
                to.WriteComment(xml.Value);
                break;
            case XmlNodeType.ProcessingInstruction:
                to.WriteProcessingInstruction(xml.Name, xml.Value);
                break;
            default:
                break;
        }
    }
}
