using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Blobs;

/// <summary>
/// A blob appears that is older than others already seen: its upload began before theirs and ended after. Polling loses it.
/// </summary>
public sealed class LateBlobTests
{
    private static readonly HttpClient Http = new();

    [Theory, EachHost]
    public async Task A_blob_older_than_the_newest_listed_is_not_lost(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var container = new BlobContainerClient(host.Storage, "semantics-text");
        await container.CreateIfNotExistsAsync();
        var topic = $"late-{Guid.NewGuid():N}";
        var old = container.GetBlobClient($"{topic}/old");
        var body = new SlowBody();
        var put = new HttpRequestMessage(HttpMethod.Put, old.GenerateSasUri(BlobSasPermissions.Write, DateTimeOffset.UtcNow.AddHours(1)))
        {
            Content = body,
            Headers = { { "x-ms-blob-type", "BlockBlob" } },
        };
        var uploading = Http.SendAsync(put);
        await body.Begun;
        var begun = DateTimeOffset.UtcNow;

        // Two looks or more: after each there is a newest blob, the last is a second or more younger than the upload that still runs.
        var youngest = begun;
        for (var look = 1; look <= 2 || youngest < begun.AddSeconds(1); look++)
        {
            var name = $"new-{look}";
            youngest = (await container.GetBlobClient($"{topic}/{name}")
                .UploadAsync(BinaryData.FromString(name), overwrite: true)).Value.LastModified;
            await Eventually.AnswersAsync(() => host.JournalAsync<Entry>(topic), found => found.Any(entry => entry.Name == name));
        }

        body.End();
        (await uploading).EnsureSuccessStatusCode().Dispose();
        Assert.True(
            (await old.GetPropertiesAsync()).Value.LastModified < youngest,
            "The storage dates a blob by the end of its upload: this test shows nothing.");

        await Eventually.AnswersAsync(() => host.JournalAsync<Entry>(topic), found => found.Contains(new("old", SlowBody.Text)));
    }

    private sealed record Entry(string Name, string Content);

    /// <summary>Sends its last byte when told.</summary>
    private sealed class SlowBody : HttpContent
    {
        public const string Text = "old";

        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public void End() => end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("ol"u8.ToArray());
            await stream.FlushAsync();
            begun.TrySetResult();
            await end.Task;
            await stream.WriteAsync("d"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = Text.Length;
            return true;
        }
    }
}
