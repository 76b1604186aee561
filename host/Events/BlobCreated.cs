using System.Text;
using System.Text.Json;

namespace PerfFlow.LocalHost.Events;

/// <summary>What Event Grid posts to the blob extension's webhook when a blob was written.</summary>
internal static class BlobCreated
{
    /// <param name="root">Of the host that is told, as http://localhost:7071.</param>
    /// <param name="key">The extension's system key; null where none is asked for.</param>
    public static HttpRequestMessage Request(Uri root, string function, BlobState blob, Uri url, DateTimeOffset now, string? key = null)
    {
        var events = new object[]
        {
            new
            {
                id = Guid.NewGuid(),
                topic = "local",
                subject = $"/blobServices/default/containers/{blob.Container}/blobs/{blob.Name}",
                eventType = "Microsoft.Storage.BlobCreated",
                eventTime = now,
                dataVersion = "",
                metadataVersion = "1",
                // without a type the extension throws
                data = new { api = "PutBlob", blobType = "BlockBlob", eTag = blob.ETag.Trim('"'), url },
            },
        };
        var code = key is null ? "" : $"&code={Uri.EscapeDataString(key)}";
        return new(HttpMethod.Post, new Uri(root, $"/runtime/webhooks/blobs?functionName=Host.Functions.{function}{code}"))
        {
            Headers = { { "aeg-event-type", "Notification" } },
            Content = new StringContent(JsonSerializer.Serialize(events), Encoding.UTF8, "application/json"),
        };
    }
}
