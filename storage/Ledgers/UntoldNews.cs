using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>An event that people are to be told of and were not yet.</summary>
/// <param name="Stream">Its name in the unit's year.</param>
public sealed record Untold(string Stream, int Version)
{
    internal string Row { get; init; } = "";
}

/// <summary>
/// A row beside the board for each event that somebody is to be told of, written in the batch that appends it. It says which event, and
/// nothing else: whom and of what is read from the ledger when they are told. So it copies nothing about people, and the board's query
/// finds it.
/// </summary>
public sealed class UntoldNews(StorageClients clients)
{
    private const string Prefix = "!news:"; // behind the board's rows, and in front of all streams

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.LedgerTable);

    /// <summary>Where all of them end.</summary>
    internal const string End = "!news;";

    internal static TableEntity Row(string partition, string stream, int version)
        => new(partition, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{stream}:{version:D8}"));

    /// <returns>Null for a row that is none of these; a version of 0 for one that only a hand can have put there.</returns>
    internal static Untold? In(string row)
        => !row.StartsWith(Prefix, StringComparison.Ordinal) ? null
            : row[Prefix.Length..].Split(':') is [var stream, var version]
                && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? new(stream, number) { Row = row }
                    : new("", 0) { Row = row };

    /// <summary>They have been told: one transaction for each hundred, and one for each where another has done it too.</summary>
    public async Task DoneAsync(UnitId unit, int year, IReadOnlyCollection<Untold> told, CancellationToken cancellation = default)
    {
        var partition = StreamKeys.Partition(unit, year);
        foreach (var chunk in told.Select(news => news.Row).Chunk(EntityBatch.MostEntities))
        {
            var batch = new EntityBatch();
            foreach (var row in chunk)
            {
                batch.Delete(new(partition, row), ETag.All);
            }

            if (!await batch.TrySubmitAsync(table, cancellation))
            {
                foreach (var row in chunk)
                {
                    await table.DeleteEntityAsync(partition, row, ETag.All, cancellation); // of what is gone the client says nothing
                }
            }
        }
    }
}
