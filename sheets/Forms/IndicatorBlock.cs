using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Walks the rows under an indicator header: levels filled down, blanks and notes left out.</summary>
internal sealed class IndicatorBlock(FormArea area, IndicatorHeader header)
{
    private Cell? level1;
    private Cell? level2;
    private bool inferring;

    /// <summary>Row of 总分 or 合计 behind the indicators.</summary>
    public int? TotalRow { get; private set; }

    public IReadOnlyList<T> Rows<T>(Func<int, IndicatorKey, T> read)
    {
        var rows = new List<T>();
        var ended = false;
        for (var row = header.Bottom + 1; row <= area.Bottom; row++)
        {
            if (area.IsHiddenRow(row))
            {
                continue;
            }

            var lead = Lead(row);
            if (Labels.IsTotal(lead))
            {
                TotalRow ??= row;
                if (rows.Count > 0)
                {
                    break;
                }
            }
            else if (ended || Labels.IsEnd(lead) || Labels.IsTitle(lead))
            {
                // Notes; the line of the total may still stand behind them.
                ended = true;
            }
            else if (IndicatorHeader.IsRepeated(area, row, header))
            {
                // A header printed again on the next page.
                continue;
            }
            else if (Key(row) is { } key)
            {
                area.Meter.Indicator();
                rows.Add(read(row, key));
            }
        }

        if (rows.Count == 0)
        {
            area.Findings.Add(Notes.NoIndicators(area.Place(header.Top, header.NameColumn)));
        }

        return rows;
    }

    public Cell Value(int row, Column column) => header[column] is { } at ? area.Value(row, at) : area.Nothing(row, header.NameColumn);

    public Cell Text(int row, Column column) => header[column] is { } at ? area.TextValue(row, at) : area.Nothing(row, header.NameColumn);

    /// <summary>Null when the form has no such column.</summary>
    public Cell? Optional(int row, Column column) => header[column] is { } at ? area.Value(row, at) : null;

    /// <summary>The plan for the ends of the four quarters; null when the form has no column for any of them.</summary>
    public IReadOnlyList<Cell>? Milestones(int row)
    {
        ReadOnlySpan<Column> quarters = [Column.FirstQuarter, Column.SecondQuarter, Column.ThirdQuarter, Column.FourthQuarter];
        foreach (var quarter in quarters)
        {
            if (header[quarter] is not null)
            {
                return [Value(row, quarters[0]), Value(row, quarters[1]), Value(row, quarters[2]), Value(row, quarters[3])];
            }
        }

        return null;
    }

    public void Require(params ReadOnlySpan<(Column Column, string Name)> columns)
    {
        foreach (var (column, name) in columns)
        {
            if (header[column] is null)
            {
                area.Findings.Add(Notes.ColumnMissing(area.Place(header.Top, header.NameColumn), name));
            }
        }
    }

    /// <summary>The first text that begins in this row, left of the indicator's name.</summary>
    private string Lead(int row)
    {
        foreach (var cell in area.Row(row))
        {
            if (cell.Column >= header.NameColumn)
            {
                return "";
            }

            if (cell.Number is null)
            {
                return cell.Text;
            }
        }

        return "";
    }

    private IndicatorKey? Key(int row)
    {
        FillDown(row);
        var name = area.TextValue(row, header.NameColumn);
        var blankName = name.IsBlank || NumberText.IsPlaceholder(name.Raw);
        if (blankName && !HoldsValues(row))
        {
            return null;
        }

        if (level1?.Raw is { } text && text.Contains("执行率", StringComparison.Ordinal))
        {
            area.Findings.Add(Notes.ExecutionRow(name.Place));
            return null;
        }

        if (blankName)
        {
            area.Findings.Add(Notes.NameMissing(name.Place));
        }

        var blank = area.Nothing(row, header[Column.Level1] ?? header[Column.Level2] ?? header.NameColumn);
        if ((header[Column.Level1] is not null && level1 is null) || (header[Column.Level2] is not null && level2 is null))
        {
            area.Findings.Add(Notes.LevelMissing(blank.Place));
        }

        var id = header[Column.Id] is { } column ? area.Text(row, column).Trim() : "";
        return new(id.Length == 0 || NumberText.IsPlaceholder(id) ? null : id, level1 ?? blank, level2 ?? blank, name);
    }

    /// <summary>A blank level without a merge over it takes the one above, said once for each gap.</summary>
    private void FillDown(int row)
    {
        var first = Level(row, Column.Level1);
        var second = Level(row, Column.Level2);
        if (first is not null && (level1 is null || first.Place != level1.Place))
        {
            level1 = first;
            level2 = null;
        }

        level2 = second ?? level2;
        var blank = (header[Column.Level1] is not null && first is null && level1 is not null)
            || (header[Column.Level2] is not null && second is null && level2 is not null);
        if (blank && !inferring && (HoldsValues(row) || area.Text(row, header.NameColumn).Length > 0))
        {
            var column = first is null && header[Column.Level1] is { } at ? at : header[Column.Level2] ?? header.NameColumn;
            area.Findings.Add(Notes.InferredLevel(
                area.Place(row, column), (first is null && header[Column.Level1] is not null ? level1 : level2)?.Raw ?? ""));
        }

        inferring = blank;
    }

    private Cell? Level(int row, Column column) =>
        header[column] is { } at && area.TextValue(row, at) is { IsBlank: false } cell && !NumberText.IsPlaceholder(cell.Raw) ? cell : null;

    private bool HoldsValues(int row)
    {
        foreach (var column in (ReadOnlySpan<Column>)[Column.Target, Column.Actual, Column.Score, Column.Points])
        {
            if (header[column] is { } at
                && area.At(row, at) is { } cell
                && (cell.Is(CellTraits.NoCache) || !NumberText.IsPlaceholder(cell.Text)))
            {
                return true;
            }
        }

        return false;
    }
}
