using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>
/// A hub in the table <c>{hub}Instances</c> and the container <c>{hub}-durable</c>. Each instance has a head row and, per
/// generation, numbered history rows; both change in one batch. A turn too big for one batch writes its rows first: they count
/// once the head, written last, names them.
/// </summary>
internal sealed class TableHubStore : IHubStore, IDisposable
{
    /// <summary>Of a commit's rows; a bigger commit is no company for others and writes its rows ahead.</summary>
    private const int MostRowsInGroup = 10;

    private const int LargestInGroup = 512 * 1024;

    /// <summary>Texts in head rows: several share a row of 1 MiB.</summary>
    private const int LongestHeadText = 30_000;

    private readonly TableClient _table;
    private readonly BlobContainerClient _container;
    private readonly BlobTexts _texts;
    private readonly HubOwnership _ownership;
    private readonly HubReader _reader;
    private GroupCommitter[] _committers = [];

    /// <param name="tables">The account's tables.</param>
    /// <param name="blobs">The account's blobs.</param>
    /// <param name="hubName">The hub.</param>
    /// <param name="logger">For what befalls the ownership.</param>
    /// <param name="patience">How long to wait for another owner to go; null: until its lease must have ended.</param>
    public TableHubStore(TableServiceClient tables, BlobServiceClient blobs, string hubName, ILogger logger, TimeSpan? patience = null)
    {
        _table = tables.GetTableClient(HubKeys.Table(hubName));
        _container = blobs.GetBlobContainerClient(HubKeys.Container(hubName));
        _texts = new BlobTexts(_container);
        _ownership = new HubOwnership(_container, hubName, logger, patience ?? HubOwnership.Patience);
        _reader = new HubReader(_table, _texts);
    }

    public async Task OpenAsync(CancellationToken cancellation)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await _ownership.TakeAsync(cancellation);
        await _table.CreateIfNotExistsAsync(cancellation);
        _committers = [.. Enumerable.Range(0, HubKeys.Partitions).Select(_ => new GroupCommitter(_table))];
    }

    public async Task CloseAsync()
    {
        await Task.WhenAll(_committers.Select(committer => committer.CloseAsync()));
        await _ownership.ReleaseAsync();
    }

    public IAsyncEnumerable<InstanceHead> ReadLiveAsync(CancellationToken cancellation) =>
        _reader.LiveHeadsAsync(cancellation);

    public Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation) =>
        _reader.FindAsync(instanceId, cancellation);

    public Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(InstanceHead head, CancellationToken cancellation) =>
        _reader.HistoryAsync(head, cancellation);

    public IAsyncEnumerable<InstanceHead> QueryAsync(string? idPrefix, string? after, CancellationToken cancellation) =>
        _reader.HeadsAsync(idPrefix, after, cancellation);

    public Task<InstanceTexts> ReadTextsAsync(InstanceHead head, CancellationToken cancellation) =>
        _reader.TextsAsync(head, cancellation);

    public async Task<InstanceHead> CommitAsync(HubCommit commit, CancellationToken cancellation)
    {
        _ownership.ThrowIfLost();
        var id = commit.Head.InstanceId;
        var lines = new List<string>(commit.Events.Count);
        foreach (var item in commit.Events)
        {
            lines.Add(await _texts.StoreAsync(id, HistoryJson.Write(item), BlobTexts.LongestInline, cancellation));
        }

        var rows = HistoryRows.Pack(id, commit.Head.Generation, commit.Head.Rows, lines);
        var head = commit.Head with { Rows = commit.Head.Rows + rows.Count };
        var row = commit.BeginsGeneration ? HeadRow.Write(head) : HeadRow.WriteProgress(head);
        row[HeadRow.Commit] = commit.Id;
        await AddTextsAsync(row, commit, cancellation);

        if (rows.Count > MostRowsInGroup || rows.Sum(PreparedCommit.SizeOf) > LargestInGroup)
        {
            await WriteAheadAsync(rows, cancellation);
            rows = [];
        }

        var expected = head.Tag is null ? (ETag?)null : new ETag(head.Tag);
        var mode = commit.BeginsGeneration ? TableUpdateMode.Replace : TableUpdateMode.Merge;
        var prepared = new PreparedCommit(commit.Id, row, expected, mode, rows);
        var committer = _committers[int.Parse(row.PartitionKey, CultureInfo.InvariantCulture)];
        var tag = await committer.CommitAsync(prepared);
        if (commit.BeginsGeneration && head.Generation > 0)
        {
            await DeleteRowsAsync(id, HubKeys.Generation(id, head.Generation - 1), cancellation);
        }

        return head with { Tag = tag.ToString() };
    }

    public async Task DeleteAsync(InstanceHead head, CancellationToken cancellation)
    {
        // The head first: rows without a head are waste, a head without rows would be a broken instance.
        await _table.DeleteEntityAsync(HubKeys.Partition(head.InstanceId), HubKeys.Head(head.InstanceId), ETag.All, cancellation);
        await DeleteRowsAsync(head.InstanceId, HubKeys.History(head.InstanceId), cancellation);
        await _texts.DeleteAsync(head.InstanceId, cancellation);
    }

    public void Dispose() => _ownership.Dispose();

    private async Task AddTextsAsync(TableEntity row, HubCommit commit, CancellationToken cancellation)
    {
        var id = commit.Head.InstanceId;
        if (commit.Events is [ExecutionStarted started, ..])
        {
            await AddAsync(HeadRow.Input, started.Input);
        }

        if (commit.Events.OfType<ExecutionCompleted>().LastOrDefault() is { } end)
        {
            await AddAsync(HeadRow.Output, end.Output);
            await AddAsync(HeadRow.Failure, end.Failure is null ? null : HistoryJson.Write(end.Failure));
        }

        if (commit.CustomStatus is { } status)
        {
            await AddAsync(HeadRow.Status, status.Json);
        }

        if (commit.Head.Seen.Count > 0)
        {
            await AddAsync(HeadRow.Seen, HistoryJson.Write(commit.Head.Seen));
        }

        async Task AddAsync(string column, string? text) =>
            row[column] = await _texts.StoreAsync(id, text, LongestHeadText, cancellation);
    }

    private async Task WriteAheadAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        var batch = new List<TableTransactionAction>();
        var size = 0;
        foreach (var row in rows)
        {
            var more = PreparedCommit.SizeOf(row);
            if (batch.Count == GroupCommitter.MostEntities || (batch.Count > 0 && size + more > GroupCommitter.LargestBatch))
            {
                await _table.SubmitTransactionAsync(batch, cancellation);
                batch.Clear();
                size = 0;
            }

            batch.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
            size += more;
        }

        await _table.SubmitTransactionAsync(batch, cancellation);
    }

    private async Task DeleteRowsAsync(string instanceId, string prefix, CancellationToken cancellation)
    {
        var batch = new List<TableTransactionAction>();
        await foreach (var row in _reader.KeysAsync(HubKeys.Partition(instanceId), prefix, cancellation))
        {
            batch.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            if (batch.Count == GroupCommitter.MostEntities)
            {
                await _table.SubmitTransactionAsync(batch, cancellation);
                batch.Clear();
            }
        }

        if (batch.Count > 0)
        {
            await _table.SubmitTransactionAsync(batch, cancellation);
        }
    }
}
