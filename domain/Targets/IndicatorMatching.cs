using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;

namespace PerfFlow.Domain.Targets;

/// <summary>What identifies a row: the id of its template if it has one, else level 2 and name.</summary>
public readonly record struct IndicatorLabel(string? Id, string Level2, string Name)
{
    public static IndicatorLabel Of(IndicatorKey key) => new(key.Id, key.Level2.Raw, key.Name.Raw);
}

/// <summary>Finds the approved indicator of each row.</summary>
public static class IndicatorMatching
{
    /// <summary>By id, else by level 2 and name as <see cref="Label.Key"/> compares them. Each approved indicator is matched once.</summary>
    /// <returns>One entry per row, null where nothing matches.</returns>
    public static IReadOnlyList<ApprovedIndicator?> Match(IReadOnlyList<IndicatorLabel> rows, IReadOnlyList<ApprovedIndicator> approved)
    {
        var matches = new ApprovedIndicator?[rows.Count];
        var free = approved.ToList();
        Take(rows, matches, free, (row, a) => !string.IsNullOrEmpty(row.Id) && row.Id == a.Id);
        Take(rows, matches, free, (row, a) => Label.Same(row.Name, a.Name) && Label.SameKind(row.Level2, a.Level2));
        return matches;
    }

    private static void Take(
        IReadOnlyList<IndicatorLabel> rows, ApprovedIndicator?[] matches, List<ApprovedIndicator> free, Func<IndicatorLabel, ApprovedIndicator, bool> same)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (matches[i] is null && free.Find(a => same(rows[i], a)) is { } found)
            {
                matches[i] = found;
                free.Remove(found);
            }
        }
    }
}
