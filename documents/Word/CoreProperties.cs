using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace PerfFlow.Documents.Word;

/// <summary>The title alone: who wrote it and when is in the ledger, and no business of a reader.</summary>
internal static class CoreProperties
{
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace Terms = "http://purl.org/dc/elements/1.1/";

    public static void Write(CoreFilePropertiesPart part, string title)
    {
        using var to = part.GetStream(FileMode.Create);
        new XDocument(new XElement(
            Core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", Terms.NamespaceName),
            new XElement(Terms + "title", XmlText.Of(title)))).Save(to);
    }
}
