namespace PerfFlow.Domain.Names;

/// <summary>Two names letter beside letter, as few of them different as can be (Levenshtein).</summary>
/// <param name="One">Which letters of the first have no like in the second.</param>
/// <param name="Other">Of the second.</param>
internal sealed record Alignment(int Distance, IReadOnlyList<bool> One, IReadOnlyList<bool> Other)
{
    public static Alignment Of(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var cost = Enumerable.Range(0, one.Count + 1).Select(_ => new int[other.Count + 1]).ToArray();
        for (var i = 0; i <= one.Count; i++)
        {
            for (var j = 0; j <= other.Count; j++)
            {
                cost[i][j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        cost[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1), 1 + Math.Min(cost[i - 1][j], cost[i][j - 1])),
                };
            }
        }

        return Back(one, other, cost);
    }

    private static Alignment Back(IReadOnlyList<string> one, IReadOnlyList<string> other, int[][] cost)
    {
        var (left, right) = (new bool[one.Count], new bool[other.Count]);
        for (var (i, j) = (one.Count, other.Count); i > 0 || j > 0;)
        {
            if (i > 0 && j > 0 && one[i - 1] == other[j - 1])
            {
                (i, j) = (i - 1, j - 1);
            }
            else if (i > 0 && j > 0 && cost[i][j] == cost[i - 1][j - 1] + 1)
            {
                (left[--i], right[--j]) = (true, true);
            }
            else if (i > 0 && cost[i][j] == cost[i - 1][j] + 1)
            {
                left[--i] = true;
            }
            else
            {
                right[--j] = true;
            }
        }

        return new(cost[one.Count][other.Count], left, right);
    }
}
