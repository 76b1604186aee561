namespace PerfFlow.Benchmarks.Deadline;

/// <summary>The middle and the slow end of many times.</summary>
internal static class Quantiles
{
    private static readonly int[] Percents = [50, 95, 99];

    /// <param name="seconds">At least one.</param>
    public static IEnumerable<Figure> Of(string what, IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return Percents.Select(
            percent => new Figure($"{what}, p{percent}", sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)], "s"));
    }
}
