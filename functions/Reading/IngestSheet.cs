using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Reading;

/// <summary>
/// Called at least once for every upload. A bad sheet is a reading, not a fault: what is thrown here is a fault of ours or of
/// storage, and is tried again by the host and then by the sweep.
/// </summary>
public sealed class IngestSheet(Ingestion ingestion, ILogger<IngestSheet> log)
{
    [Function(nameof(IngestSheet))]
    public async Task RunAsync(
        [BlobTrigger("uploads/{unit}/{year}/{stage}/{project}/{file}",
            Source = BlobTriggerSource.EventGrid, Connection = "AzureWebJobsStorage")] BlobClient blob,
        CancellationToken cancellation)
    {
        if (UploadName.Parse(blob.Name) is { } name)
        {
            await ingestion.IngestAsync(name, cancellation);
        }
        else
        {
            log.NotAnUpload(blob.Name);
        }
    }
}
