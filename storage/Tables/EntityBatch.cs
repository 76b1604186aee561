using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace PerfFlow.Storage.Tables;

/// <summary>
/// One entity group transaction, held to the limits of Azure Tables before it is sent: Azurite enforces none of them
/// (https://learn.microsoft.com/azure/storage/tables/scalability-targets).
/// </summary>
internal sealed class EntityBatch
{
    public const int MostEntities = 100;
    public const int LargestProperty = 64 * 1024;
    public const int LargestEntity = 1024 * 1024;
    public const int LargestBatch = 4 * 1024 * 1024;
    public const int MostProperties = 252;
    public const int LongestKey = 1024;

    private readonly List<TableTransactionAction> actions = [];
    private readonly HashSet<string> rows = [];
    private IReadOnlyList<Response> written = [];
    private long bytes;

    public int Count => actions.Count;

    public EntityBatch Add(TableEntity entity) => With(new(TableTransactionActionType.Add, entity));

    public EntityBatch Replace(TableEntity entity, ETag ifMatch) => With(new(TableTransactionActionType.UpdateReplace, entity, ifMatch));

    /// <summary>Sets the entity's properties on a row, whether it is there or not; its others stay.</summary>
    public EntityBatch UpsertMerge(TableEntity entity) => With(new(TableTransactionActionType.UpsertMerge, entity));

    /// <summary>Sets the entity's properties on a row that is there, whatever else has changed.</summary>
    public EntityBatch Merge(TableEntity entity) => With(new(TableTransactionActionType.UpdateMerge, entity, ETag.All));

    /// <summary>Sets the entity's properties on a row that is as it was read.</summary>
    public EntityBatch Merge(TableEntity entity, ETag ifMatch) => With(new(TableTransactionActionType.UpdateMerge, entity, ifMatch));

    /// <summary>Changes nothing but the row's ETag: whoever read it before has to read it again.</summary>
    public EntityBatch Touch(string partition, string row, ETag ifMatch)
        => With(new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, row), ifMatch));

    public EntityBatch Delete(TableEntity entity, ETag ifMatch) => With(new(TableTransactionActionType.Delete, entity, ifMatch));

    /// <returns>Whether it was applied; false when a row exists already, has changed or is gone (409, 412, 404).</returns>
    public async Task<bool> TrySubmitAsync(TableClient table, CancellationToken cancellation)
    {
        try
        {
            written = (await table.SubmitTransactionAsync(actions, cancellation)).Value;
            return true;
        }
        catch (RequestFailedException conflict)
            when ((conflict.Status is 409 or 412 || conflict.ErrorCode == TableErrorCode.ResourceNotFound)
                && !StorageUnavailableException.Says(conflict)) // that the table is being deleted is a 409 too
        {
            return false;
        }
    }

    /// <summary>Of a row of the batch as it was written; none where the service does not say.</summary>
    public ETag TagOf(string row) => actions.FindIndex(action => action.Entity.RowKey == row) is var place and >= 0 && place < written.Count
        ? written[place].Headers.ETag ?? default
        : default;

    private EntityBatch With(TableTransactionAction action)
    {
        var entity = (TableEntity)action.Entity;
        var size = SizeOf(entity);
        bytes += size;
        Require(actions.Count < MostEntities, $"more than {MostEntities} entities");
        Require(actions.Count == 0 || actions[0].Entity.PartitionKey == entity.PartitionKey, "more than one partition");
        Require(rows.Add(entity.RowKey), "the same row twice");
        Require(entity.PartitionKey.Length <= LongestKey && entity.RowKey.Length <= LongestKey, $"a key over {LongestKey} characters");
        Require(entity.Count - 2 <= MostProperties, $"more than {MostProperties} properties");
        Require(entity.All(property => ValueSize(property.Value) <= LargestProperty), $"a property over {LargestProperty} bytes");
        Require(size <= LargestEntity, $"an entity over {LargestEntity} bytes");
        Require(bytes < LargestBatch, $"{LargestBatch} bytes or more");
        actions.Add(action);
        return this;
    }

    /// <summary>As Azure counts it: keys and names in UTF-16, values by type, plus a little per property.</summary>
    private static long SizeOf(TableEntity entity)
        => 4 + (2L * (entity.PartitionKey.Length + entity.RowKey.Length))
        + entity.Where(property => property.Key is not ("PartitionKey" or "RowKey"))
            .Sum(property => 8 + (2L * property.Key.Length) + ValueSize(property.Value));

    private static long ValueSize(object? value) => value switch
    {
        null => 0,
        string text => Encoding.Unicode.GetByteCount(text),
        byte[] binary => binary.Length,
        _ => 16,
    };

    private static void Require(bool holds, string broken)
    {
        if (!holds)
        {
            throw new BatchLimitException($"A table transaction may not have {broken}.");
        }
    }
}

/// <summary>A batch that Azure would refuse: a fault of ours, never of data a user sent.</summary>
public sealed class BatchLimitException : Exception
{
    public BatchLimitException()
    {
    }

    public BatchLimitException(string message)
        : base(message)
    {
    }

    public BatchLimitException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
