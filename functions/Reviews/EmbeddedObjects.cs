using System.Xml;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// What a page of a document or of a workbook says of the objects on it: a package needs no class of its own to be opened as one.
/// </summary>
internal static class EmbeddedObjects
{
    private const string Packager = "Package"; // and Packager Shell Object

    public static bool ArePackages(PackageParts parts, string name, string type)
    {
        if (!type.StartsWith(OpenXmlPackage.Main + "wordprocessingml.", StringComparison.OrdinalIgnoreCase)
            && !(type.StartsWith(OpenXmlPackage.Main + "spreadsheetml.", StringComparison.OrdinalIgnoreCase)
                && type.EndsWith("sheet+xml", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        using var xml = parts.Read(name);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element
                && xml.LocalName.Equals("oleObject", StringComparison.OrdinalIgnoreCase)
                && (xml.GetAttribute("ProgID") ?? xml.GetAttribute("progId"))?.TrimStart()
                    .StartsWith(Packager, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
