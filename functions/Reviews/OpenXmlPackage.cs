using System.Xml;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>Office Open XML (ECMA-376): what its parts are said to be, and what they point to.</summary>
internal static class OpenXmlPackage
{
    public const string ContentTypes = "[Content_Types].xml";

    public const string Main = "application/vnd.openxmlformats-officedocument.";
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
        if (overrides.Any(types => types.Any(IsMacro))
            || parts.Names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || TypesOf(name).Any(IsMacro)))
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

                if (kind.Equals("aFChunk", StringComparison.OrdinalIgnoreCase)) // HTML, RTF or a document, taken in when it is opened
                {
                    return (null, EvidenceProblems.EmbedsFile);
                }

                main = kind == "officeDocument"
                    && !isExternal
                    && relationships.Equals(RootRelationships, StringComparison.OrdinalIgnoreCase)
                    ? PackageParts.NameOf(target)
                    : main;
            }
        }

        return Says(DocumentFields.Call) ? (null, EvidenceProblems.LoadsRemote)
            : Says(EmbeddedObjects.ArePackages) ? (null, EvidenceProblems.EmbedsFile)
            : (main is null || !parts.Has(main) ? [] : TypesOf(main).Distinct().ToArray()) switch
            {
                [Main + "spreadsheetml.sheet.main+xml"] => (EvidenceType.Xlsx, null),
                [Main + "wordprocessingml.document.main+xml"] => (EvidenceType.Docx, null),
                _ => (null, EvidenceProblems.TypeNotAllowed),
            };

        bool Says(Func<PackageParts, string, string, bool> what) =>
            parts.Names.Any(name => TypesOf(name).Any(type => what(parts, name, type)));

        IEnumerable<string> TypesOf(string name) =>
            overrides.Contains(name) ? overrides[name] : defaults[Path.GetExtension(name).TrimStart('.')];
    }

    private static bool IsMacro(string type) => MacroTypes.Any(macro => type.Contains(macro, StringComparison.OrdinalIgnoreCase));

    /// <summary>All that is said of a name: offices differ in which of two they believe.</summary>
    private static (ILookup<string, string> Defaults, ILookup<string, string> Overrides) Types(PackageParts parts)
    {
        var (defaults, overrides) = (new List<(string Name, string Type)>(), new List<(string Name, string Type)>());
        using var xml = parts.Read(ContentTypes);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.GetAttribute("ContentType")?.Trim() is not { } type)
            {
                continue;
            }

            if (xml.GetAttribute("PartName") is { } name)
            {
                overrides.Add((PackageParts.NameOf(name.Trim()), type));
            }
            else if (xml.GetAttribute("Extension") is { } extension)
            {
                defaults.Add((extension.Trim().TrimStart('.'), type));
            }
        }

        return (ByName(defaults), ByName(overrides));

        static ILookup<string, string> ByName(List<(string Name, string Type)> said) =>
            said.ToLookup(one => one.Name, one => one.Type, StringComparer.OrdinalIgnoreCase);
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
}
