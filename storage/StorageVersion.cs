using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Storage;

/// <summary>
/// In which format the data lies, in a row of its own, written when the account is empty and never changed. New kinds of event, streams
/// and columns keep the version; what would be read differently raises it.
/// </summary>
public sealed class StorageVersion(StorageClients clients)
{
    public const int Current = 3;

    private const string Partition = "@storage"; // no unit's id begins with it
    private const string Row = "version";
    private const string Column = "Version";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.RegistryTable);

    /// <summary>Marks an empty account as ours. Safe from many processes at once.</summary>
    /// <exception cref="OtherStorageException">There is data of another version, or of none.</exception>
    public async Task RequireAsync(CancellationToken cancellation = default)
    {
        if (await FindAsync(cancellation) is null && !await HasDataAsync(cancellation))
        {
            await clients.Tables.CreateTableIfNotExistsAsync(table.Name, cancellation);
            await TryMarkAsync(cancellation);
        }

        if (await FindAsync(cancellation) is var found && found != Current) // whoever was first
        {
            throw new OtherStorageException(found);
        }
    }

    private async Task<int?> FindAsync(CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellation);
        return found.HasValue ? found.Value!.GetInt32(Column) : null;
    }

    private async Task<bool> HasDataAsync(CancellationToken cancellation)
    {
        foreach (var name in StorageSchema.DataTables)
        {
            try
            {
                await foreach (var _ in clients.Tables.GetTableClient(name)
                    .QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellation))
                {
                    return true;
                }
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // Not made yet.
            }
        }

        return false;
    }

    private async Task TryMarkAsync(CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(Partition, Row) { [Column] = Current }, cancellation);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            // By another process that starts.
        }
    }
}

/// <summary>The account holds data that this version of the application would misread.</summary>
public sealed class OtherStorageException : Exception
{
    public OtherStorageException()
    {
    }

    public OtherStorageException(string message)
        : base(message)
    {
    }

    public OtherStorageException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="found">Null: the data does not say.</param>
    public OtherStorageException(int? found)
        : base(
            $"存储账户里的数据{(found is null ? "没有标明格式版本" : $"是第 {found} 版格式")},本程序只认第 {StorageVersion.Current} 版,已拒绝启动,数据没有改动。"
            + "请把 AzureWebJobsStorage 指向空的存储账户;旧数据请用写入它的那一版程序打开,并从那里导出归档。 "
            + $"The storage account holds data {(found is null ? "that states no format" : $"of format {found}")}, "
            + "and this version of the application "
            + $"knows format {StorageVersion.Current} only. It does not start, and has changed nothing. "
            + "Point AzureWebJobsStorage to an empty storage account; "
            + "open the old data with the version that wrote it, and export its archives from there.")
    {
    }
}
