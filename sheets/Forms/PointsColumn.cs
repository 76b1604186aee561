using System.Globalization;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Sheets.Forms;

/// <summary>
/// The points of each indicator, wherever the form has them: in a column of their own, as a weight in percent, or in the text of a
/// level that has one indicator alone. What cannot be told is blank, and said once.
/// </summary>
internal sealed partial class PointsColumn
{
    private readonly FormArea area;
    private readonly int? column;
    private readonly bool fractions;
    private readonly bool inNames;
    private readonly Place? shares;
    private readonly Dictionary<int, IndicatorKey> keys;
    private readonly Dictionary<Place, int> rowsOf = [];
    private readonly int? weights;

    public PointsColumn(FormArea area, IndicatorHeader header, IReadOnlyList<(int Row, IndicatorKey Key)> keys)
    {
        this.area = area;
        column = header[Column.Points];
        weights = header.WeightBeside;
        this.keys = keys.ToDictionary(entry => entry.Row, entry => entry.Key);
        foreach (var (row, key) in keys)
        {
            foreach (var place in new[] { key.Level1.Place, key.Level2.Place, column is { } at ? area.Place(row, at) : null }
                .OfType<Place>()
                .Distinct())
            {
                rowsOf[place] = rowsOf.GetValueOrDefault(place) + 1;
            }
        }

        inNames = column is null && keys.Count > 0 && !header.Monitors && keys.Sum(entry => Written(entry.Key.Name) ?? 1_000) <= 100;
        var written = keys.Select(entry => column is { } at ? area.At(entry.Row, at)?.Number ?? 0 : 0).ToList();
        fractions = AreFractions(written);
        shares = !fractions && written.Count > 1 && written.TrueForAll(weight => weight is > 0 and <= 1) && column is { } own
            ? area.Place(header.Top, own)
            : null;
    }

    /// <summary>Some level says in its text how many points it has.</summary>
    public bool IsInLevels =>
        inNames || keys.Values.Any(key => Written(key.Level1) is not null || Written(key.Level2) is not null);

    /// <summary>Null when the form gives none at all.</summary>
    public Cell? Of(int row)
    {
        var key = keys[row];
        if (column is not { } at)
        {
            return OfLevel(key) ?? (IsInLevels ? Unclear(key.Level2.Place) : null);
        }

        if (shares is { } within)
        {
            area.Findings.Add(Notes.SharesUnclear(within));
            return new(within, "");
        }

        var cell = Read(area.Value(row, at));
        if (weights is { } beside
            && Plain(area.Value(row, beside)).Number is { } weight
            && cell.Number is { } points
            && weight != points
            && weight * 100 != points)
        {
            area.Findings.Add(Notes.WeightDiffers(area.Place(row, beside)));
        }

        return cell.IsBlank ? OfLevel(key) ?? cell
            : rowsOf[cell.Place] > 1 ? Unclear(cell.Place)
            : fractions && cell.Number is { } number ? cell with { Number = number * 100, Percent = false }
            : Plain(cell);
    }

    /// <summary>The name alone, where it is all the form says of its points: 展演场次（15分）.</summary>
    public IndicatorKey Named(IndicatorKey key) => inNames
        ? key with { Name = key.Name with { Raw = Behind().Replace(key.Name.Raw, "") } }
        : key;

    /// <summary>10分 is 10; 1O分 is no number.</summary>
    private static Cell Read(Cell cell) =>
        NumberText.Parse(cell.Raw) is { Unit: not ("" or "分" or "%") } ? cell with { Number = null } : cell;

    /// <summary>15% is 15 of 100.</summary>
    private static Cell Plain(Cell cell) =>
        cell is { Percent: true, Number: { } number } ? cell with { Number = number * 100, Percent = false } : cell;

    /// <summary>Of the second level, else of the first, where the indicator is the only one of it.</summary>
    private Cell? OfLevel(IndicatorKey key) =>
        inNames && Written(key.Name) is { } own ? key.Name with { Number = own, Percent = false } : Alone(key.Level2) ?? Alone(key.Level1);

    private Cell? Alone(Cell level) =>
        Written(level) is { } number && rowsOf[level.Place] == 1 ? level with { Number = number, Percent = false } : null;

    private Cell Unclear(Place place)
    {
        area.Findings.Add(Notes.PointsUnclear(place));
        return new(place, "");
    }

    /// <summary>The 15 of 2.质量指标15分.</summary>
    private static decimal? Written(Cell level) =>
        level.Raw.Length <= 40 && Shape().Match(TightText.Of(level.Raw)) is { Success: true } match
            ? decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Weights written as 0.15 without a percent sign: none is 1, and together they are about 1.</summary>
    private static bool AreFractions(List<decimal> weights) =>
        weights.Count > 1 && weights.TrueForAll(weight => weight is >= 0 and < 1) && weights.Sum() is >= 0.8m and <= 1;

    [GeneratedRegex(@"(\d{1,3}(?:\.\d{1,2})?)分\)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(
        @"\s*[(（\[【]?\s*\d{1,3}(?:\.\d{1,2})?\s*分\s*[)）\]】]?\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Behind();
}
