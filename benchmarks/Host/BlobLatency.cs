using System.Diagnostics;
using System.Net.Http.Json;
using Azure.Storage.Blobs;

namespace PerfFlow.Benchmarks.Host;

/// <summary>From the end of an upload to the function's run, in a container with many blobs already handled.</summary>
internal static class BlobLatency
{
    private const string Container = "semantics-text";
    private const int Samples = 20;
    private const int Folders = 10; // so that what is new stands anywhere in the list
    private static readonly ParallelOptions Uploading = new() { MaxDegreeOfParallelism = 16 };

    /// <param name="withLog">Whether the host learns of blobs from Azurite's log, or by listing alone.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int present, bool withLog, bool once)
    {
        await using var app = await App.StartAsync(App.Semantics, inMemory: true, withLog);
        var container = new BlobContainerClient(app.ConnectionString, Container);
        await container.CreateIfNotExistsAsync();
        var size = once ? 3 : present;
        await Parallel.ForAsync(0, size, Uploading, async (number, cancellation) =>
            await container.UploadBlobAsync($"{number % Folders}-fill/{number}", BinaryData.FromString("x"), cancellation));
        for (var folder = 0; folder < Math.Min(Folders, size); folder++)
        {
            await UntilAsync(app, $"{folder}-fill", (size - folder + Folders - 1) / Folders);
        }

        var latencies = new List<double>();
        for (var sample = 0; sample < (once ? 1 : Samples); sample++)
        {
            latencies.Add(await LatencyAsync(app, container, $"{sample % Folders}-sample-{sample}"));
        }

        latencies.Sort();
        return
        [
            new("median", 1000 * latencies[latencies.Count / 2], "ms"),
            new($"slowest of {latencies.Count}", 1000 * latencies[^1], "ms"),
        ];
    }

    private static async Task<double> LatencyAsync(App app, BlobContainerClient container, string topic)
    {
        await container.UploadBlobAsync($"{topic}/blob", BinaryData.FromString("x"));
        var clock = Stopwatch.StartNew();
        await UntilAsync(app, topic, 1);
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task UntilAsync(App app, string topic, int count)
    {
        while ((await app.Http.GetFromJsonAsync<object[]>($"journal/{topic}"))!.Length < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(count > 1 ? 500 : 10));
        }
    }
}
