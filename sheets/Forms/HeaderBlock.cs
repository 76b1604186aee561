using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The lines above the grid: title, year, labels with their values.</summary>
internal sealed class HeaderBlock(FormArea area, int end)
{
    /// <summary>Text of the title, empty when the form has none.</summary>
    public string Title { get; } = FindTitle(area, end);

    public FormHeader Read(bool monitoring, int? headerMonth)
    {
        var (year, month) = Period();
        month ??= headerMonth;
        var first = area.Place(area.Top, 1);
        if (year is null)
        {
            area.Findings.Add(Notes.YearMissing(first));
        }

        if (monitoring && month is null)
        {
            area.Findings.Add(Notes.MonthMissing(first));
        }

        var name = Beside(Labels.ProjectName);
        if (name is null or { IsBlank: true })
        {
            area.Findings.Add(Notes.ProjectNameMissing(name?.Place ?? first));
        }

        return new(
            year, AsText(name), Code(), AsText(Beside(Labels.Department)), AsText(Beside(Labels.Implementer)), monitoring ? month : null);
    }

    /// <summary>A long text beside its label or below it.</summary>
    public Cell? Goal(IReadOnlyList<string> labels)
    {
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (!labels.Contains(PrintedLabel.Of(cell.Text)))
                {
                    continue;
                }

                var label = area.Area(cell.Row, cell.Column);
                var right = area.Text(row, label.Right + 1);
                if (right.Length > 0 && !Labels.IsLabel(right))
                {
                    return area.TextValue(row, label.Right + 1);
                }

                var below = area.Text(label.Bottom + 1, cell.Column);
                if (label.Bottom + 1 < end && !Labels.IsLabel(below))
                {
                    return area.TextValue(label.Bottom + 1, cell.Column);
                }

                if (right.Length == 0)
                {
                    return area.TextValue(row, label.Right + 1);
                }
            }
        }

        return null;
    }

    private static string FindTitle(FormArea area, int end)
    {
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (Labels.IsTitle(cell.Text))
                {
                    return TightText.Of(cell.Text);
                }
            }
        }

        return "";
    }

    /// <summary>The first text that names a year with 年度 wins over any other year above the project's name.</summary>
    private (int? Year, int? Month) Period()
    {
        int? year = null, month = null;
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (Labels.ProjectName.Contains(PrintedLabel.Of(cell.Text)))
                {
                    return (year, month);
                }

                if (cell.Text.Length <= 80)
                {
                    year ??= Periods.Year(cell.Text);
                    month ??= Periods.Month(cell.Text);
                }
            }
        }

        return (year, month);
    }

    /// <summary>Excel keeps 15 digits of a number, so a longer code has lost its tail already.</summary>
    private Cell? Code()
    {
        const decimal sixteenDigits = 1e15m;
        var (code, stored) = Find(Labels.ProjectCode);
        if (code is not null && stored?.Number is { } number && Math.Abs(number) >= sixteenDigits)
        {
            area.Findings.Add(Notes.LongCode(code.Place));
        }

        return AsText(code);
    }

    private Cell? Beside(IReadOnlyList<string> labels) => Find(labels).Value;

    /// <summary>The value right of a label, or behind its colon.</summary>
    private (Cell? Value, GridCell? Stored) Find(IReadOnlyList<string> labels)
    {
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (labels.Contains(PrintedLabel.Of(cell.Text)))
                {
                    return RightOf(row, area.Area(cell.Row, cell.Column).Right + 1);
                }

                var colon = cell.Text.AsSpan().IndexOfAny(':', '：');
                if (colon > 0 && labels.Contains(PrintedLabel.Of(cell.Text[..colon])))
                {
                    return (new(area.Place(row, cell.Column), cell.Text[(colon + 1)..].Trim()), null);
                }
            }
        }

        return (null, null);
    }

    /// <summary>The first text on the right up to the next label: labels are not always merged over the blanks behind them.</summary>
    private (Cell? Value, GridCell? Stored) RightOf(int row, int first)
    {
        for (var column = first; column <= area.LastColumn; column++)
        {
            var text = area.Text(row, column);
            if (Labels.IsLabel(text))
            {
                break;
            }

            if (text.Length > 0 || area.At(row, column) is not null)
            {
                return (area.Value(row, column), area.At(row, column));
            }
        }

        return (area.Nothing(row, first), null);
    }

    private static Cell? AsText(Cell? cell) => cell is null ? null : cell with { Number = null, Percent = false };
}
