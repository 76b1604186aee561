using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Storage;

/// <summary>
/// In which format the data lies and whose it is, in a row of its own, written when the account is empty. New kinds of event, streams
/// and columns keep the version; what would be read differently raises it.
/// </summary>
public sealed class StorageVersion(StorageClients clients)
{
    public const int Current = 3;

    internal const string Partition = "@storage"; // no unit's id begins with it
    internal const string Row = "version";
    internal const string IdColumn = "Id";
    private const string Column = "Version";
    private const string MadeColumn = "Made"; // names, with commas between; those of containers begin with a slash

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.RegistryTable);

    /// <summary>Marks an empty account as ours, and gives an id to one that has none. Safe from many processes at once.</summary>
    /// <exception cref="OtherStorageException">There is data of another version, or of none.</exception>
    /// <exception cref="StorageMissingException">There is data of ours, and its registry is gone.</exception>
    internal async Task<StorageAccount> RequireAsync(CancellationToken cancellation = default)
    {
        if (await FindAsync(cancellation) is null)
        {
            await RequireEmptyAsync(cancellation);
            await clients.Tables.CreateTableIfNotExistsAsync(table.Name, cancellation);
            await TryMarkAsync(cancellation);
        }

        var found = await FindAsync(cancellation); // whoever was first
        if (found?.GetInt32(Column) is var version && version != Current)
        {
            throw new OtherStorageException(version);
        }

        if (found!.GetString(IdColumn) is null) // marked by a version of the application that gave no ids
        {
            await TryNameAsync(found, cancellation);
            found = await FindAsync(cancellation);
        }

        return new(found!.GetString(IdColumn), found.GetString(MadeColumn)?.Split(',').ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>From now on what is made now is missed when it is gone.</summary>
    internal Task NoteMadeAsync(StorageAccount account, CancellationToken cancellation) => table.UpdateEntityAsync(
        new TableEntity(Partition, Row)
        {
            [MadeColumn] = string.Join(',', StorageAccount.All.Union(account.Made ?? new HashSet<string>())),
        },
        ETag.All, TableUpdateMode.Merge, cancellation);

    /// <summary>Whether anybody has written anything.</summary>
    internal async Task<bool> HasDataAsync(CancellationToken cancellation)
    {
        foreach (var name in StorageSchema.DataTables)
        {
            if (await AnyAsync(name, $"PartitionKey ne '{Partition}'", cancellation))
            {
                return true;
            }
        }

        foreach (var name in StorageSchema.Containers)
        {
            try
            {
                await foreach (var _ in clients.Blobs.GetBlobContainerClient(name).GetBlobsAsync(cancellationToken: cancellation))
                {
                    return true;
                }
            }
            catch (StorageMissingException)
            {
                // Not made yet.
            }
        }

        return false;
    }

    private async Task RequireEmptyAsync(CancellationToken cancellation)
    {
        foreach (var name in StorageSchema.Tables)
        {
            if (await AnyAsync(name, $"PartitionKey eq '{Partition}'", cancellation))
            {
                throw StorageMissingException.Of(StorageSchema.RegistryTable);
            }
        }

        if (await HasDataAsync(cancellation))
        {
            throw new OtherStorageException(null as int?);
        }
    }

    private async Task<bool> AnyAsync(string name, string filter, CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in clients.Tables.GetTableClient(name).QueryAsync<TableEntity>(filter, 1, cancellationToken: cancellation))
            {
                return true;
            }
        }
        catch (StorageMissingException)
        {
            // Not made yet.
        }

        return false;
    }

    private async Task<TableEntity?> FindAsync(CancellationToken cancellation)
    {
        try
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellation);
            return found.HasValue ? found.Value : null;
        }
        catch (StorageMissingException)
        {
            return null;
        }
    }

    private async Task TryMarkAsync(CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(Partition, Row) { [Column] = Current, [IdColumn] = NewId() }, cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            // By another process that starts.
        }
    }

    private async Task TryNameAsync(TableEntity found, CancellationToken cancellation)
    {
        try
        {
            await table.UpdateEntityAsync(
                new TableEntity(Partition, Row) { [IdColumn] = NewId() }, found.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            // By another process that starts.
        }
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
