namespace PerfFlow.Domain.ReviewRules;

/// <summary>How alike two short names are: the Dice coefficient of their pairs of neighbouring letters.</summary>
internal static class Similarity
{
    public static HashSet<(char, char)> Pairs(string text) => [.. text.Zip(text.Skip(1))];

    /// <returns>0 to 1; 0 for names too short to compare.</returns>
    public static decimal Of(HashSet<(char, char)> left, HashSet<(char, char)> right) =>
        left.Count == 0 || right.Count == 0 ? 0 : 2m * left.Count(right.Contains) / (left.Count + right.Count);
}
