using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>The rows of people, and of each person the units they were ever put into.</summary>
internal sealed class PersonTable(StorageClients clients)
{
    private const string UnitsPrefix = "@"; // no unit's id begins with it
    private const string FirstPerson = "\""; // what is no person's row begins with an exclamation mark

    public TableClient Table { get; } = clients.Tables.GetTableClient(StorageSchema.MembersTable);

    /// <summary>One point read. Null for who was never put into the unit.</summary>
    public async Task<TableEntity?> FindAsync(UnitId unit, string person, CancellationToken cancellation)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(unit.Value, PersonRow.RowKey(person), cancellationToken: cancellation);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>One query.</summary>
    public async Task<PersonRows> AllAsync(UnitId unit, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value} and RowKey ge {FirstPerson}"), cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        return new(unit, rows);
    }

    /// <summary>Those the person was ever put into: one query.</summary>
    public async IAsyncEnumerable<UnitId> UnitsAsync(
        string person, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var known in Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(person)}"), select: ["RowKey"], cancellationToken: cancellation))
        {
            yield return known.Read(row => UnitId.Parse(row.RowKey).Value);
        }
    }

    /// <summary>Before the person's first row, and never taken back: one too many costs a read, one too few would lock them out.</summary>
    public Task RememberAsync(UnitId unit, string person, CancellationToken cancellation) =>
        Table.UpsertEntityAsync(new TableEntity(PartitionOf(person), unit.Value), cancellationToken: cancellation);

    private static string PartitionOf(string person) => UnitsPrefix + KeyText.Encode(person);
}
