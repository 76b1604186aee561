using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace PerfFlow.Functions.Reviews;

/// <summary>What a part has told it by others: a link of a workbook, or the fields of a document.</summary>
internal static partial class DocumentFields
{
    private const int LongestField = 64 * 1024;

    /// <summary>Whether another program (DDE) or another machine is asked.</summary>
    /// <exception cref="InvalidDataException">A field is longer than any that people write.</exception>
    public static bool Call(PackageParts parts, string name, string type)
    {
        var isLink = type.EndsWith("externalLink+xml", StringComparison.OrdinalIgnoreCase);
        if (!isLink && !type.StartsWith(OpenXmlPackage.Main + "wordprocessingml.", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var fields = new Fields();
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

                if (xml.LocalName == "fldSimple")
                {
                    fields.Mark("begin");
                    fields.Add(xml.GetAttribute("instr", xml.NamespaceURI));
                    fields.Mark("end");
                }
                else if (xml.LocalName == "fldChar")
                {
                    fields.Mark(xml.GetAttribute("fldCharType", xml.NamespaceURI));
                }
            }
            else if (isField && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.EndElement)
            {
                isField &= xml.NodeType != XmlNodeType.EndElement;
                fields.Add(xml.Value);
            }
        }

        fields.Judge();
        return fields.Call;
    }

    [GeneratedRegex(@"(?<![\w""])DDE(?:AUTO)?\s", RegexOptions.IgnoreCase)]
    private static partial Regex Dde();

    [GeneratedRegex(@"(?<![\w""])(?:INCLUDE(?:PICTURE|TEXT)?|LINK|RD|IMPORT)[\s""]", RegexOptions.IgnoreCase)]
    private static partial Regex Loading();

    /// <summary>Of these alone: <c>R1C1:R2C2</c> looks like an address with a scheme.</summary>
    [GeneratedRegex(@"(?<=[\s""])(?:https?:|ftps?:|file:|//|\\\\)[^\s""]*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    /// <summary>Instructions, each with those of the fields in it; what a field resulted in belongs to no instruction.</summary>
    private sealed class Fields
    {
        private readonly StringBuilder text = new();
        private readonly Stack<bool> isInstruction = new();
        private int open;

        public bool Call { get; private set; }

        public void Add(string? instruction)
        {
            text.Append(instruction);
            if (text.Length > LongestField)
            {
                throw new InvalidDataException("A field without an end.");
            }
        }

        public void Mark(string? kind)
        {
            text.Append(' ');
            if (open == 0)
            {
                Judge();
            }

            if (kind == "begin")
            {
                isInstruction.Push(true);
                open++;
            }
            else if (isInstruction.TryPop(out var was))
            {
                open -= was ? 1 : 0;
                if (kind == "separate")
                {
                    isInstruction.Push(false);
                }
            }

            if (open == 0)
            {
                Judge();
            }
        }

        public void Judge()
        {
            var said = text.Append(' ').ToString();
            text.Clear();
            Call |= Dde().IsMatch(said)
                || (Loading().Match(said) is { Success: true } loading
                    && Address().Matches(said, loading.Index).Any(address => Targets.IsRemote(address.Value)));
        }
    }
}
