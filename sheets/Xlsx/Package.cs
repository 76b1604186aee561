using System.Xml;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>An Open XML package behind the gate: what is in it is judged before anything is read.</summary>
internal sealed class Package
{
    /// <summary>One table of names for all parts: they use much the same.</summary>
    private readonly XmlReaderSettings settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CloseInput = true,
        NameTable = new NameTable(),
    };

    private readonly ReadOnlyMemory<byte> file;
    private readonly Meter meter;
    private readonly Dictionary<string, ZipEntry> entries;

    public Package(ReadOnlyMemory<byte> file, Meter meter)
    {
        this.file = file;
        this.meter = meter;
        entries = ZipDirectory.Read(file.Span, meter.Limits);
        foreach (var name in entries.Keys)
        {
            if (Forbidden(name) is { } refusal)
            {
                throw new RefusedException(refusal, name);
            }
        }
    }

    public bool Has(string part) => entries.ContainsKey(part);

    /// <summary>The reader stands before the root element.</summary>
    public XmlReader Open(string part)
    {
        if (!entries.TryGetValue(part, out var entry))
        {
            throw new RefusedException(Refusal.Damaged, "missing part");
        }

        return XmlReader.Create(new PartStream(ZipDirectory.Data(file, entry), entry, meter), settings);
    }

    /// <summary>Relations of a part by id; the target is a full part name. External targets are left out.</summary>
    public Dictionary<string, Relation> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var name = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        var relations = new Dictionary<string, Relation>(StringComparer.Ordinal);
        if (!Has(name))
        {
            return relations;
        }

        using var xml = Open(name);
        while (xml.Next())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                var type = xml.GetAttribute("Type") ?? "";
                relations.TryAdd(id, new(type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target)));
            }
        }

        return relations;
    }

    private static Refusal? Forbidden(string name)
    {
        return Ends("vbaProject.bin") || Under("xl/macrosheets/") || Under("xl/dialogsheets/") ? Refusal.Macros
            : Under("xl/externalLinks/") ? Refusal.ExternalLinks
            : Under("xl/embeddings/") ? Refusal.EmbeddedObjects
            : Under("xl/activeX/") ? Refusal.ActiveContent
            : Ends("xl/connections.xml") || Under("xl/queryTables/") ? Refusal.DataConnections
            : Ends("xl/workbook.bin") ? Refusal.BinaryWorkbook
            : null;

        bool Ends(string suffix) => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

        bool Under(string folder) => name.StartsWith(folder, StringComparison.OrdinalIgnoreCase);
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step is not "." and not "..")
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }
}

/// <param name="Type">Last segment of the relationship's type, for example <c>worksheet</c>.</param>
internal readonly record struct Relation(string Type, string Part);
