using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Storage;

/// <summary>
/// The tables and containers. They are made in an account that is empty, and never again: what was made once and is gone is to be
/// restored, for an empty ledger in its place would be taken for one in which nothing has happened.
/// </summary>
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

    internal static readonly ImmutableArray<string> Tables = DataTables.Add(DueTable);

    internal static readonly ImmutableArray<string> Containers =
        [LargeEvents, Anchors, Uploads, Sheets, Readings, Reports, Evidence, Archive];

    /// <summary>
    /// Makes what the account never had. Idempotent, and safe from many processes at once; a start that died in between is taken up by
    /// the next, for what was made is noted last.
    /// </summary>
    /// <exception cref="OtherStorageException">See <see cref="StorageVersion"/>; then nothing is created.</exception>
    /// <exception cref="StorageMissingException">Something that was made is gone; it is not made again.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellation = default)
    {
        var version = new StorageVersion(clients);
        var account = await version.RequireAsync(cancellation);
        var isWhole = Tables.All(account.HasTable) && Containers.All(account.HasContainer);
        if (!isWhole)
        {
            await MakeAsync(account, account is { IsNoted: false } && await version.HasDataAsync(cancellation), cancellation);
        }

        await clients.Known.BeginAsync(account.Id, cancellation);
        if (!isWhole)
        {
            await version.NoteMadeAsync(account, cancellation);
        }
    }

    internal static bool IsOurs(string name) => Tables.Contains(name) || Containers.Contains(name);

    /// <param name="isOlder">An account in use before it was noted what was made: it has its data, or has lost it.</param>
    private async Task MakeAsync(StorageAccount account, bool isOlder, CancellationToken cancellation)
    {
        foreach (var table in Tables.Where(table => !account.HasTable(table)))
        {
            if (!(isOlder && DataTables.Contains(table)))
            {
                await clients.Tables.CreateTableIfNotExistsAsync(table, cancellation);
            }

            await MarkAsync(table, account.Id, cancellation);
        }

        foreach (var container in Containers.Where(container => !account.HasContainer(container)))
        {
            await clients.Blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    private async Task MarkAsync(string table, string id, CancellationToken cancellation)
    {
        try
        {
            await clients.Tables.GetTableClient(table).AddEntityAsync(
                new TableEntity(StorageVersion.Partition, StorageVersion.Row) { [StorageVersion.IdColumn] = id }, cancellation);
        }
        catch (RequestFailedException marked) when (marked.Status == 409)
        {
            // Before, or by another process that starts; whether with this id is asked of all of them afterwards.
        }
    }
}
