using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Marking;

/// <summary>
/// What a sheet's cells become once scores are written into some of them: formulas that were kept there for other cells too go to those,
/// and a result that came from what was there before goes, for whoever opens the file to find it anew.
/// </summary>
internal sealed class FinalCells
{
    /// <summary>More than any form has, and as many as are followed in a second or two.</summary>
    private const int MostFormulas = 5_000, MostAreas = 20_000, MostCharacters = 100_000;

    private readonly Dictionary<(int Row, int Column), FinalValue> values;
    private readonly List<Merge> stale;
    private readonly Dictionary<string, (string Text, int Row, int Column)> shared = [];

    private FinalCells(Dictionary<(int Row, int Column), FinalValue> values, List<Merge> stale)
    {
        (this.values, this.stale) = (values, stale);
    }

    public bool IsEmpty => values.Count == 0 && stale.Count == 0;

    public FinalValue? At(int row, int column) => values.GetValueOrDefault((row, column));

    /// <returns>By name of the sheet.</returns>
    /// <exception cref="InvalidDataException">There are more formulas than are followed.</exception>
    public static Dictionary<string, FinalCells> Of(
        IReadOnlyList<(string Name, WorksheetPart Part)> sheets, IReadOnlyDictionary<Place, FinalValue> scores)
    {
        var values = scores.ToLookup(
            score => score.Key.Sheet, score => (At: CellReference.Parse(score.Key.Cell), score.Value), StringComparer.OrdinalIgnoreCase);
        var formulas = scores.Count == 0 ? [] : Followed(sheets.SelectMany(sheet => SheetFormula.In(sheet.Part, sheet.Name)));
        formulas.RemoveAll(formula => values[formula.Sheet].Any(value => IsIn(formula.Fills, value.At.Row, value.At.Column)));
        var stale = Stale(formulas, new(scores.Select(score => Written(score.Key))))
            .ToLookup(formula => formula.Sheet, formula => formula.Fills, StringComparer.OrdinalIgnoreCase);
        return sheets.ToDictionary(
            sheet => sheet.Name,
            sheet => new FinalCells(values[sheet.Name].ToDictionary(value => value.At, value => value.Value), [.. stale[sheet.Name]]),
            StringComparer.OrdinalIgnoreCase);
    }

    private static List<SheetFormula> Followed(IEnumerable<SheetFormula> formulas)
    {
        var (followed, areas, characters) = (new List<SheetFormula>(), 0, 0);
        foreach (var formula in formulas) // each is read as it is asked for
        {
            followed.Add(formula);
            areas += formula.Needs.Count;
            characters += formula.Length;
            if (followed.Count > MostFormulas || areas > MostAreas || characters > MostCharacters)
            {
                throw new InvalidDataException("more formulas than are followed");
            }
        }

        return followed;
    }

    /// <param name="cell">As it stands in the file, changed in place.</param>
    public void Rewrite(int row, int column, XElement cell)
    {
        var main = cell.Name.Namespace;
        var formula = cell.Element(main + "f");
        var text = formula is null ? "" : SheetFormula.Text(formula, row, column, shared);
        if (values.TryGetValue((row, column), out var value))
        {
            Clear(cell);
            Put(cell, value);
        }
        else if (formula is not null && SheetFormula.IsFilling(formula) && FillsValue(formula))
        {
            formula.Remove(); // it would take the place of the scores again: its results stay, as numbers
            cell.Attributes().Where(attribute => attribute.Name.LocalName is "cm" or "vm").Remove();
        }
        else if (formula is not null)
        {
            if ((string?)formula.Attribute("t") == "shared" && formula.Value.Length == 0 && IsOrphan((string?)formula.Attribute("si")))
            {
                formula.ReplaceWith(new XElement(main + "f", text));
            }

            if (stale.Exists(area => IsIn(area, row, column)))
            {
                cell.Elements(main + "v").Remove();
                cell.Attribute("t")?.Remove();
            }
        }
    }

    public static void Put(XElement cell, FinalValue value)
    {
        var main = cell.Name.Namespace;
        if (value.IsNumber)
        {
            cell.Add(new XElement(main + "v", value.Text));
        }
        else
        {
            cell.SetAttributeValue("t", "inlineStr");
            cell.Add(new XElement(main + "is", new XElement(main + "t", PartXml.Safe(value.Text))));
        }
    }

    private static void Clear(XElement cell)
    {
        cell.RemoveNodes();
        cell.Attributes().Where(attribute => attribute.Name.LocalName is "t" or "cm" or "vm").Remove();
    }

    /// <summary>A value is written where the shared formula stood.</summary>
    private bool IsOrphan(string? number) =>
        number is not null && shared.TryGetValue(number, out var master) && values.ContainsKey((master.Row, master.Column));

    private bool FillsValue(XElement formula)
    {
        var fills = SheetFormula.Range((string)formula.Attribute("ref")!);
        return values.Keys.Any(at => IsIn(fills, at.Row, at.Column));
    }

    /// <summary>All that need what was written, at first hand or at any other.</summary>
    private static List<SheetFormula> Stale(List<SheetFormula> formulas, Queue<(string Sheet, Merge Area)> changed)
    {
        var stale = new List<SheetFormula>();
        var fresh = formulas.Where(formula => formula.IsWhole).ToList();
        foreach (var formula in formulas.Where(formula => !formula.IsWhole))
        {
            stale.Add(formula);
            changed.Enqueue((formula.Sheet, formula.Fills));
        }

        while (changed.TryDequeue(out var cell))
        {
            foreach (var formula in fresh.FindAll(formula => formula.Needs.Any(need => Meet(need, cell))))
            {
                stale.Add(formula);
                changed.Enqueue((formula.Sheet, formula.Fills));
            }

            fresh.RemoveAll(formula => formula.Needs.Any(need => Meet(need, cell)));
        }

        return stale;
    }

    private static (string, Merge) Written(Place place)
    {
        var (row, column) = CellReference.Parse(place.Cell);
        return (place.Sheet, new(row, column, row, column));
    }

    private static bool IsIn(Merge area, int row, int column) =>
        row >= area.Top && row <= area.Bottom && column >= area.Left && column <= area.Right;

    private static bool Meet((string Sheet, Merge Area) one, (string Sheet, Merge Area) other) =>
        string.Equals(one.Sheet, other.Sheet, StringComparison.OrdinalIgnoreCase)
        && one.Area.Top <= other.Area.Bottom && other.Area.Top <= one.Area.Bottom
        && one.Area.Left <= other.Area.Right && other.Area.Left <= one.Area.Right;
}
