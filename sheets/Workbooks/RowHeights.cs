using ClosedXML.Excel;

namespace PerfFlow.Sheets.Workbooks;

/// <summary>Rows as high as what is written in them: no program fits them to merged cells, and most fit none that a file brings.</summary>
internal static class RowHeights
{
    /// <summary>Heights that are set already are the least.</summary>
    /// <returns>Rows that were made higher and hold no cell merged over columns: what is written there later fits itself.</returns>
    public static IReadOnlySet<int> Fit(this IXLWorksheet sheet)
    {
        var growing = new HashSet<int>();
        var across = new List<(int First, int Last, double Height)>();
        foreach (var cell in sheet.CellsUsed(cell => !cell.HasFormula))
        {
            var area = (cell.MergedRange() ?? cell.AsRange()).RangeAddress;
            var (first, last) = (area.FirstAddress.RowNumber, area.LastAddress.RowNumber);
            var height = TextHeight.Of(
                cell.GetFormattedString(),
                Enumerable.Range(area.FirstAddress.ColumnNumber, area.ColumnSpan).Sum(column => sheet.Column(column).Width),
                cell.Style.Font.FontSize);
            if (first < last)
            {
                across.Add((first, last, height));
            }
            else if (height > sheet.Row(first).Height)
            {
                sheet.Row(first).Height = Math.Min(height, TextHeight.Highest);
                growing.Add(first);
            }
        }

        foreach (var (first, last, height) in across.OrderBy(each => each.Last - each.First))
        {
            Spread(sheet, first, last, height);
        }

        growing.ExceptWith(sheet.MergedRanges.Where(range => range.ColumnCount() > 1)
            .SelectMany(range => Enumerable.Range(range.FirstRow().RowNumber(), range.RowCount())));
        return growing;
    }

    /// <summary>What a text merged over rows lacks, they give in equal parts.</summary>
    private static void Spread(IXLWorksheet sheet, int first, int last, double height)
    {
        var rows = Enumerable.Range(first, last - first + 1).Select(sheet.Row).ToList();
        var missing = (height - rows.Sum(row => row.Height)) / rows.Count;
        if (missing > 0)
        {
            rows.ForEach(row => row.Height = Math.Min(row.Height + missing, TextHeight.Highest));
        }
    }
}
