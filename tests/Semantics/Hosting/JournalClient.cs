using System.Net.Http.Json;

namespace PerfFlow.Semantics.Tests.Hosting;

internal static class JournalClient
{
    public static async Task<T[]> JournalAsync<T>(this SemanticsHost host, string topic) =>
        (await host.Http.GetFromJsonAsync<T[]>($"journal/{topic}"))!;

    /// <summary>The topic's entries, once there are as many.</summary>
    public static Task<T[]> JournalAsync<T>(this SemanticsHost host, string topic, int count) =>
        Eventually.AnswersAsync(() => host.JournalAsync<T>(topic), entries => entries.Length >= count);

    public static async Task OpenGateAsync(this SemanticsHost host, string name)
    {
        using var opened = await host.Http.PostAsync($"gates/{name}", null);
        opened.EnsureSuccessStatusCode();
    }
}
