using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Differences;

/// <summary>Finds each indicator of one version in the other.</summary>
internal static class RowPairs
{
    /// <summary>
    /// By id, then by level 2 and name; of what is left, rows of the same level 2 and the same target are one that was renamed.
    /// </summary>
    /// <returns>In the order of the newer version; rows that are gone come last.</returns>
    public static IReadOnlyList<(ComparedRow? Old, ComparedRow? New)> Of(IReadOnlyList<ComparedRow> old, IReadOnlyList<ComparedRow> @new)
    {
        var left = old.ToList();
        var found = new ComparedRow?[@new.Count];
        Take(row => row.Key.Id ?? "");
        Take(row => $"{Label.KindKey(row.Key.Level2.Raw)}\n{Label.Key(row.Key.Name.Raw)}");
        Take(row => $"{Label.KindKey(row.Key.Level2.Raw)}\n{NormalText.Of(row.Target)}");
        return [.. @new.Select((row, i) => (found[i], (ComparedRow?)row)), .. left.Select(row => ((ComparedRow?)row, (ComparedRow?)null))];

        void Take(Func<ComparedRow, string> keyOf)
        {
            var free = left.Where(row => keyOf(row).Length > 0)
                .GroupBy(keyOf, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => new Queue<ComparedRow>(same), StringComparer.Ordinal);
            for (var i = 0; i < @new.Count; i++)
            {
                if (found[i] is null && free.TryGetValue(keyOf(@new[i]), out var same) && same.TryDequeue(out var row))
                {
                    found[i] = row;
                    left.Remove(row);
                }
            }
        }
    }
}
