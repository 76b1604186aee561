using System.Runtime.InteropServices;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.ReviewRules;

/// <summary>
/// The same matter under two level 1 kinds. Two names can only be alike when they share one of the rarest pairs of each,
/// so that a row is held against those few rows and not against every one before it.
/// </summary>
internal static class CountedTwice
{
    /// <returns>Each row that repeats one above it, with the first such row.</returns>
    public static IReadOnlyList<(IndicatorKey Later, IndicatorKey Earlier)> In(IReadOnlyList<IndicatorKey> keys)
    {
        var repeated = new List<(IndicatorKey, IndicatorKey)>();
        var kinds = Kinds(keys, out var count);
        if (count < 2)
        {
            return repeated;
        }

        var pairs = new int[keys.Count][];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = Similarity.Pairs(Label.Key(keys[i].Name.Raw));
        }

        var often = Counts(pairs);
        var rowsByPair = new Dictionary<int, List<int>>();
        for (var later = 0; later < pairs.Length; later++)
        {
            var first = later;
            foreach (var pair in Rarest(pairs[later], often))
            {
                var rows = CollectionsMarshal.GetValueRefOrAddDefault(rowsByPair, pair, out _) ??= [];
                first = First(rows, later, first, kinds, pairs);
                rows.Add(later);
            }

            if (first < later)
            {
                repeated.Add((keys[later], keys[first]));
            }
        }

        return repeated;
    }

    /// <summary>
    /// The first row of a list, in sheet order, that is alike under another kind; <paramref name="before"/> when none comes sooner.
    /// </summary>
    private static int First(List<int> rows, int later, int before, int[] kinds, int[][] pairs)
    {
        foreach (var row in CollectionsMarshal.AsSpan(rows))
        {
            if (row >= before)
            {
                break;
            }

            if (kinds[row] != kinds[later] && Similarity.AreAlike(pairs[row], pairs[later]))
            {
                return row;
            }
        }

        return before;
    }

    private static Dictionary<int, int> Counts(int[][] pairs)
    {
        var counts = new Dictionary<int, int>();
        foreach (var name in pairs)
        {
            foreach (var pair in name)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _)++;
            }
        }

        return counts;
    }

    /// <summary>So many of a name's pairs, the rarest first, that no name alike can do without all of them.</summary>
    private static IEnumerable<int> Rarest(int[] pairs, Dictionary<int, int> often)
    {
        var ordered = new long[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            ordered[i] = ((long)often[pairs[i]] << 32) | (uint)pairs[i];
        }

        Array.Sort(ordered);
        return ordered.Take(pairs.Length - Similarity.LeastCommon(pairs.Length) + 1).Select(pair => (int)pair);
    }

    /// <summary>A number for each row's level 1, the same for what <see cref="Label.SameKind"/> holds to be the same.</summary>
    private static int[] Kinds(IReadOnlyList<IndicatorKey> keys, out int count)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var written = new Dictionary<string, int>(StringComparer.Ordinal);
        var kinds = new int[keys.Count];
        for (var i = 0; i < kinds.Length; i++)
        {
            var raw = keys[i].Level1.Raw;
            if (!written.TryGetValue(raw, out kinds[i]))
            {
                var kind = Label.KindKey(raw);
                numbers.TryAdd(kind, numbers.Count);
                written[raw] = kinds[i] = numbers[kind];
            }
        }

        count = numbers.Count;
        return kinds;
    }
}
