using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using PerfFlow.Storage;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>Whoever may write to the storage account and goes past the app. Each deed answers what takes it back.</summary>
internal sealed class Hand(StorageClients clients)
{
    /// <summary>Bytes of the one blob below the prefix whose text holds the words; null deletes it.</summary>
    public async Task<Func<Task>> ChangeBlobAsync(string container, string prefix, string words, Func<byte[], byte[]?> change)
    {
        await foreach (var found in clients.Blobs.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None))
        {
            var blob = clients.Blobs.GetBlobContainerClient(container).GetBlobClient(found.Name);
            var kept = (await blob.DownloadContentAsync()).Value.Content.ToArray();
            if (kept.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) < 0
                && !found.Name.Contains(words, StringComparison.Ordinal))
            {
                continue;
            }

            if (change([.. kept]) is { } other)
            {
                await blob.UploadAsync(BinaryData.FromBytes(other), overwrite: true);
            }
            else
            {
                await blob.DeleteAsync();
            }

            return () => blob.UploadAsync(BinaryData.FromBytes(kept), overwrite: true);
        }

        throw new Xunit.Sdk.XunitException($"No blob with {words} below {container}/{prefix}.");
    }

    /// <summary>A row of a table; null deletes it.</summary>
    public async Task<Func<Task>> ChangeRowAsync(string table, string partition, string row, Action<TableEntity>? change)
    {
        var client = clients.Tables.GetTableClient(table);
        var kept = (await client.GetEntityAsync<TableEntity>(partition, row)).Value;
        if (change is null)
        {
            await client.DeleteEntityAsync(partition, row);
        }
        else
        {
            var other = new TableEntity(kept);
            change(other);
            await client.UpdateEntityAsync(other, ETag.All, TableUpdateMode.Replace);
        }

        return () => client.UpsertEntityAsync(kept, TableUpdateMode.Replace);
    }

    public async Task<Func<Task>> AddRowAsync(string table, TableEntity row)
    {
        var client = clients.Tables.GetTableClient(table);
        await client.AddEntityAsync(row);
        return () => client.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    /// <summary>The last byte is another.</summary>
    public static byte[] LastByte(byte[] bytes)
    {
        bytes[^1] ^= 1;
        return bytes;
    }

    /// <summary>Words in the place of others.</summary>
    public static Func<byte[], byte[]?> Words(string old, string other) => bytes =>
        System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace(old, other, StringComparison.Ordinal));
}
