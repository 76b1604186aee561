using System.Globalization;
using Azure.Data.Tables;

namespace PerfFlow.Storage.Due;

/// <summary>
/// Which sixteenth of the units was looked through on which night: a row each, so that a night that broke off goes on where it was.
/// </summary>
public sealed class Nights(StorageClients clients)
{
    private const string Partition = "@nights"; // no shard begins with it
    private const string DayColumn = "Day";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.DueTable);

    /// <summary>The first that is not done yet; null when the night is over. One query.</summary>
    public async Task<string?> NextAsync(DateOnly night, CancellationToken cancellation = default)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Day eq {Text(night)}"), cancellationToken: cancellation))
        {
            done.Add(row.RowKey);
        }

        return Shard.All.FirstOrDefault(shard => !done.Contains(shard));
    }

    public Task DoneAsync(string shard, DateOnly night, CancellationToken cancellation = default)
        => table.UpsertEntityAsync(new TableEntity(Partition, shard) { [DayColumn] = Text(night) }, TableUpdateMode.Replace, cancellation);

    private static string Text(DateOnly night) => night.ToString("O", CultureInfo.InvariantCulture);
}
