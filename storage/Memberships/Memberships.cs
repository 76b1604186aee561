using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Memberships;

/// <summary>Who may do what in a unit: a row per person in the unit's partition.</summary>
public sealed class Memberships(StorageClients clients)
{
    private const string Column = "Membership";
    private const string ContentColumn = "Content";
    private const string CommandPrefix = "!"; // no person's key begins with it

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.MembersTable);

    /// <summary>Sets what a person may do; the last word wins.</summary>
    /// <param name="command">A repeat of it changes nothing, whatever was set since. Null when it has none.</param>
    /// <returns>False when the command was known with other content.</returns>
    public async Task<bool> SetAsync(UnitId unit, Membership membership, CommandKey? command = null, CancellationToken cancellation = default)
    {
        var batch = new EntityBatch().Upsert(
            new(unit.Value, KeyText.Encode(membership.Person)) { [Column] = JsonSerializer.Serialize(membership, Wire.Json) });
        if (command is null)
        {
            return await batch.TrySubmitAsync(table, cancellation);
        }

        var row = CommandPrefix + KeyText.Encode(command.Id);
        batch.Add(new(unit.Value, row) { [ContentColumn] = command.Content });
        return await batch.TrySubmitAsync(table, cancellation)
            || command.IsOf((await table.GetEntityAsync<TableEntity>(unit.Value, row, cancellationToken: cancellation)).Value.GetString(ContentColumn));
    }

    /// <summary>One point read. Null when the person is no member.</summary>
    public async Task<Membership?> FindAsync(UnitId unit, string person, CancellationToken cancellation = default)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, KeyText.Encode(person), cancellationToken: cancellation);
        return row.HasValue ? Parse(row.Value!) : null;
    }

    /// <summary>Whether the person is a member of any unit; a scan that stops at the first row, so for rare calls only.</summary>
    public async Task<bool> AnyAsync(string person, CancellationToken cancellation = default)
    {
        await foreach (var _ in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey eq {KeyText.Encode(person)}"), 1, ["PartitionKey"], cancellation))
        {
            return true;
        }

        return false;
    }

    /// <summary>All members of the unit by person id.</summary>
    public async Task<ImmutableArray<Membership>> ListAsync(UnitId unit, CancellationToken cancellation = default)
    {
        var members = ImmutableArray.CreateBuilder<Membership>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value}"), cancellationToken: cancellation))
        {
            if (!row.RowKey.StartsWith(CommandPrefix, StringComparison.Ordinal))
            {
                members.Add(Parse(row));
            }
        }

        return members.ToImmutable();
    }

    private static Membership Parse(TableEntity row) => JsonSerializer.Deserialize<Membership>(row.GetString(Column), Wire.Json)!;
}
