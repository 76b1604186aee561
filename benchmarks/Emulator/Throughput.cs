using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.Emulator;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Benchmarks.Emulator;

/// <summary>How many orchestrations of five activities in sequence complete in a second, from scheduling the first to the end of the last.</summary>
internal static class Throughput
{
    private const int Instances = 2_000;

    public static async Task<IReadOnlyList<Figure>> OnAzuriteAsync(bool once)
    {
        await using var app = await App.StartAsync();
        return await MeasureAsync(app.Http, once, () => app.Usage().Processor);
    }

    public static async Task<IReadOnlyList<Figure>> InMemoryAsync(bool once)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Assembly = typeof(CrowdFunctions).Assembly,
            Hub = HubStore.InMemory,
            Settings = new Dictionary<string, string?>
            {
                ["TickSchedule"] = "0 0 0 1 1 *",
                ["AzureWebJobsStorage"] = azurite.ConnectionString, // of the other triggers
            },
        });
        using var http = new HttpClient { BaseAddress = new Uri(host.BaseAddress, "api/"), Timeout = TimeSpan.FromMinutes(10) };
        using var self = Process.GetCurrentProcess();
        return await MeasureAsync(http, once, () =>
        {
            self.Refresh();
            return self.TotalProcessorTime;
        });
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(HttpClient http, bool once, Func<TimeSpan> processor)
    {
        var count = once ? 1 : Instances;
        await RunAsync(http, "warm", once ? 1 : 200);
        var before = processor();
        var clock = Stopwatch.StartNew();
        await RunAsync(http, "measured", count);
        var (seconds, busy) = (clock.Elapsed.TotalSeconds, (processor() - before).TotalSeconds);
        return
        [
            new("instances", count, ""),
            new("throughput", count / seconds, "orchestrations/s"),
            new("per core of the emulator", count / busy, "orchestrations per processor second"),
            new("cores used by the emulator", busy / seconds, ""),
        ];
    }

    private static async Task RunAsync(HttpClient http, string prefix, int count)
    {
        using var started = await http.PostAsync($"crowds/{nameof(CrowdFunctions.FiveActivities)}/{prefix}/{count}", null);
        started.EnsureSuccessStatusCode();
        using var ended = await http.GetAsync($"crowds/{prefix}/{count}");
        ended.EnsureSuccessStatusCode();
    }
}
