using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PerfFlow.Azurite;

namespace PerfFlow.Emulator.Tests.Host;

public sealed class BlobTriggerTests : IAsyncLifetime
{
    private readonly string inbox = $"inbox-{Guid.NewGuid():N}";
    private BlobContainerClient container = null!;

    public async Task InitializeAsync() => container = new BlobContainerClient((await AzuriteServer.SharedAsync()).ConnectionString, inbox);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_blob_runs_the_function_with_its_content_and_its_names_also_in_a_container_made_later()
    {
        await using var app = await StartAsync();
        await container.CreateAsync();
        await UploadAsync("gm/自评.xlsx", "content");
        await app.UntilJournalAsync("Receive", 1);
        Assert.Equal([$"{inbox}/gm/自评.xlsx: gm 自评 xlsx content"], app.Journal["Receive"]);
    }

    [Fact]
    public async Task An_overwritten_blob_runs_again_and_a_blob_outside_the_pattern_never()
    {
        await container.CreateAsync();
        await using var app = await StartAsync();
        await UploadAsync("no-unit.xlsx", "ignored");
        await UploadAsync("gm/a.xlsx", "first");
        await app.UntilJournalAsync("Receive", 1);
        await UploadAsync("gm/a.xlsx", "second");
        await app.UntilJournalAsync("Receive", 2);
        Assert.Equal([$"{inbox}/gm/a.xlsx: gm a xlsx first", $"{inbox}/gm/a.xlsx: gm a xlsx second"], app.Journal["Receive"]);
    }

    [Fact]
    public async Task Receipts_survive_a_restart_and_what_came_meanwhile_runs()
    {
        await container.CreateAsync();
        await using (var first = await StartAsync())
        {
            await UploadAsync("gm/a.xlsx", "1");
            await UploadAsync("gm/b.xlsx", "2");
            await first.UntilJournalAsync("Receive", 2);
        }

        await UploadAsync("gm/b.xlsx", "3");
        await UploadAsync("gm/c.xlsx", "4");
        await using var second = await StartAsync();
        await second.UntilJournalAsync("Receive", 2);
        await UploadAsync("gm/d.xlsx", "5"); // when this has run, the others would have too
        await second.UntilJournalAsync("Receive", 3);
        Assert.Equal(
            [$"{inbox}/gm/b.xlsx: gm b xlsx 3", $"{inbox}/gm/c.xlsx: gm c xlsx 4", $"{inbox}/gm/d.xlsx: gm d xlsx 5"],
            app(second));

        static object[] app(RunningApp running) => [.. running.Journal["Receive"].Order()];
    }

    [Fact]
    public async Task A_blob_that_fails_is_tried_up_to_the_threshold_then_reported_and_left()
    {
        await container.CreateAsync();
        await using var app = await StartAsync();
        var etag = await UploadAsync("gm/poison.txt", "bad");
        var message = await PoisonMessageAsync(inbox);
        await UploadAsync("gm/good.txt", "good");
        await app.UntilJournalAsync("Receive", 4);
        Assert.Equal(3, app.Journal["Receive"].Count(entry => $"{entry}".EndsWith("bad", StringComparison.Ordinal)));
        Assert.Equal(
            $$"""{"Type":"BlobTrigger","FunctionId":"Host.Functions.Receive","BlobType":"BlockBlob","ContainerName":"{{inbox}}","BlobName":"gm/poison.txt","ETag":"\u0022{{etag}}\u0022"}""",
            message);
    }

    private Task<RunningApp> StartAsync() => RunningApp.StartAsync(settings: ("Inbox", inbox));

    private async Task<string> UploadAsync(string name, string content) =>
        (await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true)).Value.ETag.ToString("G").Trim('"');

    private static async Task<string> PoisonMessageAsync(string container)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var queue = new QueueClient(
            azurite.ConnectionString, "webjobs-blobtrigger-poison", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        string? found = null;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (found is null)
        {
            Assert.False(deadline.IsCancellationRequested, "No poison message for the container.");
            foreach (var message in (await queue.PeekMessagesAsync(32)).Value)
            {
                var text = message.Body.ToString();
                if (JsonDocument.Parse(text).RootElement.GetProperty("ContainerName").GetString() == container)
                {
                    found = text;
                }
            }

            await Task.Delay(50);
        }

        return found;
    }
}
