using System.Xml;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

internal static class XmlSteps
{
    /// <summary>Real parts are about ten elements deep; a reader keeps state for every open one.</summary>
    public const int Deepest = 64;

    /// <summary><see cref="XmlReader.Read"/> that refuses to go too deep.</summary>
    public static bool Next(this XmlReader xml) =>
        xml.Read() && (xml.Depth <= Deepest ? true : throw new RefusedException(FileRefusal.XmlTooDeep));

    /// <summary>From a start element to its end.</summary>
    public static void SkipElement(this XmlReader xml)
    {
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
        {
            while (xml.Next() && xml.Depth > depth)
            {
            }
        }
    }
}
