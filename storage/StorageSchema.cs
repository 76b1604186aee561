namespace PerfFlow.Storage;

/// <summary>The tables and containers, created at start-up.</summary>
public sealed class StorageSchema(StorageClients clients)
{
    internal const string LedgerTable = "ledger";
    internal const string RegistryTable = "registry";
    internal const string MembersTable = "members";
    internal const string NoticesTable = "notices";

    internal const string LargeEvents = "ledger";
    internal const string Anchors = "anchors";
    internal const string Uploads = "uploads";
    internal const string Sheets = "sheets";
    internal const string Readings = "readings";
    internal const string Reports = "reports";
    internal const string Evidence = "evidence";
    internal const string Archive = "archive";

    /// <summary>Creates what is missing. Idempotent, and safe from many processes at once.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        foreach (var table in (string[])[LedgerTable, RegistryTable, MembersTable, NoticesTable])
        {
            await clients.Tables.CreateTableIfNotExistsAsync(table, cancellation);
        }

        foreach (var container in (string[])[LargeEvents, Anchors, Uploads, Sheets, Readings, Reports, Evidence, Archive])
        {
            await clients.Blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>Throws unless both services answer; for the readiness probe.</summary>
    public async Task ProbeAsync(CancellationToken cancellation = default)
    {
        await foreach (var _ in clients.Tables.GetTableClient(RegistryTable)
            .QueryAsync<Azure.Data.Tables.TableEntity>(Azure.Data.Tables.TableClient.CreateQueryFilter($"PartitionKey eq {"-"}"), 1, cancellationToken: cancellation))
        {
            break;
        }

        await clients.Blobs.GetBlobContainerClient(Uploads).GetPropertiesAsync(cancellationToken: cancellation);
    }
}
