using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Memberships;

/// <summary>Who may do what in a unit: a row per person in the unit's partition.</summary>
public sealed class Memberships(StorageClients clients)
{
    private const string Column = "Membership";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.MembersTable);

    /// <summary>Sets what a person may do; the last word wins.</summary>
    public Task SetAsync(UnitId unit, Membership membership, CancellationToken cancellation = default)
        => table.UpsertEntityAsync(
            new TableEntity(unit.Value, KeyText.Encode(membership.Person)) { [Column] = JsonSerializer.Serialize(membership, Wire.Json) },
            TableUpdateMode.Replace,
            cancellation);

    /// <summary>One point read. Null when the person is no member.</summary>
    public async Task<Membership?> FindAsync(UnitId unit, string person, CancellationToken cancellation = default)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, KeyText.Encode(person), cancellationToken: cancellation);
        return row.HasValue ? Parse(row.Value!) : null;
    }

    /// <summary>All members of the unit by person id.</summary>
    public async Task<ImmutableArray<Membership>> ListAsync(UnitId unit, CancellationToken cancellation = default)
    {
        var members = ImmutableArray.CreateBuilder<Membership>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value}"), cancellationToken: cancellation))
        {
            members.Add(Parse(row));
        }

        return members.ToImmutable();
    }

    private static Membership Parse(TableEntity row) => JsonSerializer.Deserialize<Membership>(row.GetString(Column), Wire.Json)!;
}
