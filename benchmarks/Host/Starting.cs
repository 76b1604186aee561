using System.Diagnostics;

namespace PerfFlow.Benchmarks.Host;

/// <summary>From the start of the process to the first answer of PerfFlow, which is that its storage is ready.</summary>
internal static class Starting
{
    private const int Starts = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        await using var storage = await Storage.StartAsync(inMemory: true);
        var fresh = await StartAsync(storage);
        var again = new List<double>();
        for (var start = 0; start < (once ? 1 : Starts); start++)
        {
            again.Add(await StartAsync(storage));
        }

        again.Sort();
        return
        [
            new("on empty storage", fresh, "s"),
            new($"on its own storage, median of {again.Count}", again[again.Count / 2], "s"),
            new($"on its own storage, slowest of {again.Count}", again[^1], "s"),
        ];
    }

    private static async Task<double> StartAsync(Storage storage)
    {
        var clock = Stopwatch.StartNew();
        using var process = await App.LaunchAsync(App.PerfFlow, storage);
        using var http = new HttpClient { BaseAddress = process.Address };
        while (!await IsReadyAsync(http))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        await process.StopAsync();
        return seconds;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("api/health/ready");
        return answer.IsSuccessStatusCode;
    }
}
