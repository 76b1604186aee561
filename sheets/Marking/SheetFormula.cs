using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Marking;

/// <summary>A formula of a workbook.</summary>
/// <param name="Fills">Its cell; of an array formula all that it fills.</param>
/// <param name="Needs">Areas that it names.</param>
/// <param name="IsWhole">It needs nothing else.</param>
/// <param name="Length">Of its text, in characters.</param>
internal sealed record SheetFormula(string Sheet, Merge Fills, IReadOnlyList<(string Sheet, Merge Area)> Needs, bool IsWhole, int Length)
{
    private const int Longest = 8_192;

    public static IEnumerable<SheetFormula> In(WorksheetPart part, string sheet)
    {
        var shared = new Dictionary<string, (string Text, int Row, int Column)>();
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var xml = PartXml.Read(stream);
        int row = 0, column = 0;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, Depth: 2, LocalName: "row" })
            {
                row = xml.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : row + 1;
                column = 0;
            }
            else if (xml is { NodeType: XmlNodeType.Element, Depth: 3, LocalName: "c" })
            {
                column = xml.GetAttribute("r") is { } reference ? CellReference.Parse(reference).Column : column + 1;
            }
            else if (xml is { NodeType: XmlNodeType.Element, Depth: 4, LocalName: "f" })
            {
                using var own = xml.ReadSubtree();
                own.Read();
                var formula = (XElement)XNode.ReadFrom(own);
                var text = Text(formula, row, column, shared);
                var fills = IsFilling(formula) ? Range((string)formula.Attribute("ref")!) : new(row, column, row, column);
                if (text.Length > Longest)
                {
                    throw new InvalidDataException("a formula longer than any program takes");
                }

                yield return new(sheet, fills, FormulaText.Areas(text, sheet, out var isWhole), isWhole, text.Length);
            }
        }
    }

    /// <summary>Written once and shared by others, at whose cells its references are moved.</summary>
    /// <param name="shared">The shared ones that came before, by their number; one that others share is added.</param>
    public static string Text(XElement formula, int row, int column, Dictionary<string, (string Text, int Row, int Column)> shared)
    {
        if ((string?)formula.Attribute("t") != "shared" || (string?)formula.Attribute("si") is not { } number)
        {
            return formula.Value;
        }

        if (formula.Value.Length > 0)
        {
            shared[number] = (formula.Value, row, column);
            return formula.Value;
        }

        return shared.TryGetValue(number, out var master)
            ? FormulaText.Moved(master.Text, row - master.Row, column - master.Column)
            : "";
    }

    /// <summary>An array formula, or a table of what-ifs: one formula for the cells of a range.</summary>
    public static bool IsFilling(XElement formula) =>
        formula.Attribute("ref") is not null && (string?)formula.Attribute("t") != "shared";

    public static Merge Range(string range)
    {
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        var (top, left) = CellReference.Parse(colon < 0 ? range : range.AsSpan(0, colon));
        var (bottom, right) = colon < 0 ? (top, left) : CellReference.Parse(range.AsSpan(colon + 1));
        return new(top, left, bottom, right);
    }
}
