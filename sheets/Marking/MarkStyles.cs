using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Marking;

/// <summary>Adds to styles.xml what marks need: each cell keeps its own format and gets a fill on top.</summary>
internal sealed class MarkStyles
{
    private static readonly string[] Sides = ["left", "right", "top", "bottom"];

    private readonly WorkbookStylesPart part;
    private readonly XDocument xml;
    private readonly XNamespace main;
    private readonly Dictionary<(int Style, Severity Level), int> marked = [];
    private readonly Dictionary<Severity, int> fills = [];
    private readonly int border;

    public MarkStyles(WorkbookPart workbook)
    {
        if (workbook.WorkbookStylesPart is { } existing)
        {
            part = existing;
            xml = PartXml.Load(part);
        }
        else
        {
            part = workbook.AddNewPart<WorkbookStylesPart>(PartXml.FreeId(workbook));
            xml = new(new XElement(PartXml.Main + "styleSheet"));
        }

        main = xml.Root!.Name.Namespace;
        Ensure("fonts", "font");
        Ensure("fills", "fill", "fill");
        Ensure("borders", "border");
        Ensure("cellStyleXfs", "xf");
        Ensure("cellXfs", "xf");
        border = Add("borders", new XElement(main + "border", Sides.Select(
            side => new XElement(main + side, new XAttribute("style", "thin"), new XElement(main + "color", new XAttribute("auto", 1))))));
        Bold = AddFormat(new XElement(main + "b"));
        Link = AddFormat(new XElement(main + "u"), new XElement(main + "color", new XAttribute("rgb", "FF0563C1")));
        Wrapped = AddFormat();
    }

    public int Bold { get; }

    public int Link { get; }

    public int Wrapped { get; }

    /// <summary>The style of a cell with the colour of a finding on it.</summary>
    public int Marked(int style, Severity level)
    {
        if (marked.TryGetValue((style, level), out var known))
        {
            return known;
        }

        var formats = List("cellXfs").Elements(main + "xf").ToList();
        var format = style >= 0 && style < formats.Count ? new XElement(formats[style]) : new XElement(main + "xf");
        format.SetAttributeValue("fillId", Fill(level));
        format.SetAttributeValue("applyFill", "1");
        return marked[(style, level)] = Add("cellXfs", format);
    }

    public void Save() => PartXml.Save(part, xml);

    private int Fill(Severity level)
    {
        if (!fills.TryGetValue(level, out var fill))
        {
            var colour = level switch
            {
                Severity.Error => "FFFFC7CE",
                Severity.Warning => "FFFFEB9C",
                _ => "FFDDEBF7",
            };
            fills[level] = fill = Add("fills", new XElement(
                main + "fill",
                new XElement(
                    main + "patternFill",
                    new XAttribute("patternType", "solid"),
                    new XElement(main + "fgColor", new XAttribute("rgb", colour)),
                    new XElement(main + "bgColor", new XAttribute("indexed", "64")))));
        }

        return fill;
    }

    /// <summary>A format of the list: in our font, whatever the section's is, and boxed.</summary>
    private int AddFormat(params ReadOnlySpan<XElement> looks)
    {
        var font = new XElement(
            main + "font",
            looks.ToArray().Where(look => look.Name.LocalName == "b"),
            looks.ToArray().Where(look => look.Name.LocalName == "u"),
            new XElement(main + "sz", new XAttribute("val", TextHeight.UsualSize)),
            looks.ToArray().Where(look => look.Name.LocalName == "color"),
            new XElement(main + "name", new XAttribute("val", Drawing.Font)),
            new XElement(main + "charset", new XAttribute("val", 134)));
        return Add("cellXfs", new XElement(
            main + "xf",
            new XAttribute("numFmtId", 0), new XAttribute("fontId", Add("fonts", font)), new XAttribute("fillId", 0),
            new XAttribute("borderId", border), new XAttribute("xfId", 0), new XAttribute("applyFont", 1), new XAttribute("applyBorder", 1),
            new XAttribute("applyAlignment", 1),
            new XElement(main + "alignment", new XAttribute("vertical", "top"), new XAttribute("wrapText", 1))));
    }

    private int Add(string list, XElement item)
    {
        var items = List(list);
        items.Add(item);
        var count = items.Elements().Count();
        items.SetAttributeValue("count", count.ToString(CultureInfo.InvariantCulture));
        return count - 1;
    }

    private XElement List(string name) => xml.Root!.Element(main + name)!;

    /// <summary>A list that is missing or empty gets its default items, in the order the schema wants.</summary>
    private void Ensure(string name, params string[] items)
    {
        string[] order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"];
        var list = xml.Root!.Element(main + name);
        if (list is null)
        {
            list = new XElement(main + name);
            var before = order.Take(Array.IndexOf(order, name))
                .Select(each => xml.Root.Element(main + each))
                .LastOrDefault(each => each is not null);
            if (before is null)
            {
                xml.Root.AddFirst(list);
            }
            else
            {
                before.AddAfterSelf(list);
            }
        }

        if (!list.HasElements)
        {
            list.Add(items.Select(item => new XElement(main + item)));
        }
    }
}
