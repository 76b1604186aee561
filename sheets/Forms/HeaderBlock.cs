using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The lines above the grid: title, year, labels with their values.</summary>
/// <param name="project">The one of a list, its name and goal in columns of the grid; null: beside their labels.</param>
internal sealed class HeaderBlock(FormArea area, int end, ProjectRows? project = null)
{
    /// <summary>Text of the title, empty when the form has none.</summary>
    public string Title { get; } = FindTitle(area, end);

    /// <summary>The N of the round's period 1-N月, as the lines under the title print it.</summary>
    public int? Month => Said(Periods.Month).Value;

    /// <param name="others">Periods that column headings say, with their cells.</param>
    public FormHeader Read(bool monitoring, IReadOnlyList<(int Month, Place Place)> others)
    {
        var (year, yearAt) = Said(Periods.Year);
        var (month, monthAt) = Said(Periods.Month);
        (month, monthAt) = month is null && others.Count > 0 ? others[^1] : (month, monthAt);
        var first = area.Place(area.Top, 1);
        if (year is null)
        {
            area.Findings.Add(Notes.YearMissing(first));
        }

        if (monitoring && month is null)
        {
            area.Findings.Add(Notes.MonthMissing(first));
        }

        var name = project?.Name ?? Beside(Labels.ProjectName);
        if (name is null or { IsBlank: true })
        {
            area.Findings.Add(Notes.ProjectNameMissing(name?.Place ?? first));
        }

        return new(
            year, AsText(name), Code(), AsText(Beside(Labels.Department)), AsText(Beside(Labels.Implementer)),
            monitoring ? month : null, monitoring && Unclear(others) ? true : null, yearAt, monitoring ? monthAt : null);
    }

    /// <summary>Title, words of a quarter and column headings that name different months.</summary>
    private bool Unclear(IReadOnlyList<(int Month, Place Place)> others)
    {
        List<(int Month, Place Place)> said =
        [
            .. Titles().Where(cell => !IsRemark(cell.Text))
                .SelectMany(cell => Periods.Months(cell.Text).Select(month => (month, area.Place(cell.Row, cell.Column)))),
            .. others,
        ];
        var other = said.FindIndex(each => each.Month != said[0].Month);
        if (other < 0)
        {
            return false;
        }

        area.Findings.Add(Notes.PeriodMismatch(said[other].Place, said[other].Month, said[0].Place, said[0].Month));
        return true;
    }

    /// <summary>填报说明:三季度报送时须附佐证: speaks of a period, and is of none.</summary>
    private static bool IsRemark(string text) =>
        text.AsSpan().IndexOfAny(':', '：', '。') >= 0 || Labels.IsEnd(text);

    /// <summary>The lines above the project's name.</summary>
    private IEnumerable<GridCell> Titles()
    {
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (Labels.ProjectName.Contains(PrintedLabel.Of(cell.Text)))
                {
                    yield break;
                }

                if (cell.Text.Length <= 80)
                {
                    yield return cell;
                }
            }
        }
    }

    /// <summary>A long text right of its label, across blanks, or below it. One that says something comes before a blank.</summary>
    public Cell? Goal(Func<string, bool> isLabel)
    {
        if (project is not null)
        {
            var columns = area.Row(end).Where(cell => isLabel(cell.Text)).ToList();
            return columns.Count == 0 ? null : area.TextValue(project.First, columns[0].Column);
        }

        Cell? blank = null;
        for (var row = area.Top; row < end; row++)
        {
            foreach (var cell in area.Row(row).Where(cell => isLabel(cell.Text)))
            {
                var label = area.Area(cell.Row, cell.Column);
                var right = area.RightOf(row, label.Right + 1, Labels.IsPrinted) is { } at
                    ? area.TextValue(row, at)
                    : area.Nothing(row, label.Right + 1);
                var goal = !right.IsBlank || label.Bottom + 1 >= end || Labels.IsPrinted(area.Text(label.Bottom + 1, cell.Column))
                    ? right
                    : Below(label);
                if (!goal.IsBlank)
                {
                    return goal;
                }

                blank = goal;
            }
        }

        return blank;
    }

    /// <summary>The first text below a label, up to where the next label begins.</summary>
    private Cell Below(Merge label)
    {
        for (var column = label.Left; column <= area.LastColumn; column++)
        {
            if (column > label.Right && Labels.IsPrinted(area.Text(label.Top, column)))
            {
                break;
            }

            if (area.Text(label.Bottom + 1, column).Length > 0)
            {
                return area.TextValue(label.Bottom + 1, column);
            }
        }

        return area.TextValue(label.Bottom + 1, label.Left);
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

    /// <summary>The first line that names a year, or a period, wins over any other above the project's name.</summary>
    private (int? Value, Place? Place) Said(Func<string, int?> read)
    {
        foreach (var cell in Titles())
        {
            if (read(cell.Text) is { } value)
            {
                return (value, area.Place(cell.Row, cell.Column));
            }
        }

        return (null, null);
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
                    var first = area.Area(cell.Row, cell.Column).Right + 1;
                    return area.RightOf(row, first, Labels.IsPrinted) is { } right
                        ? (area.Value(row, right), area.At(row, right))
                        : (area.Nothing(row, first), null);
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

    private static Cell? AsText(Cell? cell) => cell is null ? null : cell with { Number = null, Percent = false };
}
