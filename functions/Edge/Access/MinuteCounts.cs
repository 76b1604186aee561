namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Counts what happens in a minute, by whom, and says when that is worth a line: the 1st, the 10th, the 100th time. So neither one caller
/// nor many fill the log: of each there are as many lines as their count has digits, and beyond <see cref="Most"/> all are one.
/// </summary>
internal sealed class MinuteCounts(TimeProvider time)
{
    private const int Most = 1000;
    private const string Others = "others";

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private long minute;

    /// <returns>As whom they are counted, and how often in this minute; no number when it is not worth a line.</returns>
    public (string Who, int? Times) Next(string who)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
            if (now != minute)
            {
                minute = now;
                counts.Clear();
            }

            var counted = counts.ContainsKey(who) || counts.Count < Most ? who : Others;
            var times = counts[counted] = counts.GetValueOrDefault(counted) + 1;
            return (counted, IsPowerOfTen(times) ? times : null);
        }
    }

    private static bool IsPowerOfTen(int number)
    {
        while (number % 10 == 0)
        {
            number /= 10;
        }

        return number == 1;
    }
}
