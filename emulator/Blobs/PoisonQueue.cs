using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Emulator.Functions;
using PerfFlow.Emulator.Storage;

namespace PerfFlow.Emulator.Blobs;

/// <summary>Where the official host, too, reports a blob that a function could not deal with.</summary>
internal sealed class PoisonQueue(HostStorage storage)
{
    private const string Name = "webjobs-blobtrigger-poison";

    public async Task AddAsync(Function function, BlobClient blob, string blobType, string etag)
    {
        var queue = storage.Queue(Name);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(JsonSerializer.Serialize(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{function.Name}",
            BlobType = blobType,
            ContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            ETag = etag,
        }));
    }
}
