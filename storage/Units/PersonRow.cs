using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>
/// All that is known of a person in a unit, in the one row there is of them, by person id. It outlives the membership, so that
/// the ledger can still be read and who comes back is the same person; erased, it keeps the key alone.
/// </summary>
internal static class PersonRow
{
    private const string KeyColumn = "Key";
    private const string NameColumn = "Name";
    private const string EmailColumn = "Email";
    private const string MembershipColumn = "Membership";

    private sealed record Terms(IReadOnlyList<Role> Roles, IReadOnlyList<string> Sections);

    public static string RowKey(string person) => KeyText.Encode(person);

    /// <param name="membership">With its key.</param>
    public static TableEntity Of(UnitId unit, Membership membership)
    {
        var row = new TableEntity(unit.Value, RowKey(membership.Person))
        {
            [KeyColumn] = membership.Key,
            [NameColumn] = membership.Name,
            [MembershipColumn] = JsonSerializer.Serialize(new Terms(membership.Roles, membership.Sections), Wire.Json),
        };
        if (membership.Email is not null)
        {
            row[EmailColumn] = membership.Email;
        }

        return row;
    }

    public static TableEntity Removed(TableEntity row)
    {
        var left = new TableEntity(row.PartitionKey, row.RowKey) { [KeyColumn] = KeyOf(row) };
        foreach (var column in (string[])[NameColumn, EmailColumn])
        {
            if (row.TryGetValue(column, out var value))
            {
                left[column] = value;
            }
        }

        return left;
    }

    public static TableEntity Erased(TableEntity row) => new(row.PartitionKey, row.RowKey) { [KeyColumn] = KeyOf(row) };

    public static bool IsErased(TableEntity row) => !row.ContainsKey(NameColumn);

    public static string KeyOf(TableEntity row) => row.GetString(KeyColumn);

    public static Person Person(TableEntity row) => new(KeyOf(row), KeyText.Decode(row.RowKey), row.GetString(NameColumn), Membership(row));

    /// <summary>Null when the person is no member.</summary>
    public static Membership? Membership(TableEntity? row)
    {
        if (row?.GetString(MembershipColumn) is not { } json)
        {
            return null;
        }

        var terms = JsonSerializer.Deserialize<Terms>(json, Wire.Json)!;
        return new(
            KeyText.Decode(row.RowKey), row.GetString(NameColumn), [.. terms.Roles],
            [.. terms.Sections], row.GetString(EmailColumn), KeyOf(row));
    }
}
