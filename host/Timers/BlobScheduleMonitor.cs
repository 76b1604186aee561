using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Newtonsoft.Json;

namespace PerfFlow.LocalHost.Timers;

/// <summary>
/// When each timer fired last, kept where the official host keeps it. The extension's own monitor is compiled against the storage
/// SDK of 2018, which does not load beside that of Host.Storage 5.
/// </summary>
internal sealed class BlobScheduleMonitor(BlobContainerClient container, string hostId) : ScheduleMonitor
{
    public override async Task<ScheduleStatus> GetStatusAsync(string timerName)
    {
        try
        {
            var text = await Blob(timerName).DownloadContentAsync();
            return JsonConvert.DeserializeObject<ScheduleStatus>(text.Value.Content.ToString())!;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null!; // so the base class says that there is none
        }
    }

    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        await container.CreateIfNotExistsAsync();
        await Blob(timerName).UploadAsync(BinaryData.FromString(JsonConvert.SerializeObject(status)), overwrite: true);
    }

    private BlobClient Blob(string timerName) => container.GetBlobClient($"timers/{hostId}/{timerName}/status");
}
