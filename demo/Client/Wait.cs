using System.Diagnostics;

namespace PerfFlow.Demo.Client;

/// <summary>Waits on a status resource, never on time.</summary>
public static class Wait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Generous: an official host polls its queues and containers slowly.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <exception cref="TimeoutException">It did not come; the message has what was seen last.</exception>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> done, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var interval = First; ; interval = Longer(interval))
        {
            var seen = await look();
            if (done(seen))
            {
                return seen;
            }

            if (waited.Elapsed > Deadline)
            {
                throw new TimeoutException($"Waited {Deadline.TotalMinutes:0} minutes for {what}. Last seen: {seen}");
            }

            await Task.Delay(interval, cancellation);
        }
    }

    private static TimeSpan Longer(TimeSpan interval) => TimeSpan.FromTicks(Math.Min(interval.Ticks * 3 / 2, Longest.Ticks));
}
