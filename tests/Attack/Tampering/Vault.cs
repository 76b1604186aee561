using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Tampering;

/// <summary>Tables and blobs under somebody's hands, who can put everything back as it was.</summary>
internal sealed class Vault(AttackedApp app)
{
    private readonly Stack<Func<Task>> undo = [];

    public async Task<TableEntity> RowAsync(string table, string partition, string row) =>
        (await Table(table).GetEntityAsync<TableEntity>(partition, row)).Value;

    public async Task<List<TableEntity>> RowsAsync(string table, string partition, string from = "", string before = "~")
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table(table).QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {before}")))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task ChangeAsync(string table, string partition, string row, Action<TableEntity> change)
    {
        var changed = await RowAsync(table, partition, row);
        var before = new TableEntity(changed);
        change(changed);
        await ReplaceAsync(table, changed);
        undo.Push(() => ReplaceAsync(table, before));
    }

    public async Task DeleteAsync(string table, TableEntity row)
    {
        await Table(table).DeleteEntityAsync(row.PartitionKey, row.RowKey);
        undo.Push(() => ReplaceAsync(table, row));
    }

    public async Task DeleteAsync(string table, string partition, string row) =>
        await DeleteAsync(table, await RowAsync(table, partition, row));

    public async Task AddAsync(string table, TableEntity row)
    {
        await Table(table).AddEntityAsync(row);
        undo.Push(() => Table(table).DeleteEntityAsync(row.PartitionKey, row.RowKey));
    }

    /// <param name="name">Beginning of its name.</param>
    public async Task ChangeBlobAsync(string container, string name, Func<byte[], byte[]> change)
    {
        var blob = await BlobAsync(container, name);
        var before = (await blob.DownloadContentAsync()).Value;
        await WriteAsync(blob, change(before.Content.ToArray()), before.Details);
        undo.Push(() => WriteAsync(blob, before.Content.ToArray(), before.Details));
    }

    public async Task DeleteBlobAsync(string container, string name)
    {
        var blob = await BlobAsync(container, name);
        var before = (await blob.DownloadContentAsync()).Value;
        await blob.DeleteAsync();
        undo.Push(() => WriteAsync(blob, before.Content.ToArray(), before.Details));
    }

    public async Task AddBlobAsync(string container, string name, byte[] content)
    {
        var blob = app.Blobs.GetBlobContainerClient(container).GetBlobClient(name);
        await blob.UploadAsync(new BinaryData(content), overwrite: false);
        undo.Push(() => blob.DeleteAsync());
    }

    /// <summary>The first whose name begins so.</summary>
    public async Task<BlobClient> BlobAsync(string container, string name) =>
        app.Blobs.GetBlobContainerClient(container).GetBlobClient((await NamesAsync(container, name))[0]);

    public async Task<IReadOnlyList<string>> NamesAsync(string container, string beginning)
    {
        var names = new List<string>();
        await foreach (var blob in app.Blobs.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, beginning, CancellationToken.None))
        {
            names.Add(blob.Name);
        }

        return names.Count > 0 ? names : throw new InvalidOperationException($"{container} has nothing that begins with {beginning}.");
    }

    public async Task RestoreAsync()
    {
        while (undo.TryPop(out var step))
        {
            await step();
        }
    }

    private TableClient Table(string name) => app.Tables.GetTableClient(name);

    private async Task ReplaceAsync(string table, TableEntity row) =>
        await Table(table).UpsertEntityAsync(Plain(row), TableUpdateMode.Replace);

    private static TableEntity Plain(TableEntity row)
    {
        var plain = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row.Where(value => value.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")))
        {
            plain[name] = value;
        }

        return plain;
    }

    private static async Task WriteAsync(BlobClient blob, byte[] content, BlobDownloadDetails details) => await blob.UploadAsync(
        new BinaryData(content),
        new BlobUploadOptions { Metadata = details.Metadata, HttpHeaders = new BlobHttpHeaders { ContentType = details.ContentType } });
}
