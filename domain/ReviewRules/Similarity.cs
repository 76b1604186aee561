namespace PerfFlow.Domain.ReviewRules;

/// <summary>How alike two short names are: the Dice coefficient of their pairs of neighbouring letters, 0.8 and up being alike.</summary>
internal static class Similarity
{
    /// <returns>The pairs in order, each as one number.</returns>
    public static int[] Pairs(string text)
    {
        var pairs = new int[Math.Max(0, text.Length - 1)];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (text[i] << 16) | text[i + 1];
        }

        Array.Sort(pairs);
        return pairs;
    }

    /// <returns>False for names too short to compare.</returns>
    public static bool AreAlike(int[] left, int[] right)
    {
        var (common, l, r) = (0, 0, 0);
        while (l < left.Length && r < right.Length)
        {
            var order = left[l].CompareTo(right[r]);
            common += order == 0 ? 1 : 0;
            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }

        // 2 × common ÷ (left + right) ≥ 0.8, in whole numbers.
        return common > 0 && 5 * common >= 2 * (left.Length + right.Length);
    }

    /// <summary>
    /// How many pairs a name of so many shares at least with any name alike: the other has no fewer than it shares,
    /// so 5c ≥ 2(n + c).
    /// </summary>
    public static int LeastCommon(int pairs) => ((2 * pairs) + 2) / 3;
}
