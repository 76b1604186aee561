using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace PerfFlow.Sheets.Marking;

internal static class PartXml
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static XmlReader Read(Stream stream) => XmlReader.Create(stream, Settings);

    public static XDocument Load(OpenXmlPart part)
    {
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = Read(stream);
        return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
    }

    public static void Save(OpenXmlPart part, XDocument xml)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        xml.Save(stream, SaveOptions.DisableFormatting);
    }

    /// <summary>A relation's id that is not taken: those that the SDK makes up are never twice the same.</summary>
    public static string FreeId(OpenXmlPartContainer container)
    {
        var taken = container.Parts.Select(part => part.RelationshipId)
            .Concat(container.ExternalRelationships.Select(link => link.Id))
            .Concat(container.HyperlinkRelationships.Select(link => link.Id))
            .Concat(container.DataPartReferenceRelationships.Select(link => link.Id))
            .ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"rMark{number}"))
            .First(id => !taken.Contains(id));
    }

    /// <summary>A text that XML can carry: control characters and broken surrogates become a question mark.</summary>
    public static string Safe(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var safe = text.ToCharArray();
        for (var i = 0; i < safe.Length; i++)
        {
            if (char.IsHighSurrogate(safe[i]) && i + 1 < safe.Length && char.IsLowSurrogate(safe[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(safe[i]))
            {
                safe[i] = '?';
            }
        }

        return new string(safe);
    }
}
