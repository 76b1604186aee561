using System.Diagnostics;
using System.Net;

namespace PerfFlow.Demo.Client;

/// <summary>Waits on a status resource, never on time.</summary>
public static class Wait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Generous: an official host polls its queues and containers slowly.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <exception cref="TimeoutException">It did not come; the message has what was seen last.</exception>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> look, Func<T, bool> done, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        for (var interval = First; ; interval = Longer(interval))
        {
            object? last;
            try
            {
                var seen = await look();
                if (done(seen))
                {
                    return seen;
                }

                last = seen;
            }
            catch (ApiException fault) when (fault.Status >= HttpStatusCode.InternalServerError)
            {
                last = fault.Message; // a host under load; looking again costs nothing
            }

            if (waited.Elapsed > Deadline)
            {
                throw new TimeoutException($"Waited {Deadline.TotalMinutes:0} minutes for {what}. Last seen: {last}");
            }

            await Task.Delay(interval, cancellation);
        }
    }

    private static TimeSpan Longer(TimeSpan interval) => TimeSpan.FromTicks(Math.Min(interval.Ticks * 3 / 2, Longest.Ticks));
}
