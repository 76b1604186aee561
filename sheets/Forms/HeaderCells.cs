using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>The header texts of an indicator block that name columns, each with the group it stands in.</summary>
/// <param name="name">Column of the indicators' names: what stands right of it may say no more than 目标 or 完成.</param>
internal sealed class HeaderCells(SheetGrid grid, int top, int bottom, int name)
{
    /// <summary>The lowest header text over a column says what it is; one that stands over several is the first one's.</summary>
    public IReadOnlyList<HeaderCell> Read()
    {
        var cells = new List<HeaderCell>();
        var year = YearAbove();
        var known = new HashSet<(int, int)>();
        for (var column = 1; column <= grid.LastColumn; column++)
        {
            for (var row = bottom; row >= top && !grid.IsHiddenColumn(column); row--)
            {
                if (grid.At(row, column) is { } cell && Group(cell, out var over) is var group && Kind(cell, over) is { } kind)
                {
                    if (known.Add((cell.Row, cell.Column)))
                    {
                        cells.Add(new(kind, column, cell.Row, group + HeaderCell.Words(cell.Text), year));
                    }

                    break;
                }
            }
        }

        return cells;
    }

    /// <summary>Under 指标值 stand the targets of several years: 前年, 上年, 预期当年实现值.</summary>
    private Column? Kind(GridCell cell, Column? over) =>
        (cell.Column > name ? ColumnHeaders.InGroup(cell.Text) : ColumnHeaders.Of(cell.Text)) switch
        {
            null or Column.Forecast when over == Column.Target && cell.Text.Length > 0 => Column.Target,
            var kind => kind,
        };

    /// <summary>What stands over this text and others and is no column itself: 上年度, 2023年. It may not be merged over them.</summary>
    /// <param name="over">What column the text above would be.</param>
    private string Group(GridCell cell, out Column? over)
    {
        over = null;
        for (var column = cell.Column; cell.Row > top && column > 0; column--)
        {
            if (grid.At(cell.Row - 1, column) is { Text.Length: > 0 } above)
            {
                over = ColumnHeaders.Of(above.Text);
                return over is null ? PrintedLabel.Of(above.Text) : "";
            }
        }

        return "";
    }

    /// <summary>The year that the lines above say, the nearest first.</summary>
    private int? YearAbove()
    {
        const int farthest = 40;
        for (var row = top - 1; row >= Math.Max(1, top - farthest); row--)
        {
            foreach (var cell in grid.Row(row))
            {
                if ((cell.Text.Length <= 20 || Labels.IsTitle(cell.Text))
                    && (cell.Text.Contains("年度", StringComparison.Ordinal) || Labels.IsTitle(cell.Text))
                    && Periods.Year(cell.Text) is { } year)
                {
                    return year;
                }
            }
        }

        return null;
    }
}
