using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace PerfFlow.Sheets.Workbooks;

/// <summary>
/// What ClosedXML 0.95 leaves to be done: the same content is to give the same bytes, with no time and no random name in them, rows may
/// grow, and a repeated head counts where its rows are absolute only. Stored and not packed, as what a packer writes changes with its
/// version.
/// </summary>
internal static class Finish
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first a zip can say

    /// <param name="growing">Rows that keep their height as long as nothing is written in them.</param>
    public static byte[] Of(byte[] drawn, IReadOnlySet<int> growing)
    {
        using var from = new ZipArchive(new MemoryStream(drawn, writable: false));
        using var finished = new MemoryStream();
        using (var to = new ZipArchive(finished, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries
                .Where(part => !IsOfTime(part.FullName))
                .OrderBy(part => part.FullName, StringComparer.Ordinal))
            {
                var entry = to.CreateEntry(part.FullName, CompressionLevel.NoCompression);
                entry.LastWriteTime = Date;
                using var content = part.Open();
                using var into = entry.Open();
                switch (part.FullName)
                {
                    case "[Content_Types].xml":
                        Edit(content, into, xml => xml.Root!.Elements()
                            .Where(type => IsOfTime((string?)type.Attribute("PartName") ?? ""))
                            .Remove());
                        break;
                    case "_rels/.rels":
                        Edit(content, into, Links);
                        break;
                    case "xl/workbook.xml":
                        Edit(content, into, Heads);
                        break;
                    case var name when growing.Count > 0 && name.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal):
                        Edit(content, into, xml => xml.Descendants(Main + "row")
                            .Where(row => growing.Contains((int)row.Attribute("r")!))
                            .Attributes("customHeight").Remove());
                        break;
                    default:
                        content.CopyTo(into);
                        break;
                }
            }
        }

        return finished.ToArray();
    }

    /// <summary>Without the time that parts were written at: those that were not stay packed as they are.</summary>
    public static byte[] Dated(byte[] workbook)
    {
        using var buffer = new MemoryStream();
        buffer.Write(workbook);
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var part in zip.Entries)
            {
                part.LastWriteTime = Date;
            }
        }

        return buffer.ToArray();
    }

    /// <summary>Who wrote it and when.</summary>
    private static bool IsOfTime(string part) => part.Contains("core-properties", StringComparison.Ordinal);

    /// <summary>Ids that are made up anew each time; nothing asks for them.</summary>
    private static void Links(XDocument links)
    {
        links.Root!.Elements().Where(link => IsOfTime((string?)link.Attribute("Target") ?? "")).Remove();
        var ordered = links.Root.Elements().OrderBy(link => (string?)link.Attribute("Target"), StringComparer.Ordinal).ToList();
        foreach (var (number, link) in ordered.Index())
        {
            link.SetAttributeValue("Id", string.Create(CultureInfo.InvariantCulture, $"rId{number + 1}"));
        }

        links.Root.ReplaceNodes(ordered);
    }

    private static void Heads(XDocument workbook)
    {
        foreach (var name in workbook.Descendants(Main + "definedName")
            .Where(name => (string?)name.Attribute("name") == "_xlnm.Print_Titles"))
        {
            var at = name.Value.LastIndexOf('!') + 1;
            name.Value = name.Value[..at] + string.Join(':', name.Value[at..].Split(':').Select(row => $"${row.TrimStart('$')}"));
        }
    }

    private static void Edit(Stream content, Stream into, Action<XDocument> edit)
    {
        var xml = XDocument.Load(content, LoadOptions.PreserveWhitespace);
        edit(xml);
        xml.Save(into, SaveOptions.DisableFormatting);
    }
}
