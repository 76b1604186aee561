using System.Diagnostics;
using System.Net.Http.Json;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Benchmarks.Emulator;

/// <summary>Instances that wait for an event: what they cost at rest, and how soon they answer after the process was killed.</summary>
internal static class WaitingInstances
{
    private const int Instances = 5_000;
    private const int Asked = 20;

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var count = once ? Asked : Instances;
        await using var app = await App.StartAsync();
        var empty = app.Usage().Memory;
        var clock = Stopwatch.StartNew();
        using var started = await app.Http.PostAsync($"crowds/{nameof(Waiting.Patient)}/waiting/{count}", null);
        started.EnsureSuccessStatusCode();
        await UntilWaitingAsync(app, count);
        var starting = clock.Elapsed.TotalSeconds;

        var idle = await IdleAsync(app, once);
        var resting = app.Usage().Memory;

        clock.Restart();
        await app.KillAndStartAsync();
        var listening = clock.Elapsed.TotalSeconds;
        var spread = Enumerable.Range(0, Asked).Select(number => number * (count / Asked)).ToArray();
        await Task.WhenAll(spread.Select(number => WakeAsync(app, $"waiting-{number}")));
        var recovered = clock.Elapsed.TotalSeconds;

        return
        [
            new("instances", count, ""),
            new("all started and waiting after", starting, "s"),
            new("idle processor time", 100 * idle, "% of one core"),
            new("memory without instances", empty / 1e6, "MB"),
            new("memory with instances", resting / 1e6, "MB"),
            new("after kill -9, listening again", listening, "s"),
            new($"after kill -9, {Asked} instances spread over all have taken an event and completed", recovered, "s"),
        ];
    }

    private static async Task UntilWaitingAsync(App app, int count)
    {
        // Instances are taken up in the order they were scheduled or nearly: look at each once, from the first.
        for (var number = 0; number < count; number++)
        {
            while ((await app.Http.GetFromJsonAsync<InstanceView>($"instances/waiting-{number}"))!.CustomStatus is null or "null")
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static async Task<double> IdleAsync(App app, bool once)
    {
        var rest = TimeSpan.FromSeconds(once ? 1 : 20);
        await Task.Delay(rest / 4);
        var before = app.Usage().Processor;
        await Task.Delay(rest);
        return (app.Usage().Processor - before) / rest;
    }

    private static async Task WakeAsync(App app, string id)
    {
        using var raised = await app.Http.PostAsJsonAsync($"instances/{id}/events/go", "wake");
        raised.EnsureSuccessStatusCode();
        var end = await app.Http.GetFromJsonAsync<InstanceView>($"instances/{id}/await/completion");
        if (end!.Status != "Completed")
        {
            throw new InvalidOperationException($"{end}");
        }
    }
}
