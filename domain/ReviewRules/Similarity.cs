namespace PerfFlow.Domain.ReviewRules;

/// <summary>How alike two short names are: the Dice coefficient of their pairs of neighbouring letters.</summary>
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

    /// <returns>0 to 1; 0 for names too short to compare.</returns>
    public static decimal Of(int[] left, int[] right)
    {
        var (common, l, r) = (0, 0, 0);
        while (l < left.Length && r < right.Length)
        {
            var order = left[l].CompareTo(right[r]);
            common += order == 0 ? 1 : 0;
            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }

        return common == 0 ? 0 : 2m * common / (left.Length + right.Length);
    }
}
