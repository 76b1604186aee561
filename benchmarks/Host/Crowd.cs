using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PerfFlow.Benchmarks.Host;

/// <summary>Many orchestrations of five activities in sequence, in the app of the semantics suite.</summary>
internal static class Crowd
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns when all are scheduled.</summary>
    public static async Task StartAsync(HttpClient http, string prefix, int count)
    {
        using var started = await http.PostAsync($"crowds/FiveActivities/{prefix}/{count}", null);
        started.EnsureSuccessStatusCode();
    }

    /// <summary>Returns when all have completed: one is asked for at a time, since each question costs the storage too.</summary>
    public static async Task EndAsync(HttpClient http, string prefix, int count)
    {
        for (var number = 0; number < count; number++)
        {
            while (await StatusAsync(http, $"{prefix}-{number}") is var status and not "Completed")
            {
                if (status is "Failed" or "Terminated")
                {
                    throw new InvalidOperationException($"{prefix}-{number} is {status}.");
                }

                await Task.Delay(Pause);
            }
        }
    }

    private static async Task<string?> StatusAsync(HttpClient http, string id)
        => (string?)(await http.GetFromJsonAsync<JsonNode>($"instances/{id}"))?["status"];
}
