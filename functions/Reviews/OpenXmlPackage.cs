using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>Office Open XML (ECMA-376): what its parts are said to be, and what they point to.</summary>
internal static partial class OpenXmlPackage
{
    public const string ContentTypes = "[Content_Types].xml";

    private const string Main = "application/vnd.openxmlformats-officedocument.";
    private const string RootRelationships = "_rels/.rels";

    /// <summary>Content types that say so, in whatever case: macros of Word, Excel and PowerPoint, Excel's older ones, controls.</summary>
    private static readonly string[] MacroTypes = ["macroenabled", "vbaproject", "vbadata", "macrosheet", "activex"];

    private static readonly string[] MacroRelationships =
        ["vbaProject", "wordVbaData", "xlMacrosheet", "xlIntlMacrosheet", "control", "activeXControlBinary"];

    /// <summary>What is followed when someone clicks on it, or agrees to have values brought up to date.</summary>
    private static readonly string[] Asked =
        ["hyperlink", "externalLinkPath", "xlPathMissing", "xlStartup", "xlAlternateStartup", "xlLibrary"];

    public static (EvidenceType? Type, Problem? Problem) Look(PackageParts parts)
    {
        var (defaults, overrides) = Types(parts);
        if (overrides.Values.Any(IsMacro)
            || parts.Names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || IsMacro(TypeOf(name))))
        {
            return (null, EvidenceProblems.HasMacros);
        }

        string? main = null;
        foreach (var relationships in parts.Names.Where(name => name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var (kind, target, isExternal) in Relationships(parts, relationships))
            {
                if (MacroRelationships.Contains(kind, StringComparer.OrdinalIgnoreCase))
                {
                    return (null, EvidenceProblems.HasMacros);
                }

                if (Targets.IsRemote(target) && !Asked.Contains(kind, StringComparer.OrdinalIgnoreCase))
                {
                    return (null, EvidenceProblems.LoadsRemote);
                }

                main = kind == "officeDocument"
                    && !isExternal
                    && relationships.Equals(RootRelationships, StringComparison.OrdinalIgnoreCase)
                    ? PackageParts.NameOf(target)
                    : main;
            }
        }

        return parts.Names.Any(name => Calls(parts, name, TypeOf(name)))
            ? (null, EvidenceProblems.LoadsRemote)
            : (main is null || !parts.Has(main) ? "" : TypeOf(main)) switch
            {
                Main + "spreadsheetml.sheet.main+xml" => (EvidenceType.Xlsx, null),
                Main + "wordprocessingml.document.main+xml" => (EvidenceType.Docx, null),
                _ => (null, EvidenceProblems.TypeNotAllowed),
            };

        string TypeOf(string name) =>
            overrides.GetValueOrDefault(name) ?? defaults.GetValueOrDefault(Path.GetExtension(name).TrimStart('.')) ?? "";
    }

    private static bool IsMacro(string type) => MacroTypes.Any(macro => type.Contains(macro, StringComparison.OrdinalIgnoreCase));

    private static (Dictionary<string, string> Defaults, Dictionary<string, string> Overrides) Types(PackageParts parts)
    {
        var (defaults, overrides) = (
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        using var xml = parts.Read(ContentTypes);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.GetAttribute("ContentType")?.Trim() is { } type)
            {
                _ = xml.GetAttribute("PartName") is { } name ? overrides[PackageParts.NameOf(name.Trim())] = type
                    : xml.GetAttribute("Extension") is { } extension ? defaults[extension.Trim().TrimStart('.')] = type
                    : "";
            }
        }

        return (defaults, overrides);
    }

    /// <summary>The kind is the last step of the relationship's type, which is the same in both editions of the standard.</summary>
    private static IEnumerable<(string Kind, string Target, bool IsExternal)> Relationships(PackageParts parts, string name)
    {
        using var xml = parts.Read(name);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
            {
                yield return (
                    (xml.GetAttribute("Type") ?? "").Trim().Split('/')[^1],
                    xml.GetAttribute("Target") ?? "",
                    "External".Equals(xml.GetAttribute("TargetMode")?.Trim(), StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>Whether the part has another program tell it something (DDE): a link of a workbook, or a field of a document.</summary>
    private static bool Calls(PackageParts parts, string name, string type)
    {
        var isLink = type.EndsWith("externalLink+xml", StringComparison.OrdinalIgnoreCase);
        if (!isLink && !type.StartsWith(Main + "wordprocessingml.", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var fields = new StringBuilder();
        using var xml = parts.Read(name);
        var isField = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                isField = xml.LocalName == "instrText" && !xml.IsEmptyElement;
                if (xml.LocalName == "ddeLink")
                {
                    return true;
                }

                _ = xml.LocalName switch
                {
                    "fldSimple" => fields.Append(' ').Append(xml.GetAttribute("instr", xml.NamespaceURI)).Append(' '),
                    "fldChar" => fields.Append(' '),
                    _ => fields,
                };
            }
            else if (isField && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.EndElement)
            {
                isField &= xml.NodeType != XmlNodeType.EndElement;
                fields.Append(xml.Value);
            }
        }

        return Dde().IsMatch(fields.ToString());
    }

    [GeneratedRegex(@"(?<![\w""])DDE(?:AUTO)?\s", RegexOptions.IgnoreCase)]
    private static partial Regex Dde();
}
