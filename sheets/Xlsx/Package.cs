using System.Xml;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>An Open XML package behind the gate: what is in it is judged before anything is read.</summary>
internal sealed class Package
{
    private readonly XmlReaderSettings settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CloseInput = true,
    };

    private readonly ReadOnlyMemory<byte> file;
    private readonly Meter meter;
    private readonly Dictionary<string, ZipEntry> entries;

    public Package(ReadOnlyMemory<byte> file, Meter meter)
    {
        settings.NameTable = new BoundedNames(meter.Limits.XmlNames);
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

    public IEnumerable<string> Parts => entries.Keys;

    /// <summary>How many bytes a part inflates to, none of them kept; null when more than this.</summary>
    public long? Inflated(string part, long most)
    {
        var entry = entries[part];
        using var stream = new PartStream(ZipDirectory.Data(file, entry), entry, meter);
        var chunk = new byte[81_920];
        while (stream.Position <= most && stream.Read(chunk) > 0)
        {
        }

        return stream.Position <= most ? stream.Position : null;
    }

    /// <summary>The reader stands on the first node: the declaration, or the root element where there is none.</summary>
    public XmlReader Open(string part)
    {
        if (!entries.TryGetValue(part, out var entry))
        {
            throw new RefusedException(FileRefusal.Damaged, "missing part");
        }

        var xml = XmlReader.Create(new PartStream(ZipDirectory.Data(file, entry), entry, meter), settings);
        if (xml.Next() && xml.NodeType == XmlNodeType.XmlDeclaration && xml.GetAttribute("encoding") is { } encoding
            && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !encoding.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
        {
            // Open XML allows UTF-8; in some other encodings a letter holds the byte of '<' and would slip past the count of runs.
            xml.Dispose();
            throw new RefusedException(FileRefusal.Damaged, "encoding");
        }

        return xml;
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
                var resolved = Resolve(folder, target);
                relations.TryAdd(id, new(type[(type.LastIndexOf('/') + 1)..], Has(resolved) ? resolved : Uri.UnescapeDataString(resolved)));
                if (relations.Count > meter.Limits.Entries)
                {
                    throw new RefusedException(FileRefusal.TooManyEntries, "relations");
                }
            }
        }

        return relations;
    }

    private static FileRefusal? Forbidden(string name)
    {
        return Ends("vbaProject.bin") || Under("xl/macrosheets/") || Under("xl/dialogsheets/") ? FileRefusal.Macros
            : Under("xl/externalLinks/") ? FileRefusal.ExternalLinks
            : Under("xl/embeddings/") ? FileRefusal.EmbeddedObjects
            : Under("xl/activeX/") ? FileRefusal.ActiveContent
            : Ends("xl/connections.xml") || Under("xl/queryTables/") ? FileRefusal.DataConnections
            : Ends("xl/workbook.bin") ? FileRefusal.BinaryWorkbook
            : null;

        bool Ends(string suffix) => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

        bool Under(string folder) => name.StartsWith(folder, StringComparison.OrdinalIgnoreCase);
    }

    private static string Resolve(string folder, string target)
    {
        var steps = target.Replace('\\', '/');
        var path = new List<string>(steps.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in steps.Split('/', StringSplitOptions.RemoveEmptyEntries))
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
