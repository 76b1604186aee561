using System.Diagnostics;

namespace PerfFlow.Benchmarks.Host;

/// <summary>From SIGTERM to the end of the host, with many orchestrations on their way.</summary>
internal static class Stopping
{
    private const int Instances = 500;

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var count = once ? 5 : Instances;
        await using var app = await App.StartAsync(App.Semantics, inMemory: true);
        await Crowd.StartAsync(app.Http, "open", count);
        var worker = (await app.Process.WorkersAsync()).Single();
        var clock = Stopwatch.StartNew();
        await app.Process.StopAsync();
        var seconds = clock.Elapsed.TotalSeconds;
        return
        [
            new("open orchestrations", count, ""),
            new("stopped after", seconds, "s"),
            new("workers left", Process.GetProcesses().Count(process => process.Id == worker), ""),
        ];
    }
}
