using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Finds every form of a workbook by the header of its indicator block; a title row starts a new one.</summary>
internal static class FormFinder
{
    public static IReadOnlyList<ReadForm> Find(IReadOnlyList<SheetGrid> grids, FindingList findings, Meter meter)
    {
        var forms = new List<ReadForm>();
        foreach (var grid in grids)
        {
            var headers = Headers(grid, meter);
            if (grid.Hidden)
            {
                if (grid.LastRow > 0)
                {
                    findings.Add(Notes.HiddenSheet(grid.Name, headers.Count > 0));
                }

                continue;
            }

            Read(grid, headers, findings, forms, meter);
        }

        if (forms.Count == 0)
        {
            findings.Add(Notes.NoForm());
        }

        return forms;
    }

    private static void Read(SheetGrid grid, List<IndicatorHeader> headers, FindingList findings, List<ReadForm> forms, Meter meter)
    {
        var tops = headers.Select((header, i) => Top(grid, header.Top, i == 0 ? 0 : headers[i - 1].Bottom)).ToList();
        for (var i = 0; i < headers.Count; i++)
        {
            var next = i + 1 < headers.Count ? tops[i + 1] ?? headers[i + 1].Top : grid.LastRow + 1;
            if (tops[i] is null && i > 0)
            {
                // A second block of the form before it; read there or kept aside.
                continue;
            }

            var chosen = headers[i];
            var kept = new List<(IndicatorHeader Header, int Bottom)>();
            for (var j = i + 1; j < headers.Count && tops[j] is null; j++)
            {
                next = j + 1 < headers.Count ? tops[j + 1] ?? headers[j + 1].Top : grid.LastRow + 1;
                if (!IsLongTerm(grid, chosen) && !IsLongTerm(grid, headers[j]))
                {
                    // The same header again, as a page break makes some programs print it.
                    continue;
                }

                var below = IsLongTerm(grid, headers[j]);
                kept.Add(below ? (headers[j], next - 1) : (chosen, headers[j].Top - 1));
                next = below ? headers[j].Top : next;
                chosen = below ? chosen : headers[j];
            }

            if (chosen.Beside() is { } beside)
            {
                kept.Add((beside, next - 1));
            }

            foreach (var (header, _) in kept)
            {
                findings.Add(Notes.LongTermBlock(new(grid.Name, SheetGrid.Address(header.Top, header.NameColumn))));
            }

            var area = new FormArea(grid, tops[i] ?? 1, next - 1, findings, meter);
            Hidden(area, chosen, findings);
            var longTerm = kept
                .Select(
                    block => new IndicatorBlock(new FormArea(grid, block.Header.Top, block.Bottom, FindingList.None, meter), block.Header))
                .ToList();
            forms.AddRange(ProjectRows.Of(area, chosen) is { Count: > 0 } projects
                ? projects.Select(project => new FormParser(grid, area, chosen, [], project).Read())
                : [new FormParser(grid, area, chosen, longTerm).Read()]);
        }
    }

    private static List<IndicatorHeader> Headers(SheetGrid grid, Meter meter)
    {
        var headers = new List<IndicatorHeader>();
        for (var row = 1; row <= grid.LastRow; row++)
        {
            if (grid.Row(row).Count >= 3 && IndicatorHeader.At(grid, row) is { } header)
            {
                meter.Header();
                headers.Add(header);
                row = header.Bottom;
            }
        }

        return headers;
    }

    /// <summary>Where the form of a header begins: at its title, else at its project's name. Null when neither stands between.</summary>
    private static int? Top(SheetGrid grid, int headerTop, int after)
    {
        int? named = null;
        for (var row = headerTop - 1; row > after; row--)
        {
            foreach (var cell in grid.Row(row))
            {
                if (Labels.IsTitle(cell.Text))
                {
                    return row;
                }

                if (Labels.ProjectName.Contains(PrintedLabel.Of(cell.Text)) || IsInlineName(cell.Text))
                {
                    named = row;
                }
            }
        }

        while (named is { } first && first - 1 > after && grid.Row(first - 1).Any(cell => Periods.Year(cell.Text) is not null))
        {
            named = first - 1;
        }

        return after == 0 ? 1 : named;
    }

    private static bool IsInlineName(string text)
    {
        var colon = text.AsSpan().IndexOfAny(':', '：');
        return colon > 0 && Labels.ProjectName.Contains(PrintedLabel.Of(text[..colon]));
    }

    private static bool IsLongTerm(SheetGrid grid, IndicatorHeader header)
    {
        for (var column = 1; column < header.NameColumn; column++)
        {
            if (IsLongTerm(grid.At(header.Top, column)?.Text))
            {
                return true;
            }
        }

        return grid.Row(header.Top - 1) is [var alone] && IsLongTerm(alone.Text);
    }

    private static bool IsLongTerm(string? text) =>
        text is { Length: <= 20 } && (text.Contains("长期", StringComparison.Ordinal) || text.Contains("实施期", StringComparison.Ordinal));

    /// <summary>What is hidden or struck out inside a form is named, never read (field.md §3.4, 5).</summary>
    private static void Hidden(FormArea area, IndicatorHeader header, FindingList findings)
    {
        for (var row = area.Top; row <= area.Bottom; row++)
        {
            foreach (var cell in area.Stored(row))
            {
                if (area.IsHiddenRow(row))
                {
                    findings.Add(Notes.HiddenRow(area.Place(row, cell.Column)));
                    break;
                }

                if (area.IsHiddenColumn(cell.Column) && row >= header.Top)
                {
                    var level = ColumnHeaders.Of(cell.Text) == Column.Id ? Severity.Info : Severity.Error;
                    findings.Add(
                        Notes.HiddenColumn(new(area.Place(row, cell.Column).Sheet, SheetGrid.Address(header.Top, cell.Column)), level));
                }
            }
        }

        for (var row = area.Top; row <= area.Bottom; row++)
        {
            foreach (var cell in area.Row(row).Where(cell => cell.Is(CellTraits.Struck | CellTraits.Raised)))
            {
                var place = area.Place(row, cell.Column);
                findings.Add(cell.Is(CellTraits.Struck) ? Notes.StruckOut(place) : Notes.RaisedDigits(place));
                if (row > header.Bottom && cell.Column <= header.NameColumn && cell.Text.Length == 0)
                {
                    break; // the whole line
                }
            }
        }

        foreach (var cell in area.Covered)
        {
            findings.Add(Notes.MergedOver(area.Place(cell.Row, cell.Column)));
        }
    }
}
