using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>An event row as it lies in the table, its text fetched from its blob if it was large.</summary>
/// <param name="Blob">Of a large one: where its text lies, under the hash of it. Else null.</param>
internal sealed record EventRow(int Version, string? Text, string Hash, string? Blob = null)
{
    /// <exception cref="DamagedRowException">Its text is gone, or says nothing that this application writes.</exception>
    /// <exception cref="AlteredFileException">The blob with its text has other bytes.</exception>
    public TEvent Parse<TEvent>(string stream)
        where TEvent : class
    {
        var text = Checked().Text;
        return StoredRows.Read(
            $"{stream} event {Version}", () => text is null ? null! : JsonSerializer.Deserialize<TEvent>(text, Wire.Json)!);
    }

    /// <exception cref="AlteredFileException">The blob with its text has other bytes.</exception>
    public EventRow Checked()
        => Text is null || Blob is null || Blob.EndsWith(Chain.HashOf(Text), StringComparison.Ordinal)
            ? this
            : throw new AlteredFileException(new(KeptKind.Event, Blob, Blob[(Blob.LastIndexOf('/') + 1)..]), Chain.HashOf(Text));
}

/// <summary>A command that was done.</summary>
/// <param name="Version">Of the stream after it.</param>
/// <param name="Content">See <see cref="CommandKey"/>.</param>
internal sealed record CommandRow(int Version, string Hash, string? Content);

/// <summary>A stream's rows as they lie in the table.</summary>
internal sealed class StreamRows
{
    /// <summary>Null for a stream without events.</summary>
    public TableEntity? Head { get; set; }

    /// <summary>Only when the whole partition was read.</summary>
    public TableEntity? Board { get; set; }

    /// <summary>In order.</summary>
    public List<EventRow> Events { get; } = [];

    /// <summary>Commands that were done, where all rows of the stream were read; null for what a hand has put there beside these.</summary>
    public List<CommandRow?> Commands { get; } = [];
}

/// <summary>The ledger's rows and large events, as bytes: knows nothing of what they mean.</summary>
internal sealed class LedgerRows(StorageClients clients)
{
    public const string VersionColumn = "Version";
    public const string HashColumn = "Hash";
    public const string EventColumn = "Event";
    public const string BlobColumn = "Blob";
    public const string RowColumn = "Row";
    public const string ContentColumn = "Content";

    /// <summary>On a head: the state, and the version of the fold that made it (<see cref="Heads"/>).</summary>
    public const string StateColumn = "State";
    public const string FoldColumn = "Fold";

    /// <summary>On a head: see <see cref="Signature"/>.</summary>
    public const string HeldColumn = "Held";

    /// <summary>Larger events lie in a blob, UTF-8 bytes. A string property holds 32 Ki UTF-16 units.</summary>
    public const int LargestInRow = 30 * 1024;

    private readonly BlobContainerClient large = clients.Blobs.GetBlobContainerClient(StorageSchema.LargeEvents);

    /// <summary>Of the years' streams.</summary>
    public TableClient Table { get; } = clients.Tables.GetTableClient(StorageSchema.LedgerTable);

    /// <summary>Head and events: one query (one more per 1000 rows).</summary>
    public Task<StreamRows> LoadAsync(StreamPlace place, CancellationToken cancellation)
        => LoadAsync(place, StreamKeys.Head(place.Rows), StreamKeys.EventsEnd(place.Rows), cancellation);

    /// <inheritdoc cref="LoadAsync(StreamPlace, CancellationToken)"/>
    public Task<StreamRows> LoadAsync(UnitId unit, int year, string stream, CancellationToken cancellation)
        => LoadAsync(StreamPlace.Of(unit, year, stream), cancellation);

    private async Task<StreamRows> LoadAsync(StreamPlace place, string from, string to, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {place.Partition} and RowKey ge {from} and RowKey lt {to}");
        var rows = new StreamRows();
        await foreach (var entity in TableOf(place).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            await AddAsync(rows, place.Rows, entity, cancellation);
        }

        return rows;
    }

