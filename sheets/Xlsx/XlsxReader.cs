using System.Xml;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>Gate and reader of .xlsx in one pass over the parts that matter.</summary>
internal static class XlsxReader
{
    public static List<SheetGrid> Read(ReadOnlyMemory<byte> file, Meter meter)
    {
        try
        {
            return ReadParts(new Package(file, meter), meter);
        }
        catch (XmlException failure)
        {
            // The only text of an XmlException that tells a forbidden DTD from broken XML; the runtime's texts are English only.
            throw new RefusedException(
                failure.Message.Contains("DTD", StringComparison.Ordinal) ? FileRefusal.DtdForbidden : FileRefusal.Damaged, null, failure);
        }
        catch (Exception failure) when (failure is InvalidDataException or System.Text.DecoderFallbackException)
        {
            throw new RefusedException(FileRefusal.Damaged, null, failure);
        }
    }

    private static List<SheetGrid> ReadParts(Package package, Meter meter)
    {
        var workbook = MainPart(package);
        var relations = package.Relations(workbook);
        if (relations.Values.Any(relation => relation.Type == "vbaProject" && package.Has(relation.Part)))
        {
            throw new RefusedException(FileRefusal.Macros);
        }

        var texts = new CellTexts(meter);
        var strings = PartOf("sharedStrings") is { } stringsPart ? Using(stringsPart, texts.All) : [];
        var formats = PartOf("styles") is { } stylesPart ? Using(stylesPart, xml => NumberFormats.Read(xml, meter)) : new NumberFormats();
        var grids = new List<SheetGrid>();
        foreach (var (name, hidden, id) in Using(workbook, xml => Sheets(xml, formats, meter)))
        {
            if (!relations.TryGetValue(id, out var relation) || relation.Type != "worksheet")
            {
                continue;
            }

            var grid = new SheetGrid(name, hidden);
            using var xml = package.Open(relation.Part);
            new SheetXml(meter, formats, strings, texts, grid).Read(xml);
            grid.Settle(meter.Limits);
            grids.Add(grid);
        }

        return grids;

        string? PartOf(string type) =>
            relations.Values.FirstOrDefault(relation => relation.Type == type).Part is { } part && package.Has(part) ? part : null;

        T Using<T>(string part, Func<XmlReader, T> read)
        {
            using var xml = package.Open(part);
            return read(xml);
        }
    }

    /// <summary>The workbook part, by content type: neither the extension nor the name of a part says what it is.</summary>
    private static string MainPart(Package package)
    {
        if (!package.Has("[Content_Types].xml"))
        {
            throw new RefusedException(package.Has("mimetype") ? FileRefusal.NotAWorkbook : FileRefusal.ZipOfFiles);
        }

        string? named = null;
        var workbook = false;
        using (var xml = package.Open("[Content_Types].xml"))
        {
            while (xml.Next())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.GetAttribute("ContentType") is not { } type)
                {
                    continue;
                }

                // Declared as one with macros; that it has none of them the gate has seen.
                if (type is "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
                    or "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
                    || IsMacroWorkbook(type))
                {
                    // Some packages declare it as the default of all .xml parts; the root relation then says which part it is.
                    workbook = true;
                    named ??= xml.GetAttribute("PartName")?.TrimStart('/');
                }
                else if (xml.GetAttribute("PartName") is { } name && package.Has(name.TrimStart('/')) && Forbidden(type) is { } refusal)
                {
                    throw new RefusedException(refusal, name);
                }
            }
        }

        if (package.Has("word/document.xml"))
        {
            throw new RefusedException(FileRefusal.WordDocument);
        }

        var related = package.Relations("").Values.FirstOrDefault(relation => relation.Type == "officeDocument").Part;
        var part = related is not null && package.Has(related) ? related : named;
        return workbook && part is not null && package.Has(part) ? part : throw new RefusedException(FileRefusal.NotAWorkbook);
    }

    private static bool IsMacroWorkbook(string type) => type.EndsWith("sheet.macroEnabled.main+xml", StringComparison.Ordinal)
        || type.EndsWith("template.macroEnabled.main+xml", StringComparison.Ordinal);

    /// <summary>What a part is by its declared type, wherever it lies: Excel goes by this and not by the folder.</summary>
    private static FileRefusal? Forbidden(string contentType)
    {
        return Has("vbaProject") || Has("macrosheet") || Has("dialogsheet") ? FileRefusal.Macros
            : Has("externalLink") ? FileRefusal.ExternalLinks
            : Has("oleObject") ? FileRefusal.EmbeddedObjects
            : Has("activeX") || Has("controlproperties") ? FileRefusal.ActiveContent
            : Has("spreadsheetml.connections") || Has("queryTable") ? FileRefusal.DataConnections
            : null;

        bool Has(string word) => contentType.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static List<(string Name, bool Hidden, string Id)> Sheets(XmlReader xml, NumberFormats formats, Meter meter)
    {
        var sheets = new List<(string, bool, string)>();
        while (xml.Next())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                formats.Date1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.LocalName == "sheet")
            {
                if (sheets.Count == meter.Limits.Sheets)
                {
                    throw new RefusedException(FileRefusal.TooManySheets);
                }

                sheets.Add((xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden", RelationId(xml)));
            }
        }

        return sheets;
    }

    /// <summary><c>r:id</c>, whose namespace differs between the transitional and the strict form.</summary>
    private static string RelationId(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0)
            {
                return xml.Value;
            }
        }

        return "";
    }
}
