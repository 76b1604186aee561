using System.Buffers;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Tells the rows under a header apart: indicators, sums of them, and what stands behind the grid.</summary>
internal sealed class RowKinds(FormArea area, IndicatorHeader header)
{
    private static readonly SearchValues<char> Measured = SearchValues.Create("0123456789０１２３４５６７８９≥≤＞＜><=＝%％");

    private bool[]? goesOn;

    /// <summary>
    /// A total with further indicators below it is one of a part. For all rows at once, from below: a form may hold thousands of totals.
    /// </summary>
    public bool GoesOn(int total)
    {
        if (goesOn is null)
        {
            goesOn = new bool[area.Bottom + 2];
            for (var row = area.Bottom; row > header.Bottom; row--)
            {
                var lead = Lead(row);
                goesOn[row - 1] = !IsBehind(row, lead) && (IsIndicator(row) || goesOn[row]);
            }
        }

        return goesOn[total];
    }

    /// <summary>Notes, opinions and signatures, the title of another form.</summary>
    public bool IsBehind(int row, string lead) =>
        (Labels.IsEnd(lead) || Labels.IsTitle(lead) || RowWords.IsSignature(lead)) && !IsIndicator(row);

    /// <summary>
    /// A name with points, or with a target that compares or counts, each in a cell of its own; whatever words stand in front.
    /// </summary>
    private bool IsIndicator(int row) =>
        area.Text(row, header.NameColumn).Length > 0
        && area.Area(row, header.NameColumn).Left == header.NameColumn
        && header[Column.Target] is { } target
        && area.Area(row, target).Left == target
        && !IsSum(area.Text(row, header.NameColumn))
        && (header[Column.Points] is null ? area.Text(row, target).AsSpan().ContainsAny(Measured)
            : IsGiven(row, Column.Target) && IsNumber(row, header[Column.Points]!.Value));

    private bool IsNumber(int row, int column) =>
        area.At(row, column) is { } cell
        && (cell.Is(CellTraits.NoCache) || cell.Number is not null || NumberText.Parse(cell.Text) is not null);

    public bool IsSum(int row, string lead) =>
        !IsIndicator(row) && (IsSum(lead) || IsSum(row, Column.Level2) || (IsSum(row, Column.Name) && !IsGiven(row, Column.Target)));

    private bool IsSum(int row, Column column) => header[column] is { } at && IsSum(area.Text(row, at));

    private static bool IsSum(string text) => text.Length > 0 && (Labels.IsTotal(text) || RowWords.IsSubtotal(text));

    /// <summary>The first text that begins in this row, left of the indicator's name.</summary>
    public string Lead(int row)
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

    public bool HoldsValues(int row) =>
        IsGiven(row, Column.Target) || IsGiven(row, Column.Actual) || HasPoints(row) || IsGiven(row, Column.Score, zero: false);

    public bool HasPoints(int row) => IsGiven(row, Column.Points, zero: false);

    /// <param name="zero">Whether a 0 says something: as points and score it stands where nothing was asked.</param>
    public bool IsGiven(int row, Column column, bool zero = true) => header[column] is { } at && area.At(row, at) is { } cell
        && (cell.Is(CellTraits.NoCache) ? zero || column == Column.Points
            : !NumberText.IsPlaceholder(cell.Text)
                && (zero || (!RowWords.IsNone(cell.Text) && (cell.Number ?? NumberText.Parse(cell.Text)?.Number) != 0)));
}
