using System.Diagnostics;
using System.Reflection;
using PerfFlow.Basics;
using PerfFlow.InProcess;

namespace PerfFlow.Benchmarks.Host;

/// <summary>
/// How many orchestrations of five activities in sequence complete in a second, from scheduling the first to the end of the last.
/// </summary>
internal static class Throughput
{
    private const int OnAzurite = 200;
    private const int InOneProcess = 2_000;

    public static async Task<IReadOnlyList<Figure>> OnAzuriteAsync(bool inMemory, bool once)
    {
        await using var app = await App.StartAsync(App.Semantics, inMemory);
        var worker = (await app.Process.WorkersAsync()).Single();
        return await MeasureAsync(app.Http, once ? 1 : OnAzurite, () => app.OfHost().Processor + Usage.Of(worker).Processor);
    }

    /// <summary>With the hub in memory, host and worker in this process: what the official engine does without a storage.</summary>
    public static async Task<IReadOnlyList<Figure>> InOneProcessAsync(bool once)
    {
        await using var storage = await Storage.StartAsync(inMemory: true);
        var app = Assembly.LoadFrom(Path.Combine(BuildOutput.Of(App.Semantics), "PerfFlow.SemanticsApp.dll"));
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString, // of the other triggers
            ["TickSchedule"] = "0 0 0 1 1 *",
            ["AzureWebJobs:logging:logLevel:default"] = "Warning",
        };
        await using var host = await InProcessApp.StartAsync(new(app, settings));
        using var http = new HttpClient { BaseAddress = new Uri(host.Address, "api/"), Timeout = TimeSpan.FromMinutes(10) };
        return await MeasureAsync(http, once ? 1 : InOneProcess, () => Usage.Of(Environment.ProcessId).Processor);
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(HttpClient http, int count, Func<TimeSpan> processor)
    {
        await RunAsync(http, "warm", (count + 9) / 10);
        var before = processor();
        var clock = Stopwatch.StartNew();
        await RunAsync(http, "measured", count);
        var (seconds, busy) = (clock.Elapsed.TotalSeconds, (processor() - before).TotalSeconds);
        return
        [
            new("instances", count, ""),
            new("throughput", count / seconds, "orchestrations/s"),
            new("processor of host and worker, each orchestration", 1000 * busy / count, "ms"),
            new("cores used by host and worker", busy / seconds, ""),
        ];
    }

    private static async Task RunAsync(HttpClient http, string prefix, int count)
    {
        await Crowd.StartAsync(http, prefix, count);
        await Crowd.EndAsync(http, prefix, count);
    }
}
