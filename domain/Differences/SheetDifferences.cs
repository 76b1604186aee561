using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Differences;

/// <summary>What became of an indicator between two versions.</summary>
public enum IndicatorChange
{
    Added,
    Removed,

    /// <summary>Another name; other values may have changed too.</summary>
    Renamed,

    Changed,
}

/// <summary>A value that is not the same in both versions.</summary>
/// <param name="Field">See <see cref="ComparedCell"/>.</param>
/// <param name="Old">Null or blank: nothing there.</param>
public sealed record ValueDifference(string Field, Cell? Old, Cell? New);

/// <param name="Id">Lasting id where one of the versions carries it.</param>
/// <param name="Name">In the newer version; in the older one when it was removed.</param>
/// <param name="Values">The name first when it changed. Of an added or removed indicator: everything it says.</param>
public sealed record IndicatorDifference(
    IndicatorChange Change, string? Id, string Level2, string Name, IReadOnlyList<ValueDifference> Values);

/// <summary>Version n against version n+1 of one sheet (field.md §5.2, resubmit).</summary>
/// <param name="Sheet">Money, goals and total.</param>
/// <param name="Indicators">
/// In the order of the newer version, the removed ones after them. Those that stayed the same are left out.
/// </param>
public sealed record SheetDifferences(IReadOnlyList<ValueDifference> Sheet, IReadOnlyList<IndicatorDifference> Indicators)
{
    public bool None => Sheet.Count == 0 && Indicators.Count == 0;

    public static SheetDifferences Between(ComparedSheet old, ComparedSheet @new)
    {
        var pairs = RowPairs.Of(old.Rows, @new.Rows);
        return new(
            Values(old.Head, @new.Head),
            [.. pairs.Select(pair => Of(pair.Old, pair.New)).OfType<IndicatorDifference>()]);
    }

    private static IndicatorDifference? Of(ComparedRow? old, ComparedRow? @new)
    {
        var key = (@new ?? old)!.Key;
        var values = Values(Named(old), Named(@new));
        IndicatorChange? change = (old, @new) switch
        {
            (null, _) => IndicatorChange.Added,
            (_, null) => IndicatorChange.Removed,
            _ when values.Count == 0 => null,
            _ when values[0].Field == "name" => IndicatorChange.Renamed,
            _ => IndicatorChange.Changed,
        };
        return change is null ? null : new(change.Value, @new?.Key.Id ?? old?.Key.Id, key.Level2.Raw.Trim(), key.Name.Raw.Trim(), values);
    }

    private static IReadOnlyList<ComparedCell> Named(ComparedRow? row)
        => row is null ? [] : [new("name", row.Key.Name), new("level2", row.Key.Level2), .. row.Cells];

    private static List<ValueDifference> Values(IReadOnlyList<ComparedCell> old, IReadOnlyList<ComparedCell> @new)
    {
        var before = old.ToLookup(cell => cell.Field, cell => cell.Cell, StringComparer.Ordinal);
        var after = @new.ToLookup(cell => cell.Field, cell => cell.Cell, StringComparer.Ordinal);
        return [.. @new.Concat(old).Select(cell => cell.Field).Distinct(StringComparer.Ordinal)
            .Select(field => new ValueDifference(field, before[field].FirstOrDefault(), after[field].FirstOrDefault()))
            .Where(value => !Same(value.Old, value.New))];
    }

    /// <summary>As a reader compares: width and spaces do not count, nor how a plain number is written.</summary>
    private static bool Same(Cell? old, Cell? @new) => (old is null or { IsBlank: true }, @new is null or { IsBlank: true }) switch
    {
        (true, true) => true,
        (false, false) => NormalText.Of(old!.Raw) == NormalText.Of(@new!.Raw) && old.Percent == @new.Percent
            || IsPlainNumber(old) && IsPlainNumber(@new) && (old.Number, old.Percent) == (@new.Number, @new.Percent),
        _ => false,
    };

    /// <summary>A number without a unit that could change while the figure stays.</summary>
    private static bool IsPlainNumber(Cell cell) => cell.Number is not null && !cell.Raw.Any(char.IsLetter);
}
