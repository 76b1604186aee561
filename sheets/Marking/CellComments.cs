using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Marking;

/// <summary>Comments of one worksheet with the shapes that show them; those the section wrote stay.</summary>
internal static class CellComments
{
    private static readonly XNamespace V = "urn:schemas-microsoft-com:vml";
    private static readonly XNamespace O = "urn:schemas-microsoft-com:office:office";
    private static readonly XNamespace X = "urn:schemas-microsoft-com:office:excel";

    /// <returns>Relation id of the drawing that shows the comments.</returns>
    public static string Add(WorksheetPart sheet, SortedDictionary<(int Row, int Column), List<Finding>> notes)
    {
        var drawing = sheet.VmlDrawingParts.FirstOrDefault();
        var shapes = drawing is null ? EmptyDrawing() : PartXml.Load(drawing);
        drawing ??= sheet.AddNewPart<VmlDrawingPart>(PartXml.FreeId(sheet));
        var part = sheet.WorksheetCommentsPart;
        var comments = part is null
            ? new XDocument(
                new XElement(PartXml.Main + "comments", new XElement(PartXml.Main + "authors"), new XElement(PartXml.Main + "commentList")))
            : PartXml.Load(part);
        part ??= sheet.AddNewPart<WorksheetCommentsPart>(PartXml.FreeId(sheet));
        var main = comments.Root!.Name.Namespace;
        var authors = comments.Root.Element(main + "authors")!;
        authors.Add(new XElement(main + "author", "PerfFlow"));
        var author = authors.Elements().Count() - 1;
        var list = comments.Root.Element(main + "commentList")!;
        foreach (var ((row, column), findings) in notes)
        {
            var text = PartXml.Safe(string.Join("\n", findings.Select(Text)));
            var address = SheetGrid.Address(row, column);
            if (list.Elements().FirstOrDefault(comment => (string?)comment.Attribute("ref") == address) is { } existing)
            {
                existing.Element(main + "text")?.Add(Run(main, "\n" + text));
                continue;
            }

            list.Add(new XElement(
                main + "comment",
                new XAttribute("ref", address), new XAttribute("authorId", author),
                new XElement(main + "text", Run(main, text))));
            shapes.Root!.Add(Shape(row, column));
        }

        PartXml.Save(part, comments);
        PartXml.Save(drawing, shapes);
        return sheet.GetIdOfPart(drawing);
    }

    private static string Text(Finding finding) =>
        finding.Suggestion is { } suggestion ? $"{finding.Message.Zh}{suggestion.Zh}" : finding.Message.Zh;

    private static XElement Run(XNamespace main, string text) =>
        new(main + "r", new XElement(main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text));

    private static XDocument EmptyDrawing() => new(new XElement(
        "xml",
        new XAttribute(XNamespace.Xmlns + "v", V), new XAttribute(XNamespace.Xmlns + "o", O), new XAttribute(XNamespace.Xmlns + "x", X),
        new XElement(
            V + "shapetype",
            new XAttribute("id", "_x0000_t202"), new XAttribute("coordsize", "21600,21600"),
            new XAttribute(O + "spt", "202"), new XAttribute("path", "m,l,21600r21600,l21600,xe"),
            new XElement(V + "stroke", new XAttribute("joinstyle", "miter")),
            new XElement(V + "path", new XAttribute("gradientshapeok", "t"), new XAttribute(O + "connecttype", "rect")))));

    private static XElement Shape(int row, int column) => new(
        V + "shape",
        new XAttribute("id", string.Create(CultureInfo.InvariantCulture, $"perfflow_{row}_{column}")),
        new XAttribute("type", "#_x0000_t202"),
        new XAttribute("style", "position:absolute;width:200pt;height:80pt;z-index:1;visibility:hidden"),
        new XAttribute("fillcolor", "#ffffe1"),
        new XAttribute(O + "insetmode", "auto"),
        new XElement(V + "fill", new XAttribute("color2", "#ffffe1")),
        new XElement(V + "textbox", new XAttribute("style", "mso-direction-alt:auto")),
        new XElement(
            X + "ClientData",
            new XAttribute("ObjectType", "Note"),
            new XElement(X + "MoveWithCells"),
            new XElement(X + "SizeWithCells"),
            new XElement(
                X + "Anchor", string.Create(CultureInfo.InvariantCulture, $"{column}, 15, {row - 1}, 2, {column + 4}, 15, {row + 4}, 4")),
            new XElement(X + "AutoFill", "False"),
            new XElement(X + "Row", row - 1),
            new XElement(X + "Column", column - 1)));
}
