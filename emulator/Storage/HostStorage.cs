using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace PerfFlow.Emulator.Storage;

/// <summary>What the host keeps for itself in <c>AzureWebJobsStorage</c>.</summary>
/// <param name="connectionString">The account.</param>
/// <param name="hostId">Keeps apart the apps that share an account.</param>
internal sealed class HostStorage(string connectionString, string hostId)
{
    private readonly BlobContainerClient hosts = new(connectionString, "azure-webjobs-hosts");
    private bool exists;

    public string ConnectionString => connectionString;

    public string HostId => hostId;

    /// <summary>The official host's own container, made on first use.</summary>
    public async Task<BlobContainerClient> HostsContainerAsync(CancellationToken cancellation)
    {
        if (!exists)
        {
            await hosts.CreateIfNotExistsAsync(cancellationToken: cancellation);
            exists = true;
        }

        return hosts;
    }

    public TableClient Table(string name) => new(connectionString, name);

    /// <summary>A queue whose messages are Base64, as the official host writes them.</summary>
    public QueueClient Queue(string name) =>
        new(connectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
}
