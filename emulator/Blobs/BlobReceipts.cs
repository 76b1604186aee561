using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Emulator.Blobs;

/// <summary>How far one function got with one state of a blob.</summary>
internal sealed record BlobReceipt(string ETag, int Attempts, bool Done);

/// <summary>
/// Which blobs a function has dealt with, by name and ETag: one small row each, read once at start and kept in memory.
/// Rows of blobs that are gone are deleted in batches.
/// </summary>
internal sealed class BlobReceipts(TableClient table, string partition)
{
    private const string NameColumn = "Name";
    private const string ETagColumn = "BlobETag";
    private const string AttemptsColumn = "Attempts";
    private const string DoneColumn = "Done";
    private const int BatchLimit = 100;

    private readonly ConcurrentDictionary<string, BlobReceipt> known = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => known.Keys;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            known[row.GetString(NameColumn)] = new BlobReceipt(
                row.GetString(ETagColumn), row.GetInt32(AttemptsColumn) ?? 0, row.GetBoolean(DoneColumn) ?? false);
        }
    }

    /// <summary>The receipt for exactly this state of the blob, or null.</summary>
    public BlobReceipt? Find(string name, string etag) =>
        known.TryGetValue(name, out var receipt) && receipt.ETag == etag ? receipt : null;

    public async Task KeepAsync(string name, BlobReceipt receipt)
    {
        var row = new TableEntity(partition, Key(name))
        {
            [NameColumn] = name,
            [ETagColumn] = receipt.ETag,
            [AttemptsColumn] = receipt.Attempts,
            [DoneColumn] = receipt.Done,
        };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
        known[name] = receipt;
    }

    public async Task ForgetAsync(IReadOnlyCollection<string> names)
    {
        foreach (var batch in names.Chunk(BatchLimit))
        {
            var deletes = batch.Select(name =>
                new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, Key(name)), ETag.All));
            try
            {
                await table.SubmitTransactionAsync(deletes);
            }
            catch (TableTransactionFailedException gone) when (gone.Status == 404)
            {
                // Deleted by an earlier try whose answer was lost: one by one, where what is gone is no failure.
                await Task.WhenAll(batch.Select(name => table.DeleteEntityAsync(partition, Key(name))));
            }

            foreach (var name in batch)
            {
                known.TryRemove(name, out _);
            }
        }
    }

    // Blob names are longer than a row key may be, and hold characters that a key must not.
    private static string Key(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
