using System.Diagnostics;

namespace PerfFlow.Demo.Launch;

/// <summary>Waits until a host answers that it is ready.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2); // the very first start downloads Azurite
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <exception cref="DemoException">It ended, or was not ready in time.</exception>
    public static async Task WaitAsync(Uri address, Func<bool> hasEnded, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(http, cancellation))
        {
            if (hasEnded())
            {
                throw new DemoException("it ended by itself");
            }

            if (waited.Elapsed > Deadline)
            {
                throw new DemoException($"not ready after {Deadline.TotalMinutes:0} minutes");
            }

            await Task.Delay(Interval, cancellation);
        }
    }

    public static async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        return await IsReadyAsync(http, cancellation);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync("/api/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false; // the request took too long
        }
    }
}
