using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Tests.Writers;

/// <summary>Writes the XML of a workbook by hand, with the liberties that real programs take.</summary>
internal sealed record XmlWorkbook
{
    public const string Transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    public string Namespace { get; init; } = Transitional;

    /// <summary>Texts in the cells instead of in a table.</summary>
    public bool Inline { get; init; }

    /// <summary>Without r on rows and cells.</summary>
    public bool Unnumbered { get; init; }

    public bool Styles { get; init; } = true;

    /// <summary>Texts split into runs, with a phonetic guide.</summary>
    public bool Rich { get; init; }

    public bool Backslashes { get; init; }

    public bool AbsoluteTargets { get; init; }

    public bool Date1904 { get; init; }

    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;

    /// <summary>A last change to any part before it is packed.</summary>
    public Func<string, string, string> Edit { get; init; } = (_, xml) => xml;

    /// <summary>Parts besides those of the workbook.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    public byte[] Write(params Draft[] drafts) => Zip(Parts(drafts), Compression, Backslashes);

    public Dictionary<string, string> Parts(params Draft[] drafts)
    {
        var strings = new List<string>();
        var formats = new List<string>();
        var relations = Namespace == Strict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var target = AbsoluteTargets ? "/xl/" : "";
        var parts = new Dictionary<string, string>();
        for (var i = 0; i < drafts.Length; i++)
        {
            parts[$"xl/worksheets/sheet{i + 1}.xml"] = Sheet(drafts[i], strings, formats);
        }

        parts["xl/sharedStrings.xml"] =
            $"<sst xmlns=\"{Namespace}\">{string.Concat(strings.Select(text => $"<si>{Text(text)}</si>"))}</sst>";
        var shown = formats.Select((format, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{SecurityElement.Escape(format)}\"/>");
        var used = formats.Select((_, i) => $"<xf numFmtId=\"{164 + i}\"/>");
        parts["xl/styles.xml"] =
            $"<styleSheet xmlns=\"{Namespace}\"><numFmts>{string.Concat(shown)}</numFmts><cellXfs>"
            + $"<xf numFmtId=\"0\"/>{string.Concat(used)}</cellXfs></styleSheet>";
        var sheets = drafts.Select((draft, i) =>
            $"<sheet name=\"{SecurityElement.Escape(draft.Name)}\" "
            + $"sheetId=\"{i + 1}\"{(draft.Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>");
        parts["xl/workbook.xml"] =
            $"<workbook xmlns=\"{Namespace}\" xmlns:r=\"{relations}\">"
            + $"<workbookPr{(Date1904 ? " date1904=\"1\"" : "")}/><sheets>{string.Concat(sheets)}</sheets></workbook>";
        var related = drafts.Select(
            (_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{relations}/worksheet\" Target=\"{target}worksheets/sheet{i + 1}.xml\"/>");
        parts["xl/_rels/workbook.xml.rels"] =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"{string.Concat(related)}<Relationship Id=\"rS\" Type=\"{relations}/sharedStrings\" Target=\"{target}sharedStrings.xml\"/>"
            + $"{(Styles ? $"<Relationship Id=\"rF\" Type=\"{relations}/styles\" Target=\"{target}styles.xml\"/>" : "")}</Relationships>";
        parts["_rels/.rels"] =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + $"<Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
        parts["[Content_Types].xml"] =
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName"
                + "=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + string.Concat(parts.Keys.Where(name => name.StartsWith("xl/", StringComparison.Ordinal) && ContentType(name) is not null)
                    .Select(name =>
                        $"<Override PartName=\"/{name}\" "
                        + $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{ContentType(name)}+xml\"/>"))
                + "</Types>";
        if (!Styles)
        {
            parts.Remove("xl/styles.xml");
        }

        foreach (var (name, xml) in Extra)
        {
            parts[name] = xml;
        }

        return parts.ToDictionary(part => part.Key, part => Edit(part.Key, part.Value));
    }

    private static string? ContentType(string part) => part switch
    {
        "xl/styles.xml" => "styles",
        "xl/sharedStrings.xml" => "sharedStrings",
        _ => part.StartsWith("xl/worksheets/", StringComparison.Ordinal) ? "worksheet" : null,
    };

    public static byte[] Zip(
        IReadOnlyDictionary<string, string> parts, CompressionLevel compression = CompressionLevel.Optimal, bool backslashes = false)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                var entry = zip.CreateEntry(
                    backslashes && name.StartsWith("xl/", StringComparison.Ordinal) ? name.Replace('/', '\\') : name, compression);
                entry.LastWriteTime = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var part = entry.Open();
                part.Write(
                    Encoding.UTF8.GetBytes(xml.StartsWith("<?", StringComparison.Ordinal) || xml.StartsWith("<!", StringComparison.Ordinal)
                        ? xml
                        : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
            }
        }

        return stream.ToArray();
    }

    private string Sheet(Draft draft, List<string> strings, List<string> formats)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Namespace}\">");
        if (draft.HiddenColumns.Count > 0)
        {
            xml.Append("<cols>")
                .AppendJoin(
                    "", draft.HiddenColumns.Order().Select(column => $"<col min=\"{column}\" max=\"{column}\" width=\"9\" hidden=\"1\"/>"))
                .Append("</cols>");
        }

        xml.Append("<sheetData>");
        var last = draft.Cells.Count == 0 ? 0 : draft.Cells.Keys.Max(cell => cell.Row);
        for (var row = 1; row <= last; row++)
        {
            var cells = draft.Cells.Where(cell => cell.Key.Row == row).ToList();
            if (cells.Count == 0 && !Unnumbered && !draft.HiddenRows.Contains(row))
            {
                continue;
            }

            xml.Append("<row")
                .Append(Unnumbered ? "" : Attribute("r", row.ToString(CultureInfo.InvariantCulture)))
                .Append(draft.HiddenRows.Contains(row) ? " hidden=\"1\"" : "")
                .Append('>');
            var at = 0;
            foreach (var ((_, column), value) in cells)
            {
                while (Unnumbered && ++at < column)
                {
                    xml.Append("<c/>");
                }

                Cell(xml, Unnumbered ? "" : Attribute("r", SheetGrid.Address(row, column)), value, strings, formats);
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (draft.Merges.Count > 0)
        {
            xml.Append("<mergeCells>")
                .AppendJoin(
                    "",
                    draft.Merges.Select(merge =>
                        $"<mergeCell ref=\"{SheetGrid.Address(merge.Top, merge.Left)}:{SheetGrid.Address(merge.Bottom, merge.Right)}\"/>"))
                .Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }

    private void Cell(StringBuilder xml, string reference, object value, List<string> strings, List<string> formats)
    {
        switch (value)
        {
            case string text when Inline:
                xml.Append(CultureInfo.InvariantCulture, $"<c{reference} t=\"inlineStr\"><is>{Text(text)}</is></c>");
                break;
            case string text:
                strings.Add(text);
                xml.Append(CultureInfo.InvariantCulture, $"<c{reference} t=\"s\"><v>{strings.Count - 1}</v></c>");
                break;
            case Shown shown:
                if (!formats.Contains(shown.Format))
                {
                    formats.Add(shown.Format);
                }

                xml.Append(
                    CultureInfo.InvariantCulture, $"<c{reference} s=\"{formats.IndexOf(shown.Format) + 1}\"><v>{shown.Number:R}</v></c>");
                break;
            case Computed computed:
                var type = computed.Cached is string ? " t=\"str\"" : "";
                var cached = computed.Cached is null ? "" : string.Create(CultureInfo.InvariantCulture, $"<v>{computed.Cached}</v>");
                xml.Append(
                    CultureInfo.InvariantCulture, $"<c{reference}{type}><f>{SecurityElement.Escape(computed.Formula)}</f>{cached}</c>");
                break;
            case Faulty faulty:
                xml.Append(CultureInfo.InvariantCulture, $"<c{reference} t=\"e\"><v>{faulty.Text}</v></c>");
                break;
            default:
                xml.Append(CultureInfo.InvariantCulture, $"<c{reference}><v>{value}</v></c>");
                break;
        }
    }

    private string Text(string text)
    {
        var escaped = SecurityElement.Escape(text);
        return Rich && text.Length > 2
            ? $"<r><t>{SecurityElement.Escape(text[..1])}</t></r><r><rPr><b/></rPr>"
                + $"<t xml:space=\"preserve\">{SecurityElement.Escape(text[1..])}</t></r><rPh sb=\"0\" eb=\"1\"><t>pinyin</t></rPh>"
            : $"<t xml:space=\"preserve\">{escaped}</t>";
    }

    private static string Attribute(string name, string value) => $" {name}=\"{value}\"";
}
