using System.Collections.Immutable;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>What came of a change to a membership.</summary>
public enum MembershipChange
{
    Done,

    /// <summary>The same command did it before; nothing was done again.</summary>
    Repeated,

    /// <summary>The command was known with other content.</summary>
    KeyReused,

    /// <summary>The membership is not the one the sender expected.</summary>
    Unexpected,

    /// <summary>It would have left the unit without an admin.</summary>
    LastAdmin,
}

/// <summary>What came of erasing a person.</summary>
public enum Erasure
{
    /// <summary>Name and address are gone, now or before.</summary>
    Done,

    /// <summary>The unit never had such a person.</summary>
    NoSuchPerson,

    /// <summary>They are a member: to be taken out of the unit first.</summary>
    StillMember,
}

/// <summary>Who may do what in a unit: a row per person in the unit's partition (<see cref="PersonRow"/>).</summary>
public sealed class Memberships(StorageClients clients)
{
    private const string ContentColumn = "Content";
    private const string PersonPrefix = "@"; // no unit's id begins with it
    private const string CommandPrefix = "!"; // no person's key begins with it
    private const string AfterCommands = "\"";
    private const int MostAttempts = 50;

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.MembersTable);

    /// <summary>
    /// Sets what a person may do; the last word wins. Whoever is put into the unit for the first time gets a key, which they keep.
    /// Three transactions when nobody interferes, and one more for a repeat or a refusal of what has a command.
    /// </summary>
    /// <param name="membership">Its key is not read.</param>
    /// <param name="command">A repeat of it changes nothing, whatever was set since. Null when it has none.</param>
    /// <param name="expected">Asked of the membership as it stands, null when there is none. Null: any.</param>
    /// <returns>The person's key too, but where nothing was set.</returns>
    /// <exception cref="LedgerBusyException">Other writers won every time.</exception>
    public Task<(MembershipChange Change, string? Key)> SetAsync(
        UnitId unit,
        Membership membership,
        CommandKey? command = null,
        Func<Membership?, bool>? expected = null,
        CancellationToken cancellation = default) =>
        ChangeAsync(unit, membership.Person, membership, command, expected, cancellation);

    /// <summary>Takes a person out of the unit; key and name stay. Done also when there was no such member.</summary>
    /// <inheritdoc cref="SetAsync"/>
    public async Task<MembershipChange> RemoveAsync(
        UnitId unit,
        string person,
        CommandKey? command = null,
        Func<Membership?, bool>? expected = null,
        CancellationToken cancellation = default) =>
        (await ChangeAsync(unit, person, null, command, expected, cancellation)).Change;

    /// <summary>
    /// Blanks name and address of who is no member any more. The key stays, and so does everything done under it; so does the
    /// person id, by which whoever comes back is still the one who submitted what they now may not approve.
    /// </summary>
    public async Task<Erasure> EraseAsync(UnitId unit, string person, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await RowAsync(unit, person, cancellation) is not { } row)
            {
                return Erasure.NoSuchPerson;
            }

            if (PersonRow.Membership(row) is not null)
            {
                return Erasure.StillMember;
            }

            if (PersonRow.IsErased(row)
                || await new EntityBatch().Replace(PersonRow.Erased(row), row.ETag).TrySubmitAsync(table, cancellation))
            {
                return Erasure.Done;
            }
        }

        throw new LedgerBusyException($"The members of {unit} changed {MostAttempts} times while one was erased.");
    }

    /// <summary>One point read. Null when the person is no member.</summary>
    public async Task<Membership?> FindAsync(UnitId unit, string person, CancellationToken cancellation = default) =>
        PersonRow.Membership(await RowAsync(unit, person, cancellation));

    /// <summary>One point read. Null when the person was never put into the unit.</summary>
    public async Task<string?> KeyOfAsync(UnitId unit, string person, CancellationToken cancellation = default) =>
        await RowAsync(unit, person, cancellation) is { } row ? PersonRow.KeyOf(row) : null;

    /// <summary>
    /// Whether the person is a member of any unit: one query of the units they were ever put into, most often of none or one,
    /// and a point read of each until one is found.
    /// </summary>
    public async Task<bool> AnyAsync(string person, CancellationToken cancellation = default)
    {
        await foreach (var known in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PersonPrefix + KeyText.Encode(person)}"),
            select: ["RowKey"],
            cancellationToken: cancellation))
        {
            if (await FindAsync(UnitId.Parse(known.RowKey).Value, person, cancellation) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All members of the unit by person id.</summary>
    public async Task<ImmutableArray<Membership>> ListAsync(UnitId unit, CancellationToken cancellation = default) =>
        (await PeopleAsync(unit, cancellation)).Members;

    /// <summary>All who are or were in the unit: one query.</summary>
    public async Task<People> PeopleAsync(UnitId unit, CancellationToken cancellation = default) =>
        new([.. (await RowsAsync(unit, cancellation)).Select(PersonRow.Person)]);

    private async Task<(MembershipChange Change, string? Key)> ChangeAsync(
        UnitId unit, string person, Membership? membership, CommandKey? command,
        Func<Membership?, bool>? expected, CancellationToken cancellation)
    {
        if (membership is not null)
        {
            // First, and never taken back: one too many costs a read, one too few would lock a member out.
            await table.UpsertEntityAsync(
                new TableEntity(PersonPrefix + KeyText.Encode(person), unit.Value), cancellationToken: cancellation);
        }

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var rows = await RowsAsync(unit, cancellation);
            var row = rows.FirstOrDefault(row => row.RowKey == PersonRow.RowKey(person));
            var key = row is null ? PersonKey.New() : PersonRow.KeyOf(row);
            var (batch, refused) = Change(unit, rows, row, membership is null ? null : membership with { Key = key }, expected);
            if (refused is null)
            {
                if (command is not null)
                {
                    batch.Add(new(unit.Value, RowOf(command)) { [ContentColumn] = command.Content });
                }

                if (batch.Count == 0 || await batch.TrySubmitAsync(table, cancellation))
                {
                    return (MembershipChange.Done, key);
                }
            }

            // Asked last, for few are repeats: a repeat meets its own row, or is refused for what was set since.
            if (await KnownAsync(unit, command, cancellation) is { } known)
            {
                return (known, row is null ? await KeyOfAsync(unit, person, cancellation) : key);
            }

            if (refused is not null)
            {
                return (refused.Value, null);
            }
        }

        throw new LedgerBusyException($"The members of {unit} changed {MostAttempts} times while one was set.");
    }

    /// <returns>What writes the change, empty where there is none; or why it may not be.</returns>
    private static (EntityBatch Batch, MembershipChange? Refused) Change(
        UnitId unit, List<TableEntity> rows, TableEntity? row, Membership? membership, Func<Membership?, bool>? expected)
    {
        var batch = new EntityBatch();
        var current = PersonRow.Membership(row);
        if (expected is not null && !expected(current))
        {
            return (batch, MembershipChange.Unexpected);
        }

        if (IsAdmin(current) && !IsAdmin(membership))
        {
            if (rows.FirstOrDefault(other => other != row && IsAdmin(PersonRow.Membership(other))) is not { } staying)
            {
                return (batch, MembershipChange.LastAdmin);
            }

            batch.Replace(staying, staying.ETag); // held, so that two admins cannot take out each other
        }

        return (
            (row, membership) switch
            {
                (null, null) => batch,
                (null, _) => batch.Add(PersonRow.Of(unit, membership)),
                (_, null) => current is null ? batch : batch.Replace(PersonRow.Removed(row), row.ETag),
                _ => batch.Replace(PersonRow.Of(unit, membership), row.ETag),
            },
            null);
    }

    /// <returns>What a command that was done before comes to; null when it was not.</returns>
    private async Task<MembershipChange?> KnownAsync(UnitId unit, CommandKey? command, CancellationToken cancellation) =>
        command is not null
        && await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, RowOf(command), cancellationToken: cancellation) is
            { HasValue: true } known
            ? command.IsOf(known.Value!.GetString(ContentColumn)) ? MembershipChange.Repeated : MembershipChange.KeyReused
            : null;

    private static string RowOf(CommandKey command) => CommandPrefix + KeyText.Encode(command.Id);

    private async Task<TableEntity?> RowAsync(UnitId unit, string person, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, PersonRow.RowKey(person), cancellationToken: cancellation);
        return row.HasValue ? row.Value : null;
    }

    private async Task<List<TableEntity>> RowsAsync(UnitId unit, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value} and RowKey ge {AfterCommands}"), cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static bool IsAdmin(Membership? membership) => membership?.Roles.Contains(Role.Admin) ?? false;
}