    /// <summary>As above, and the stream's row of the board: one query more.</summary>
    public async Task<StreamRows> LoadWithBoardAsync(UnitId unit, int year, string stream, CancellationToken cancellation)
    {
        var loaded = await LoadWithCommandsAsync(StreamPlace.Of(unit, year, stream), cancellation);
        loaded.Board = await FindAsync(unit, year, StreamKeys.Board(stream), cancellation);
        return loaded;
    }

    /// <summary>Changes with every append; null for a stream without events.</summary>
    public async Task<ETag?> HeadTagAsync(UnitId unit, int year, string stream, CancellationToken cancellation)
        => (await FindAsync(unit, year, StreamKeys.Head(stream), cancellation))?.ETag;

    /// <summary>Every stream of a unit's year by name, board rows too, whatever the board knows of.</summary>
    public async Task<SortedDictionary<string, StreamRows>> LoadAllAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var streams = new SortedDictionary<string, StreamRows>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StreamKeys.Partition(unit, year)}");
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (UntoldNews.In(entity.RowKey) is not null)
            {
                continue; // of no stream, and gone as soon as it is told
            }

            var name = StreamKeys.StreamOf(entity.RowKey);
            if (!streams.TryGetValue(name, out var rows))
            {
                streams[name] = rows = new();
            }

            await AddAsync(rows, name, entity, cancellation);
        }

        return streams;
    }

    /// <summary>
    /// The board's rows of a unit's year, which carry the heads of its streams, and behind them what nobody was told yet
    /// (<see cref="UntoldNews"/>): one query.
    /// </summary>
    /// <param name="columns">Null: all of them.</param>
    public IAsyncEnumerable<TableEntity> BoardRowsAsync(
        UnitId unit, int year, CancellationToken cancellation, IReadOnlyList<string>? columns = null)
        => Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {StreamKeys.Partition(unit, year)}")
            + TableClient.CreateQueryFilter($" and RowKey ge {StreamKeys.BoardStart} and RowKey lt {UntoldNews.End}"),
            select: columns,
            cancellationToken: cancellation);

    /// <summary>All of a stream, its commands too: one query (one more per 1000 rows).</summary>
    public Task<StreamRows> LoadWithCommandsAsync(StreamPlace place, CancellationToken cancellation)
        => LoadAsync(place, StreamKeys.Start(place.Rows), StreamKeys.End(place.Rows), cancellation);

    /// <summary>The next events of a stream: one query.</summary>
    /// <param name="after">Version of the last one seen, 0 for none.</param>
    public async Task<List<EventRow>> PageAsync(StreamPlace place, int after, int take, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {place.Partition}")
            + TableClient.CreateQueryFilter(
                $" and RowKey gt {StreamKeys.Event(place.Rows, after)} and RowKey lt {StreamKeys.EventsEnd(place.Rows)}");
        var page = new List<EventRow>();
        await foreach (var entity in TableOf(place).QueryAsync<TableEntity>(filter, take, cancellationToken: cancellation))
        {
            page.Add(await ReadAsync(entity, cancellation));
            if (page.Count == take)
            {
                break;
            }
        }

        return page;
    }

    /// <summary>The events of a stream up to a version: one query (one more per 1000 rows).</summary>
    public async Task<List<EventRow>> EventsAsync(StreamPlace place, int upTo, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {place.Partition}")
            + TableClient.CreateQueryFilter(
                $" and RowKey ge {StreamKeys.Event(place.Rows, 1)} and RowKey le {StreamKeys.Event(place.Rows, upTo)}");
        var events = new List<EventRow>();
        await foreach (var entity in TableOf(place).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            events.Add(await ReadAsync(entity, cancellation));
        }

        return events;
    }

    /// <summary>A command that was done on the stream; null when it was not.</summary>
    public async Task<CommandRow?> CommandAsync(StreamPlace place, string commandId, CancellationToken cancellation)
        => await FindAsync(place, StreamKeys.Command(place.Rows, commandId), cancellation) is { } row
            ? CommandIn(row)
            : null;

    /// <returns>The new ETag; null when the row has changed meanwhile.</returns>
    public async Task<ETag?> TryReplaceAsync(StreamPlace place, TableEntity row, ETag ifMatch, CancellationToken cancellation)
    {
        try
        {
            return (await TableOf(place).UpdateEntityAsync(row, ifMatch, TableUpdateMode.Replace, cancellation)).Headers.ETag;
        }
        catch (RequestFailedException changed)
            when (changed.Status == 412 || changed.ErrorCode == Azure.Data.Tables.Models.TableErrorCode.ResourceNotFound)
        {
            return null;
        }
    }

    public async Task<TableEntity> EventAsync(
        StreamPlace place, int version, string canonical, string hash, CancellationToken cancellation)
    {
        var row = new TableEntity(place.Partition, StreamKeys.Event(place.Rows, version)) { [HashColumn] = hash };
        if (Encoding.UTF8.GetByteCount(canonical) <= LargestInRow)
        {
            row[EventColumn] = canonical;
        }
        else
        {
            row[BlobColumn] = $"{place.Large}/{Chain.HashOf(canonical)}";
            await Blobs.CreateAsync(large.GetBlobClient((string)row[BlobColumn]), BinaryData.FromString(canonical), cancellation);
        }

        return row;
    }

    public Task<TableEntity?> FindAsync(UnitId unit, int year, string row, CancellationToken cancellation)
        => FindAsync(StreamPlace.Of(unit, year, StreamKeys.UnitStream), row, cancellation);

    /// <param name="place">Of any stream in the row's partition.</param>
    public async Task<TableEntity?> FindAsync(StreamPlace place, string row, CancellationToken cancellation)
    {
        var found = await TableOf(place).GetEntityIfExistsAsync<TableEntity>(place.Partition, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    public TableClient TableOf(StreamPlace place) => place.Table == Table.Name ? Table : clients.Tables.GetTableClient(place.Table);

    private async Task AddAsync(StreamRows rows, string stream, TableEntity entity, CancellationToken cancellation)
    {
        if (entity.RowKey == StreamKeys.Board(stream))
        {
            rows.Board = entity;
        }
        else if (entity.RowKey == StreamKeys.Head(stream))
        {
            rows.Head = entity;
        }
        else if (entity.RowKey.StartsWith(StreamKeys.EventsStart(stream), StringComparison.Ordinal))
        {
            rows.Events.Add(await ReadAsync(entity, cancellation));
        }
        else
        {
            rows.Commands.Add(
                entity.RowKey.StartsWith(StreamKeys.Command(stream, ""), StringComparison.Ordinal) ? CommandIn(entity) : null);
        }
    }

    private static CommandRow CommandIn(TableEntity row)
        => new(NumberIn(row, VersionColumn) ?? 0, TextIn(row, HashColumn) ?? "", TextIn(row, ContentColumn));

    private async Task<EventRow> ReadAsync(TableEntity entity, CancellationToken cancellation)
    {
        // A row put there by hand may be named anyhow: version 0 is never the one expected.
        _ = int.TryParse(
            entity.RowKey.AsSpan(entity.RowKey.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var blob = TextIn(entity, BlobColumn) is { Length: > 0 } named ? named : null;
        var text = blob is null
            ? TextIn(entity, EventColumn)
            : (await Blobs.FindAsync(large.GetBlobClient(blob), cancellation))?.ToString();
        return new(version, text, TextIn(entity, HashColumn) ?? string.Empty, blob);
    }

    /// <summary>Null also for a value of another type, which only a hand can have put there.</summary>
    public static string? TextIn(TableEntity entity, string column) => entity.TryGetValue(column, out var value) ? value as string : null;

    public static int? NumberIn(TableEntity entity, string column) => entity.TryGetValue(column, out var value) ? value as int? : null;
}
