using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace PerfFlow.Storage;

/// <summary>The clients everything here is built on.</summary>
/// <param name="Tables">Ledger, registry, memberships and notices.</param>
/// <param name="Blobs">Uploads, sheets, readings, reports, anchors and large events.</param>
/// <param name="Queues">Wake-ups.</param>
public sealed record StorageClients(TableServiceClient Tables, BlobServiceClient Blobs, QueueServiceClient Queues)
{
    private KnownStorage? known;

    /// <summary>What this process knows of the account behind them.</summary>
    public KnownStorage Known => LazyInitializer.EnsureInitialized(ref known, () => new(this));

    /// <param name="policies">Run once per request sent, retries included: counters, faults in tests.</param>
    public static StorageClients Connect(string connectionString, params ReadOnlySpan<HttpPipelinePolicy> policies)
        => Connect(connectionString, StoragePatience.Usual, policies);

    /// <inheritdoc cref="Connect(string, ReadOnlySpan{HttpPipelinePolicy})"/>
    public static StorageClients Connect(
        string connectionString, StoragePatience patience, params ReadOnlySpan<HttpPipelinePolicy> policies)
        => new(
            new TableServiceClient(connectionString, With(new TableClientOptions(), patience, policies)),
            new BlobServiceClient(connectionString, With(new BlobClientOptions(), patience, policies)),
            new QueueServiceClient(connectionString, With(AsTheHostReads(), patience, policies)));

    /// <summary>With a managed identity, without a key.</summary>
    public static StorageClients Connect(Uri tables, Uri blobs, Uri queues, TokenCredential identity, StoragePatience patience)
        => new(
            new TableServiceClient(tables, identity, With(new TableClientOptions(), patience, [])),
            new BlobServiceClient(blobs, identity, With(new BlobClientOptions(), patience, [])),
            new QueueServiceClient(queues, identity, With(AsTheHostReads(), patience, [])));

    private static QueueClientOptions AsTheHostReads() => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    private static TOptions With<TOptions>(TOptions options, StoragePatience patience, ReadOnlySpan<HttpPipelinePolicy> policies)
        where TOptions : ClientOptions
    {
        options.RetryPolicy = new BoundedRetries(patience);
        options.AddPolicy(new StorageFaults(), HttpPipelinePosition.PerCall);
        foreach (var policy in policies)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        }

        return options;
    }
}

/// <summary>Counts storage transactions: one per request sent, as the bill does.</summary>
public sealed class TransactionCounter : HttpPipelineSynchronousPolicy
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    /// <summary>What was counted since the last time, or since the beginning.</summary>
    public long Take() => Interlocked.Exchange(ref count, 0);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref count);
}
