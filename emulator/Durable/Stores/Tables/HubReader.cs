using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>Reads of a hub's table: single heads, ranges of heads, histories.</summary>
internal sealed class HubReader(TableClient table, BlobTexts texts)
{
    private static readonly string[] TextColumns = [HeadRow.Input, HeadRow.Output, HeadRow.Status, HeadRow.Failure];

    public async Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            HubKeys.Partition(instanceId), HubKeys.Head(instanceId), HeadRow.Columns, cancellation);
        return row.HasValue ? await HeadAsync(row.Value!, cancellation) : null;
    }

    public async Task<InstanceTexts> TextsAsync(InstanceHead head, CancellationToken cancellation)
    {
        TableEntity row = await table.GetEntityAsync<TableEntity>(
            HubKeys.Partition(head.InstanceId), HubKeys.Head(head.InstanceId), TextColumns, cancellation);
        var failure = await texts.LoadAsync(row.GetString(HeadRow.Failure), cancellation);
        return new InstanceTexts(
            await texts.LoadAsync(row.GetString(HeadRow.Input), cancellation),
            await texts.LoadAsync(row.GetString(HeadRow.Output), cancellation),
            await texts.LoadAsync(row.GetString(HeadRow.Status), cancellation),
            failure is null ? null : HistoryJson.ReadFailure(failure));
    }

    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(InstanceHead head, CancellationToken cancellation)
    {
        var events = new List<HistoryEvent>();
        if (head.Rows == 0)
        {
            return events;
        }

        var first = HubKeys.Row(head.InstanceId, head.Generation, 0);
        var last = HubKeys.Row(head.InstanceId, head.Generation, head.Rows - 1);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {HubKeys.Partition(head.InstanceId)} and RowKey ge {first} and RowKey le {last}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            foreach (var line in HistoryRows.Unpack(row))
            {
                events.Add(HistoryJson.Read((await texts.LoadAsync(line, cancellation))!));
            }
        }

        return events;
    }

    /// <summary>Every live head; the partitions are read one after the other.</summary>
    public async IAsyncEnumerable<InstanceHead> LiveHeadsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < HubKeys.Partitions; partition++)
        {
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {HubKeys.PartitionAt(partition)} and RowKey ge {HubKeys.HeadsBegin} and RowKey lt {HubKeys.HeadsEnd} and Live eq true");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: HeadRow.Columns, cancellationToken: cancellation))
            {
                yield return await HeadAsync(row, cancellation);
            }
        }
    }

    /// <summary>Heads in the order of their row keys, merged from all partitions.</summary>
    public async IAsyncEnumerable<InstanceHead> HeadsAsync(
        string? idPrefix, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = HubKeys.HeadsBegin + HubKeys.Encode(idPrefix ?? string.Empty);
        var begin = after is null ? prefix : HubKeys.Head(after);
        var open = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
        try
        {
            for (var partition = 0; partition < HubKeys.Partitions; partition++)
            {
                var filter = TableClient.CreateQueryFilter(
                    $"PartitionKey eq {HubKeys.PartitionAt(partition)} and RowKey ge {begin} and RowKey lt {HubKeys.Behind(prefix)}");
                await AdvanceAsync(open, table.QueryAsync<TableEntity>(filter, select: HeadRow.Columns, cancellationToken: cancellation)
                    .GetAsyncEnumerator(cancellation));
            }

            while (open.TryDequeue(out var source, out var key))
            {
                var head = await HeadAsync(source.Current, cancellation);
                await AdvanceAsync(open, source);
                if (after is null || string.CompareOrdinal(key, begin) > 0)
                {
                    yield return head;
                }
            }
        }
        finally
        {
            foreach (var (source, _) in open.UnorderedItems)
            {
                await source.DisposeAsync();
            }
        }
    }

    /// <summary>Keys alone, of the rows whose key begins with <paramref name="prefix"/>.</summary>
    public IAsyncEnumerable<TableEntity> KeysAsync(string partition, string prefix, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {HubKeys.Behind(prefix)}");
        return table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
    }

    private static async Task AdvanceAsync(
        PriorityQueue<IAsyncEnumerator<TableEntity>, string> open, IAsyncEnumerator<TableEntity> source)
    {
        if (await source.MoveNextAsync())
        {
            open.Enqueue(source, source.Current.RowKey);
        }
        else
        {
            await source.DisposeAsync();
        }
    }

    private async Task<InstanceHead> HeadAsync(TableEntity row, CancellationToken cancellation) =>
        HeadRow.Read(row, await texts.LoadAsync(row.GetString(HeadRow.Seen), cancellation));
}
