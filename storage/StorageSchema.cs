using System.Collections.Immutable;

namespace PerfFlow.Storage;

/// <summary>The tables and containers, created at start-up.</summary>
public sealed class StorageSchema(StorageClients clients)
{
    internal const string LedgerTable = "ledger";
    internal const string RegistryTable = "registry";
    internal const string MembersTable = "members";
    internal const string NoticesTable = "notices";
    internal const string DueTable = "due";

    internal const string LargeEvents = "ledger";
    internal const string Anchors = "anchors";
    internal const string Uploads = "uploads";
    internal const string Sheets = "sheets";
    internal const string Readings = "readings";
    internal const string Reports = "reports";
    internal const string Evidence = "evidence";
    internal const string Archive = "archive";

    /// <summary>Those whose rows came from people.</summary>
    internal static readonly ImmutableArray<string> DataTables = [LedgerTable, RegistryTable, MembersTable, NoticesTable];

    /// <summary>Creates what is missing. Idempotent, and safe from many processes at once.</summary>
    /// <exception cref="OtherStorageException">See <see cref="StorageVersion"/>; then nothing is created.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        await new StorageVersion(clients).RequireAsync(cancellation);
        foreach (var table in DataTables.Add(DueTable))
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
            .QueryAsync<Azure.Data.Tables.TableEntity>(
                Azure.Data.Tables.TableClient.CreateQueryFilter($"PartitionKey eq {"-"}"), 1, cancellationToken: cancellation))
        {
            break;
        }

        await clients.Blobs.GetBlobContainerClient(Uploads).GetPropertiesAsync(cancellationToken: cancellation);
    }
}
