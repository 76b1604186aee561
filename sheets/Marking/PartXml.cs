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
