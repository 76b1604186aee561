using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Timers;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>A host is stopped and started again on the same storage: what it finds there of the time before.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly string topic = $"restart-{Guid.NewGuid():N}";
    private OwnHost? host;

    public async Task InitializeAsync() => host = SemanticsHost.IsGiven ? null : await OwnHost.StartAsync("Restarts");

    public async Task DisposeAsync() => await (host?.DisposeAsync() ?? ValueTask.CompletedTask);

    [OwnHostFact]
    public async Task Blobs_and_times_missed_meanwhile_are_made_up_for_and_nothing_is_repeated()
    {
        await UploadAsync("a", "1");
        await UploadAsync("b", "2");
        await host!.Client.JournalAsync<Entry>(topic, count: 2);
        var status = await TimerStatusAsync();
        Assert.Empty(await host.Client.JournalAsync<TimerView>(nameof(TickFunctions.YearlyTick)));

        await host.Process.StopAsync();
        await UploadAsync("b", "3");
        await UploadAsync("c", "4");
        await MissAsync(status);
        await host.RestartAsync();
        await host.Client.JournalAsync<Entry>(topic, count: 2);
        await UploadAsync("d", "5"); // when this has run, any repetition has too

        var entries = await host.Client.JournalAsync<Entry>(topic, count: 3);
        Assert.Equal([new("b", "3"), new("c", "4"), new("d", "5")], entries.OrderBy(entry => entry.Name));
        var tick = Assert.Single(await host.Client.JournalAsync<TimerView>(nameof(TickFunctions.YearlyTick), count: 1));
        Assert.True(tick.IsPastDue);
        Assert.Equal((1, 1, 3), (tick.ScheduleStatus!.Next.Month, tick.ScheduleStatus.Next.Day, tick.ScheduleStatus.Next.Hour));

        await host.Process.StopAsync();
        await host.RestartAsync();
        await host.Client.JournalAsync<TimerView>(nameof(TickFunctions.StartupTick), count: 1);
        await host.Client.JournalAsync<TimerView>(nameof(TickFunctions.Tick), count: 2);
        Assert.Empty(await host.Client.JournalAsync<TimerView>(nameof(TickFunctions.YearlyTick)));
    }

    private async Task UploadAsync(string name, string content)
    {
        var container = new BlobContainerClient(host!.Client.Storage, "semantics-text");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{topic}/{name}").UploadAsync(BinaryData.FromString(content), overwrite: true);
    }

    /// <summary>Where the host keeps when the yearly timer ran last: there once the timer listens.</summary>
    private Task<BlobClient> TimerStatusAsync() => Eventually.AnswersAsync(
        async () =>
        {
            var container = new BlobContainerClient(host!.Client.Storage, "azure-webjobs-hosts");
            await foreach (var blob in container.GetBlobsAsync(
                BlobTraits.None, BlobStates.None, "timers/restarts/", CancellationToken.None))
            {
                if (blob.Name.Contains(nameof(TickFunctions.YearlyTick), StringComparison.Ordinal))
                {
                    return container.GetBlobClient(blob.Name);
                }
            }

            return null!;
        },
        found => found is not null);

    /// <summary>
    /// As if the host had last run a year ago. What was to be next must fit the schedule, else it was changed and nothing was missed.
    /// </summary>
    private static async Task MissAsync(BlobClient status)
    {
        var json = JsonNode.Parse((await status.DownloadContentAsync()).Value.Content.ToString())!;
        var missed = json["Next"]!.GetValue<DateTime>().AddYears(-1);
        (json["Next"], json["Last"], json["LastUpdated"]) = (missed, missed.AddDays(-10), missed.AddDays(-10));
        await status.UploadAsync(BinaryData.FromString(json.ToJsonString()), overwrite: true);
    }

    private sealed record Entry(string Name, string Content);

    private sealed record TimerView(bool IsPastDue, ScheduleView? ScheduleStatus);

    private sealed record ScheduleView(DateTime Last, DateTime Next, DateTime LastUpdated);
}
