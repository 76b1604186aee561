using System.Globalization;
using System.Xml;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>Reads one worksheet part into a grid, in one pass and in the order of the file.</summary>
internal sealed class SheetXml(Meter meter, NumberFormats formats, IReadOnlyList<CellText> strings, CellTexts texts, SheetGrid grid)
{
    private const int MostBlanks = 64;

    private int row;
    private int column;
    private bool rowIsNumbered;

    public void Read(XmlReader xml)
    {
        while (xml.Next())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            // By depth too: an extension further down may use the same names for what no program shows.
            switch (xml.LocalName)
            {
                case "c" when xml.Depth == 3:
                    ReadCell(xml);
                    break;
                case "row" when xml.Depth == 2:
                    StartRow(xml);
                    break;
                case "col" when xml.Depth == 2:
                    ReadColumn(xml);
                    break;
                case "mergeCell" when xml.Depth == 2:
                    ReadMerge(xml);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>zeroHeight of the sheet does not count: it hides the rows the file does not list, and those are empty.</summary>
    private void StartRow(XmlReader xml)
    {
        var number = xml.GetAttribute("r");
        rowIsNumbered = number is not null;
        row = rowIsNumbered ? Int(number) : row + 1;
        column = 0;

        // A height of zero hides as well as the flag does.
        if (row <= meter.Limits.Rows && (IsTrue(xml.GetAttribute("hidden")) || IsZero(xml.GetAttribute("ht"))))
        {
            grid.HideRow(row);
        }
    }

    private void ReadColumn(XmlReader xml)
    {
        if (IsTrue(xml.GetAttribute("hidden")) || IsZero(xml.GetAttribute("width")))
        {
            grid.HideColumns(Int(xml.GetAttribute("min")), Math.Min(Int(xml.GetAttribute("max")), meter.Limits.Columns));
        }
    }

    private void ReadMerge(XmlReader xml)
    {
        meter.Merge();
        var range = xml.GetAttribute("ref") ?? "";
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return;
        }

        var (top, left) = CellReference.Parse(range.AsSpan(0, colon));
        var (bottom, right) = CellReference.Parse(range.AsSpan(colon + 1));
        if (top < 1 || left < 1 || bottom < top || right < left)
        {
            throw new RefusedException(FileRefusal.Damaged, "merge");
        }

        grid.Add(new Merge(top, left, bottom, right));
    }

    private void ReadCell(XmlReader xml)
    {
        if (xml.GetAttribute("r") is { } reference)
        {
            var (said, at) = CellReference.Parse(reference);
            if (said < 1 || at < 1 || (rowIsNumbered && said != row))
            {
                throw new RefusedException(FileRefusal.Damaged, "cell reference");
            }

            (row, column) = (said, at);
        }
        else
        {
            column++;
        }

        if (xml.IsEmptyElement)
        {
            return;
        }

        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s") is { } index ? Int(index) : 0;
        string? value = null;
        CellText? rich = null;
        var formula = false;
        var depth = xml.Depth;
        while (xml.Next() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "v":
                    value = texts.Value(xml);
                    break;
                case "is":
                    rich = texts.Item(xml);
                    value = "";
                    type ??= "inlineStr";
                    break;
                case "f":
                    formula = true;
                    break;
                default:
                    break;
            }
        }

        if (value is not null || formula)
        {
            Keep(type, style, value, formula, rich);
        }
    }

    private void Keep(string? type, int style, string? value, bool formula, CellText? rich)
    {
        var traits = formula ? CellTraits.Formula : CellTraits.None;
        GridCell? cell = type switch
        {
            _ when formula && (value is null || (value.Length == 0 && type is not "str"))
                => new(row, column, "", null, traits | CellTraits.NoCache),
            "s" => Shared(value).At(row, column, formats.IsStruck(style), traits),
            "b" => new(row, column, value == "1" ? "TRUE" : "FALSE", null, traits),
            "e" => new(row, column, value ?? "", null, traits | CellTraits.Error),
            "str" or "inlineStr" => (rich ?? CellText.Of(value ?? "")).At(row, column, formats.IsStruck(style), traits),
            "d" => new(row, column, (value ?? "").Replace("T00:00:00", "", StringComparison.Ordinal), null, traits),
            _ => Number(value, style, traits),
        };
        if (cell is not { } kept || (kept.Text.Length == 0 && !kept.Is(CellTraits.NoCache | CellTraits.Struck)))
        {
            return;
        }

        if (kept.Text.Length < MostBlanks
            && string.IsNullOrWhiteSpace(kept.Text)
            && (row > meter.Limits.Rows || column > meter.Limits.Columns))
        {
            return; // a blank that somebody typed far away says nothing
        }

        meter.Cell(row, column);
        if (!grid.Add(kept))
        {
            throw new RefusedException(FileRefusal.Damaged, "two values for one cell");
        }
    }

    private CellText Shared(string? value)
    {
        var index = Int(value);
        return index >= 0 && index < strings.Count ? strings[index] : throw new RefusedException(FileRefusal.Damaged, "shared string");
    }

    private GridCell? Number(string? value, int style, CellTraits traits)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? formats.IsStruck(style)
                ? new(row, column, "", null, traits | CellTraits.Struck)
                : formats.Cell(row, column, number, style, traits)
            : throw new RefusedException(FileRefusal.Damaged, "number");
    }

    private static bool IsZero(string? size) =>
        size is not null && double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 0;

    private static bool IsTrue(string? value) => value is "1" or "true";

    private static int Int(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException(FileRefusal.Damaged, "integer");
}
