using System.Diagnostics;

namespace PerfFlow.Demo.Launch;

/// <summary>Waits until a host answers that it is ready.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2); // the very first start downloads Azurite
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="DemoException">It ended, or was not ready in time.</exception>
    public static async Task WaitAsync(Uri address, Func<bool> hasEnded, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        var waited = Stopwatch.StartNew();
        while (await TroubleAsync(http, cancellation) is { } trouble)
        {
            if (hasEnded())
            {
                throw new DemoException("it ended by itself");
            }

            if (waited.Elapsed > Deadline)
            {
                throw new DemoException($"not ready after {Deadline.TotalMinutes:0} minutes: {trouble}");
            }

            await Task.Delay(Interval, cancellation);
        }
    }

    public static async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        return await TroubleAsync(http, cancellation) is null;
    }

    /// <summary>What keeps it from being ready; null when it is.</summary>
    private static async Task<string?> TroubleAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/api/health/ready", cancellation);
            return answer.IsSuccessStatusCode
                ? null
                : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}".TrimEnd();
        }
        catch (HttpRequestException lost)
        {
            return lost.Message;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} seconds";
        }
    }
}
