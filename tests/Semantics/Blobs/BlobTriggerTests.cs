using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Blobs;

public sealed class BlobTriggerTests
{
    [Theory]
    [EachHost("semantics-stream", "report.v1.xlsx", """{"name":"report.v1","extension":"xlsx","content":"绩效"}""")]
    [EachHost("semantics-client", "b.xlsx", """{"name":"b.xlsx","uri":"{topic}/b.xlsx","content":"绩效"}""")]
    [EachHost("semantics-text", "plain", """{"name":"plain","content":"绩效"}""")]
    [EachHost("semantics-bytes", "bytes", """{"name":"bytes","content":"57up5pWI"}""")]
    public async Task A_new_blob_is_bound_with_the_names_of_its_path(HostKind kind, string container, string name, string expected)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var topic = $"blob-{Guid.NewGuid():N}";
        await UploadAsync(host, container, $"{topic}/{name}", "绩效");

        var entries = await host.JournalAsync<JsonElement>(topic, count: 1);

        Assert.True(
            JsonElement.DeepEquals(
                JsonDocument.Parse(expected.Replace("{topic}", topic, StringComparison.Ordinal)).RootElement, entries[0]),
            $"{entries[0]}");
    }

    [Theory, EachHost]
    public async Task An_overwritten_blob_fires_again(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var topic = $"blob-{Guid.NewGuid():N}";
        await UploadAsync(host, "semantics-text", $"{topic}/sheet", "first");
        await host.JournalAsync<TextEntry>(topic, count: 1);
        await UploadAsync(host, "semantics-text", $"{topic}/sheet", "second");

        await Eventually.AnswersAsync(
            () => host.JournalAsync<TextEntry>(topic), entries => entries.Contains(new TextEntry("sheet", "second")));
    }

    [Theory, EachHost]
    public async Task Each_of_many_blobs_fires(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var topic = $"blob-{Guid.NewGuid():N}";
        var names = Enumerable.Range(0, 50).Select(number => $"sheet-{number:D2}").ToArray();
        await Task.WhenAll(names.Select(name => UploadAsync(host, "semantics-text", $"{topic}/{name}", name)));

        var entries = await Eventually.AnswersAsync(
            () => host.JournalAsync<TextEntry>(topic), entries => entries.Distinct().Count() == names.Length);

        Assert.Equal(names, entries.Select(entry => entry.Name).Distinct().Order());
    }

    [Theory, EachHost]
    public async Task A_blob_that_fails_five_times_goes_to_the_poison_queue(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var topic = $"blob-{Guid.NewGuid():N}";
        await UploadAsync(host, "semantics-poison", $"{topic}/bad", "bad");

        var message = await Eventually.AnswersAsync(() => PoisonMessageAsync(host, $"{topic}/bad"), found => found is not null);

        Assert.Equal(
            ("BlobTrigger", "BlockBlob", "semantics-poison", $"{topic}/bad"),
            (Text("Type"), Text("BlobType"), Text("ContainerName"), Text("BlobName")));
        Assert.EndsWith(".FailingBlob", Text("FunctionId"), StringComparison.Ordinal);
        Assert.Equal(
            (await Container(host, "semantics-poison").GetBlobClient($"{topic}/bad").GetPropertiesAsync()).Value.ETag.ToString().Trim('"'),
            Text("ETag")?.Trim('"'));
        Assert.Equal(5, (await host.JournalAsync<TextEntry>(topic)).Length);

        string? Text(string name) => message!.Value.GetProperty(name).GetString();
    }

    /// <summary>The queue is one for all containers and all runs: others' messages are left in it.</summary>
    private static async Task<JsonElement?> PoisonMessageAsync(SemanticsHost host, string blobName)
    {
        var queue = new QueueClient(host.Storage, "webjobs-blobtrigger-poison");
        if (!await queue.ExistsAsync())
        {
            return null;
        }

        var messages = (await queue.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(10))).Value;
        return messages
            .Select(message => (JsonElement?)JsonDocument.Parse(Json(message.MessageText)).RootElement)
            .FirstOrDefault(message => message!.Value.GetProperty("BlobName").GetString() == blobName);
    }

    /// <summary>Queue messages of the Functions host are base64.</summary>
    private static string Json(string text) => text.StartsWith('{') ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static BlobContainerClient Container(SemanticsHost host, string name) => new(host.Storage, name);

    private static async Task UploadAsync(SemanticsHost host, string container, string name, string content)
    {
        await Container(host, container).CreateIfNotExistsAsync();
        await Container(host, container).GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);
    }

    private sealed record TextEntry(string Name, string Content);
}
