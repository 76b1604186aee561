using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Emulator.Storage;

namespace PerfFlow.Emulator.Timers;

/// <summary>One small JSON blob for each function, where the official host keeps it too.</summary>
internal sealed class BlobScheduleStore(HostStorage storage) : IScheduleStore
{
    public async Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellation)
    {
        try
        {
            var content = await (await BlobAsync(function, cancellation)).DownloadContentAsync(cancellation);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public async Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellation)
    {
        var blob = await BlobAsync(function, cancellation);
        await blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellation);
    }

    private async Task<BlobClient> BlobAsync(string function, CancellationToken cancellation) =>
        (await storage.HostsContainerAsync(cancellation)).GetBlobClient($"timers/{storage.HostId}/Host.Functions.{function}/status");
}
