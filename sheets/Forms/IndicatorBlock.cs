using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Walks the rows under an indicator header: levels filled down, blanks and notes left out.</summary>
/// <param name="only">The rows that count; null: all.</param>
internal sealed class IndicatorBlock(FormArea area, IndicatorHeader header, IReadOnlySet<int>? only = null)
{
    private readonly RowKinds rows = new(area, header);
    private Cell? level1;
    private Cell? level2;
    private bool inferring;
    private PointsColumn? points;

    /// <summary>Row of 总分 or 合计 behind the indicators.</summary>
    public int? TotalRow { get; private set; }

    /// <summary>Row of the execution rate among the indicators; null when there is none.</summary>
    public int? ExecutionRow { get; private set; }

    public IReadOnlyList<T> Rows<T>(Func<int, IndicatorKey, T> read)
    {
        var keys = Keys();
        points = new(area, header, keys);
        if (keys.Count == 0)
        {
            area.Findings.Add(Notes.NoIndicators(area.Place(header.Top, header.NameColumn)));
        }

        return [.. keys.Select(key => read(key.Row, points.Named(key.Key)))];
    }

    /// <summary>The rows that are indicators, in order.</summary>
    private List<(int Row, IndicatorKey Key)> Keys()
    {
        var keys = new List<(int, IndicatorKey)>();
        var ended = false;
        for (var row = header.Bottom + 1; row <= area.Bottom; row++)
        {
            var lead = rows.Lead(row);
            if (area.IsHiddenRow(row) || only?.Contains(row) == false || IndicatorHeader.IsRepeated(area, row, header))
            {
                continue; // said once already, or a header printed again on the next page
            }

            if (Labels.IsTotal(lead) && !rows.GoesOn(row))
            {
                TotalRow ??= row;
                if (keys.Count > 0)
                {
                    break;
                }
            }
            else if (ended || rows.IsBehind(row, lead))
            {
                // Notes; the line of the total may still stand behind them.
                ended = true;
            }
            else if (!rows.IsSum(row, lead) && Key(row) is { } key)
            {
                area.Meter.Indicator();
                keys.Add((row, key));
            }
        }

        return keys;
    }

    public Cell Value(int row, Column column) => header[column] is not { } at ? area.Nothing(row, header.NameColumn)
        : column == Column.Target && header.TargetBefore is { } before && NumberText.IsPlaceholder(area.Text(row, at))
            ? area.Value(row, before)
        : area.Value(row, at);

    /// <summary>Of a row that was read; null when the form gives none.</summary>
    public Cell? Points(int row) => points!.Of(row);

    public bool GivesPoints => header[Column.Points] is not null || points!.IsInLevels;

    /// <summary>Of a row that is no indicator.</summary>
    public Cell? OwnPoints(int row) => Optional(row, Column.Points) is { Percent: true, Number: { } weight } cell
        ? cell with { Number = weight * 100, Percent = false }
        : Optional(row, Column.Points);

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

    private IndicatorKey? Key(int row)
    {
        FillDown(row);
        var name = area.TextValue(row, header.NameColumn);
        var blankName = name.IsBlank || NumberText.IsPlaceholder(name.Raw);
        if (area.At(row, header.NameColumn) is { } cell && cell.Is(CellTraits.Struck) && cell.Text.Length == 0)
        {
            return null; // the whole line is struck out, and said
        }

        if (blankName && !rows.HoldsValues(row))
        {
            return null;
        }

        if (level1?.Raw.Contains("执行率", StringComparison.Ordinal) == true || IsExecution(level2?.Raw) || IsExecution(name.Raw))
        {
            ExecutionRow ??= row;
            area.Findings.Add(Notes.ExecutionRow(name.Place));
            return null;
        }

        if (RowWords.IsNone(name.Raw)
            && !rows.HasPoints(row)
            && !rows.IsGiven(row, Column.Target, zero: false)
            && !rows.IsGiven(row, Column.Actual, zero: false))
        {
            area.Findings.Add(Notes.NotApplicable(name.Place));
            return null;
        }

        if (RowWords.IsPrinted(name.Raw) && !rows.HoldsValues(row))
        {
            area.Findings.Add(Notes.LeftOver(name.Place));
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
        return new(
            id.Length == 0 || NumberText.IsPlaceholder(id) ? null : id,
            level1 ?? blank,
            level2 ?? blank,
            name with { Raw = RowWords.Name(name.Raw) });
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
        var empty = !rows.HoldsValues(row) && area.Text(row, header.NameColumn).Length == 0;
        if (blank && !inferring && !empty)
        {
            var column = first is null && header[Column.Level1] is { } at ? at : header[Column.Level2] ?? header.NameColumn;
            area.Findings.Add(Notes.InferredLevel(
                area.Place(row, column), (first is null && header[Column.Level1] is not null ? level1 : level2)?.Raw ?? ""));
        }

        inferring = blank && (inferring || !empty); // a spare row that nobody used begins no gap, and ends none
    }

    private Cell? Level(int row, Column column) =>
        header[column] is { } at && area.TextValue(row, at) is { IsBlank: false } cell && !NumberText.IsPlaceholder(cell.Raw) ? cell : null;

    private static bool IsExecution(string? text) => text is not null && RowWords.IsExecution(text);
}
