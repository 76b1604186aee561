using System.Globalization;
using System.Text;
using System.Xml;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>Reads texts: runs are joined, phonetic guides left out, <c>_x000D_</c> escapes undone.</summary>
internal sealed class CellTexts(Meter meter)
{
    private readonly StringBuilder text = new();
    private readonly char[] chunk = new char[1024];

    /// <summary>All items of sharedStrings.xml.</summary>
    public List<CellText> All(XmlReader xml)
    {
        var all = new List<CellText>();
        while (xml.Next())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                all.Add(Item(xml));
                if (all.Count > meter.Limits.Cells)
                {
                    throw new RefusedException(FileRefusal.TooManyCells);
                }
            }
        }

        return all;
    }

    /// <summary>From the start element of <c>si</c> or <c>is</c> to its end.</summary>
    public CellText Item(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return new("");
        }

        var (all, own, cut) = (new StringBuilder(), new StringBuilder(), false);
        var run = default(RunFont);
        var depth = xml.Depth;
        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "rPh":
                    xml.SkipElement();
                    break;
                case "r":
                    run = default;
                    break;
                case "rPr":
                    run = RunFont.Read(xml);
                    break;
                case "t" when !xml.IsEmptyElement:
                    var text = run.Shown(Value(xml));
                    cut |= run.IsStruck && text.Trim().Length > 0;
                    all.Append(run.IsStruck ? "" : text);
                    own.Append(run is { IsGiven: true, IsStruck: false } ? text : "");
                    break;
                default:
                    break;
            }
        }

        return all.Length > meter.Limits.TextLength
            ? throw new RefusedException(FileRefusal.TextTooLong)
            : CellText.Of(all.ToString(), own.ToString(), cut);
    }

    /// <summary>From a start element with plain text to its end.</summary>
    public string Value(XmlReader xml)
    {
        text.Clear();
        if (!xml.IsEmptyElement)
        {
            Append(xml);
        }

        return Taken();
    }

    private void Append(XmlReader xml)
    {
        var depth = xml.Depth;
        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
            {
                continue;
            }

            for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            {
                text.Append(chunk, 0, read);
                if (text.Length > meter.Limits.TextLength)
                {
                    throw new RefusedException(FileRefusal.TextTooLong);
                }
            }
        }
    }

    private string Taken()
    {
        meter.Text(text.Length);
        var taken = text.ToString();
        return taken.Contains("_x", StringComparison.Ordinal) ? Unescape(taken) : taken;
    }

    private static string Unescape(string escaped)
    {
        var plain = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '_' && i + 6 < escaped.Length && escaped[i + 1] == 'x' && escaped[i + 6] == '_'
                && ushort.TryParse(escaped.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 6;
            }
            else
            {
                plain.Append(escaped[i]);
            }
        }

        return plain.ToString();
    }
}
