using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Ledger;

/// <summary>An event row as it lies in the table, its text fetched from its blob if it was large.</summary>
internal sealed record EventRow(int Version, string? Text, string Hash);

/// <summary>A stream's rows: its head (null for a new stream), its events in order, its commands.</summary>
internal sealed record StreamRows(TableEntity? Head, List<EventRow> Events, Dictionary<string, int> Commands)
{
    public int Version => Head?.GetInt32(LedgerRows.VersionColumn) ?? 0;
}

/// <summary>The ledger's rows and large events, as bytes: knows nothing of what they mean.</summary>
internal sealed class LedgerRows(StorageClients clients)
{
    public const string VersionColumn = "Version";
    public const string HashColumn = "Hash";
    public const string EventColumn = "Event";
    public const string BlobColumn = "Blob";
    public const string RowColumn = "Row";

    /// <summary>Larger events lie in a blob, UTF-8 bytes. A string property holds 32 Ki UTF-16 units.</summary>
    public const int LargestInRow = 30 * 1024;

    private readonly BlobContainerClient large = clients.Blobs.GetBlobContainerClient(StorageSchema.LargeEvents);

    public TableClient Table { get; } = clients.Tables.GetTableClient(StorageSchema.LedgerTable);

    public async Task<StreamRows> LoadAsync(UnitId unit, int year, string stream, CancellationToken cancellation)
    {
        var partition = StreamKeys.Partition(unit, year);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {StreamKeys.Start(stream)} and RowKey lt {StreamKeys.End(stream)}");
        var rows = new StreamRows(null, [], []);
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (entity.RowKey == StreamKeys.Head(stream))
            {
                rows = rows with { Head = entity };
            }
            else if (entity.RowKey.StartsWith(StreamKeys.EventsStart(stream), StringComparison.Ordinal))
            {
                rows.Events.Add(await ReadAsync(entity, cancellation));
            }
            else
            {
                rows.Commands.Add(entity.RowKey, entity.GetInt32(VersionColumn) ?? 0);
            }
        }

        return rows;
    }

    public async Task<TableEntity> EventAsync(UnitId unit, int year, string stream, int version, string canonical, string hash, CancellationToken cancellation)
    {
        var row = new TableEntity(StreamKeys.Partition(unit, year), StreamKeys.Event(stream, version)) { [HashColumn] = hash };
        if (Encoding.UTF8.GetByteCount(canonical) <= LargestInRow)
        {
            row[EventColumn] = canonical;
        }
        else
        {
            row[BlobColumn] = $"{unit}/{year}/{Chain.HashOf(canonical)}";
            await Blobs.CreateAsync(large.GetBlobClient((string)row[BlobColumn]), BinaryData.FromString(canonical), cancellation);
        }

        return row;
    }

    private async Task<EventRow> ReadAsync(TableEntity entity, CancellationToken cancellation)
    {
        var version = int.Parse(entity.RowKey.AsSpan(entity.RowKey.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        var text = entity.GetString(BlobColumn) is { } blob
            ? (await Blobs.FindAsync(large.GetBlobClient(blob), cancellation))?.ToString()
            : entity.GetString(EventColumn);
        return new(version, text, entity.GetString(HashColumn) ?? string.Empty);
    }
}
