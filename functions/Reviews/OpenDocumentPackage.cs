using System.Xml;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>OpenDocument (ISO 26300): macros lie in folders of fixed names, everything else is in its text.</summary>
internal static class OpenDocumentPackage
{
    public const string Manifest = "META-INF/manifest.xml";

    private const string XLink = "http://www.w3.org/1999/xlink";

    private static readonly string[] Texts = ["content.xml", "styles.xml", "meta.xml", "settings.xml"];

    /// <summary>Followed when someone clicks on them.</summary>
    private static readonly string[] Asked = ["a", "form", "button"];

    public static (EvidenceType? Type, Problem? Problem) Look(PackageParts parts)
    {
        if (parts.Names.Any(static name => name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, EvidenceProblems.HasMacros);
        }

        var problem = Elements(parts, Manifest, static xml => xml.LocalName == "encryption-data" ? EvidenceProblems.Unreadable : null)
            ?? parts.Names.Where(static name => Texts.Contains(name.Split('/')[^1], StringComparer.OrdinalIgnoreCase))
                .Select(name => Elements(parts, name, ProblemOf))
                .FirstOrDefault(static found => found is not null);
        return problem is not null ? (null, problem)
            : KindOf(parts) is { } type ? (type, null)
            : (null, EvidenceProblems.TypeNotAllowed);
    }

    private static EvidenceType? KindOf(PackageParts parts)
    {
        if (!parts.Has("mimetype"))
        {
            return null;
        }

        using var text = new StreamReader(parts.Open("mimetype"));
        var media = new char[EvidenceType.Ods.Media.Length + 2];
        return new string(media, 0, text.ReadBlock(media)).Trim() switch
        {
            var kind when kind == EvidenceType.Ods.Media => EvidenceType.Ods,
            var kind when kind == EvidenceType.Odt.Media => EvidenceType.Odt,
            _ => null,
        };
    }

    private static Problem? ProblemOf(XmlReader xml)
    {
        var target = xml.GetAttribute("href", XLink) ?? "";
        return target.StartsWith("vnd.sun.star.script:", StringComparison.OrdinalIgnoreCase)
            || target.StartsWith("macro:", StringComparison.OrdinalIgnoreCase)
                ? EvidenceProblems.HasMacros
            : xml.LocalName is "dde-source" or "dde-connection-decl" or "dde-link" ? EvidenceProblems.LoadsRemote
            : Targets.IsRemote(target) && !Asked.Contains(xml.LocalName) ? EvidenceProblems.LoadsRemote
            : null;
    }

    private static Problem? Elements(PackageParts parts, string name, Func<XmlReader, Problem?> look)
    {
        using var xml = parts.Read(name);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && look(xml) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }
}
