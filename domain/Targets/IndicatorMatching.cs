using System.Runtime.InteropServices;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Targets;

/// <summary>What identifies a row: the id of its template if it has one, else level 2 and name.</summary>
public readonly record struct IndicatorLabel(string? Id, string Level2, string Name)
{
    public static IndicatorLabel Of(IndicatorKey key) => new(key.Id, key.Level2.Raw, key.Name.Raw);
}

/// <summary>Finds the approved indicator of each row.</summary>
public static class IndicatorMatching
{
    /// <summary>
    /// By id, else by level 2 and name as <see cref="Label.Key"/> compares them. Each approved indicator is matched once.
    /// </summary>
    /// <returns>One entry per row, null where nothing matches.</returns>
    public static IReadOnlyList<ApprovedIndicator?> Match(IReadOnlyList<IndicatorLabel> rows, IReadOnlyList<ApprovedIndicator> approved)
    {
        var matches = new ApprovedIndicator?[rows.Count];
        var taken = new bool[approved.Count];
        Take(rows, matches, approved, taken, row => row.Id ?? "", a => a.Id);
        Take(rows, matches, approved, taken, NameKey, a => NameKey(new IndicatorLabel(null, a.Level2, a.Name)));
        return matches;
    }

    /// <summary>Each row takes the first indicator of the same key that is still free; an empty key is no key.</summary>
    private static void Take(
        IReadOnlyList<IndicatorLabel> rows,
        ApprovedIndicator?[] matches,
        IReadOnlyList<ApprovedIndicator> approved,
        bool[] taken,
        Func<IndicatorLabel, string> keyOf,
        Func<ApprovedIndicator, string> approvedKeyOf)
    {
        if (Array.TrueForAll(taken, t => t))
        {
            return;
        }

        var free = new Dictionary<string, Queue<int>>(approved.Count, StringComparer.Ordinal);
        for (var i = 0; i < approved.Count; i++)
        {
            if (!taken[i])
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(free, approvedKeyOf(approved[i]), out _) ??= []).Enqueue(i);
            }
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (matches[i] is null
                && keyOf(rows[i]) is { Length: > 0 } key
                && free.TryGetValue(key, out var same)
                && same.TryDequeue(out var found))
            {
                (matches[i], taken[found]) = (approved[found], true);
            }
        }
    }

    /// <summary>Equal for labels with the same name (<see cref="Label.Same"/>) and level 2 (<see cref="Label.SameKind"/>).</summary>
    private static string NameKey(IndicatorLabel label) => $"{Label.KindKey(label.Level2)}\n{Label.Key(label.Name)}";
}
