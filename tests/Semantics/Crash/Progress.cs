using System.Collections.Concurrent;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>How far the voyages of a test have come: kills follow it, not the clock.</summary>
internal sealed class Progress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, int> parts = new();

    public void Report(string part, int points) => parts.AddOrUpdate(part, points, (_, before) => Math.Max(before, points));

    public async Task ReachAsync(int points)
    {
        while (parts.Values.Sum() < points)
        {
            await Task.Delay(Pause);
        }
    }
}
