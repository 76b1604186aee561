using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Marking;

/// <summary>Edits a workbook part by part, as XML: nothing passes through an object model that could drop what it does not know.</summary>
internal sealed class WorkbookMarker(WorkbookPart workbook)
{
    private readonly MarkStyles styles = new(workbook);

    /// <param name="scores">Each stands at a cell that a finding of the list names.</param>
    public void Mark(MarkList list, IReadOnlyDictionary<Place, FinalValue> scores)
    {
        var xml = PartXml.Load(workbook);
        var main = xml.Root!.Name.Namespace;
        var sheets = xml.Root.Element(main + "sheets") ?? throw new InvalidDataException("no sheets");
        List<(string Name, WorksheetPart Part)> parts = [];
        foreach (var sheet in sheets.Elements().DistinctBy(sheet => (string?)sheet.Attribute("name"), StringComparer.OrdinalIgnoreCase))
        {
            if (RelationId(sheet) is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
            {
                parts.Add(((string?)sheet.Attribute("name") ?? "", worksheet));
            }
        }

        var final = FinalCells.Of(parts, scores);
        var findings = list.Findings.Where(finding => finding.Place is not null)
            .ToLookup(finding => finding.Place!.Sheet, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, part) in parts)
        {
            if (findings.Contains(name) || !final[name].IsEmpty)
            {
                new SheetMarker(part, styles, final[name].IsEmpty ? null : final[name]).Mark([.. findings[name]]);
            }
        }

        if (scores.Count > 0)
        {
            Recalculate(xml.Root, main);
        }

        AddList(xml, main, sheets, list);
        styles.Save();
        PartXml.Save(workbook, xml);
    }

    private void AddList(XDocument xml, XNamespace main, XElement sheets, MarkList list)
    {
        var names = sheets.Elements().Select(sheet => (string?)sheet.Attribute("name") ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = list.Name;
        for (var i = 2; names.Contains(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{list.Name}({i})");
        }

        var part = workbook.AddNewPart<WorksheetPart>(PartXml.FreeId(workbook));
        PartXml.Save(part, FindingSheet.Draw(list, styles, names));
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

        RepeatHead(xml.Root!, main, name);
        foreach (var view in xml.Descendants(main + "workbookView"))
        {
            view.SetAttributeValue("activeTab", ((int?)view.Attribute("activeTab") ?? 0) + 1);
        }
    }

    /// <summary>A score may have taken the place of a formula: the order of calculation is no longer so, and all is found anew.</summary>
    private void Recalculate(XElement root, XNamespace main)
    {
        if (workbook.CalculationChainPart is { } chain)
        {
            workbook.DeletePart(chain);
        }

        if (root.Element(main + "calcPr") is not { } calculation)
        {
            calculation = new(main + "calcPr");
            string[] before = ["definedNames", "externalReferences", "functionGroups", "sheets"];
            before.Select(element => root.Element(main + element)).OfType<XElement>().First().AddAfterSelf(calculation);
        }

        calculation.SetAttributeValue("fullCalcOnLoad", 1);
    }

    /// <summary>The head of the list is printed on each of its pages.</summary>
    private static void RepeatHead(XElement workbook, XNamespace main, string sheet)
    {
        if (workbook.Element(main + "definedNames") is not { } names)
        {
            names = new(main + "definedNames");
            string[] before = ["externalReferences", "functionGroups", "sheets"];
            before.Select(element => workbook.Element(main + element)).OfType<XElement>().First().AddAfterSelf(names);
        }

        names.Add(new XElement(
            main + "definedName", new XAttribute("name", "_xlnm.Print_Titles"), new XAttribute("localSheetId", 0), $"'{sheet}'!$1:$1"));
    }

    private static string? RelationId(XElement? sheet) =>
        sheet?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)?.Value;
}
