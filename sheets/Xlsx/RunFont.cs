using System.Xml;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>What of a run's font changes what it says.</summary>
/// <param name="IsGiven">It has a font of its own; else that of its cell.</param>
/// <param name="Shift">Above or below the line; null on it.</param>
internal readonly record struct RunFont(bool IsGiven, bool IsStruck, string? Shift)
{
    /// <summary>From the start element of <c>rPr</c> to its end.</summary>
    public static RunFont Read(XmlReader xml)
    {
        var font = new RunFont(true, false, null);
        if (xml.IsEmptyElement)
        {
            return font;
        }

        var depth = xml.Depth;
        while (xml.Next() && xml.Depth > depth)
        {
            font = (xml.NodeType, xml.LocalName) switch
            {
                (XmlNodeType.Element, "strike") => font with { IsStruck = IsOn(xml) },
                (XmlNodeType.Element, "vertAlign") => font with { Shift = xml.GetAttribute("val") },
                _ => font,
            };
        }

        return font;
    }

    /// <summary>A flag is on when its element is there, unless its value says otherwise.</summary>
    public static bool IsOn(XmlReader xml) => xml.GetAttribute("val") is not ("0" or "false");

    public string Shown(string text) => Shift is "superscript" or "subscript" ? VisibleText.Shifted(text, Shift == "superscript") : text;
}
