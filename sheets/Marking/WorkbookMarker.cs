using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Marking;

/// <summary>Edits a workbook part by part, as XML: nothing passes through an object model that could drop what it does not know.</summary>
internal sealed class WorkbookMarker(WorkbookPart workbook)
{
    private const string ListName = "检查结果";

    private readonly MarkStyles styles = new(workbook);

    public void Mark(IReadOnlyList<Finding> findings)
    {
        var xml = PartXml.Load(workbook);
        var main = xml.Root!.Name.Namespace;
        var sheets = xml.Root.Element(main + "sheets") ?? throw new InvalidDataException("no sheets");
        foreach (var group in findings.Where(finding => finding.Place is not null)
            .GroupBy(finding => finding.Place!.Sheet, StringComparer.OrdinalIgnoreCase))
        {
            var sheet = sheets.Elements()
                .FirstOrDefault(sheet => string.Equals((string?)sheet.Attribute("name"), group.Key, StringComparison.OrdinalIgnoreCase));
            if (RelationId(sheet) is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
            {
                new SheetMarker(worksheet, styles).Mark([.. group]);
            }
        }

        AddList(xml, main, sheets, findings);
        styles.Save();
        PartXml.Save(workbook, xml);
    }

    private void AddList(XDocument xml, XNamespace main, XElement sheets, IReadOnlyList<Finding> findings)
    {
        var names = sheets.Elements().Select(sheet => (string?)sheet.Attribute("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = ListName;
        for (var i = 2; names.Contains(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{ListName}({i})");
        }

        var part = workbook.AddNewPart<WorksheetPart>();
        PartXml.Save(part, FindingSheet.Draw(findings, styles, names));
        var nextId = 1 + sheets.Elements().Max(sheet => (uint?)sheet.Attribute("sheetId")) ?? 1;
        XNamespace relations = sheets.Elements()
            .SelectMany(sheet => sheet.Attributes())
            .FirstOrDefault(attribute => attribute.Name.LocalName == "id")?.Name.NamespaceName
            ?? "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        sheets.AddFirst(new XElement(
            main + "sheet",
            new XAttribute("name", name),
            new XAttribute("sheetId", nextId),
            new XAttribute(relations + "id", workbook.GetIdOfPart(part))));

        // What counts sheets by position moves on by one; the sheet the section left open stays the one that opens.
        foreach (var scope in xml.Descendants(main + "definedName")
            .Select(defined => defined.Attribute("localSheetId"))
            .OfType<XAttribute>())
        {
            scope.Value = ((int)scope + 1).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var view in xml.Descendants(main + "workbookView"))
        {
            view.SetAttributeValue("activeTab", ((int?)view.Attribute("activeTab") ?? 0) + 1);
        }
    }

    private static string? RelationId(XElement? sheet) =>
        sheet?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)?.Value;
}
