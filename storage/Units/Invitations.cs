using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>
/// Who is to become a member of a unit: by work account until the first sign-in, by object id from then on. They lie among the unit's
/// members, in front of the people, and of each account and of each who asks there is a row that says where.
/// </summary>
public sealed class Invitations(StorageClients clients, MembershipLedger ledger, TimeProvider time)
{
    public const int MostOfUnit = 500;
    public const int MostRequestsOfUnit = 100;
    public const int MostRequestsOfPerson = 5;

    private const int MostAttempts = 50;

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.MembersTable);

    /// <summary>All of the unit, oldest first: one query.</summary>
    public async Task<ImmutableArray<Invitation>> ListAsync(UnitId unit, CancellationToken cancellation = default) =>
        [.. (await RowsAsync(unit, cancellation)).Select(Invitation.Of)
            .OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Invites whom the tenant knows by the account; the same again for the same account is another.</summary>
    /// <param name="account">As it is compared.</param>
    /// <param name="command">A repeat of it is the invitation that is there. Null when it has none.</param>
    public async Task<(Refusal? Refusal, Invitation? Invitation)> InviteAsync(
        UnitId unit, string tenant, string account, string name, Terms terms, string? email,
        CommandKey? command = null, CancellationToken cancellation = default)
    {
        var id = command is null ? PersonKey.New() : Invitation.IdOf(command);
        var rows = await RowsAsync(unit, cancellation);
        if (rows.Find(row => row.RowKey == Invitation.RowKey(id)) is { } row)
        {
            var first = Invitation.Of(row);
            return command!.IsOf(first.Content) ? (null, first with { Offers = [], Bound = null }) : (CommandKey.Reused, null);
        }

        if (rows.Count >= MostOfUnit)
        {
            return (MemberRefusals.TooManyInvitations, null);
        }

        var invitation = new Invitation(id, tenant, account, name, terms, email, null, time.GetUtcNow(), [], Content: command?.Content);
        // First: one too many is looked at in vain, and taken away then; one too few would never be found.
        await table.UpsertEntityAsync(
            new TableEntity(PlaceOf(tenant, account), Place(unit, invitation.Id)), cancellationToken: cancellation);
        return await new EntityBatch().Add(invitation.Row(unit)).TrySubmitAsync(table, cancellation)
            ? (null, invitation)
            : await InviteAsync(unit, tenant, account, name, terms, email, command, cancellation); // a repeat was faster
    }

    /// <summary>Takes it away. Done also when there is none.</summary>
    public async Task WithdrawAsync(UnitId unit, string id, CancellationToken cancellation = default)
    {
        if (await RowAsync(unit, id, cancellation) is { } row)
        {
            await DropAsync(unit, Invitation.Of(row), cancellation);
        }
    }

    /// <summary>Offers who signs in to every unit of their tenant that has invited the account.</summary>
    /// <param name="account">As it is compared.</param>
    public async Task OfferAsync(string tenant, string account, string person, string name, CancellationToken cancellation = default)
    {
        var places = new List<TableEntity>();
        await foreach (var place in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PlaceOf(tenant, account)}"), cancellationToken: cancellation))
        {
            places.Add(place);
        }

        foreach (var place in places)
        {
            var parts = place.RowKey.Split(':');
            if (!await OfferAsync(UnitId.Parse(parts[0]).Value, parts[1], new(person, name, account, time.GetUtcNow()), cancellation))
            {
                await table.DeleteEntityAsync(place, cancellationToken: cancellation);
            }
        }
    }

    /// <summary>Binds it to one of those who were offered, once; what they are to be goes the way of every membership.</summary>
    /// <param name="by">Person id of the admin.</param>
    /// <param name="to">Given the invitation and the offer, what the person is to be.</param>
    public async Task<MembershipOutcome> BindAsync(
        UnitId unit, string by, string id, string person, Func<Invitation, Offer, Membership> to,
        CommandKey? command = null, CancellationToken cancellation = default)
    {
        TableEntity? row = null;
        if (await RowAsync(unit, id, cancellation) is not { } first
            || Invitation.Of(first).Offers.FirstOrDefault(offer => offer.Person == person) is not { } found)
        {
            return new(MemberRefusals.NoSuchInvitation);
        }

        var membership = to(Invitation.Of(first), found);
        return await ledger.SetAsync(unit, by, membership.Person, _ => membership, command, LookAsync, new(id, Close), cancellation);

        // As it is when the batch is made: another admin may have bound it meanwhile.
        async Task<Refusal?> LookAsync(PersonRows rows)
        {
            row = await RowAsync(unit, id, cancellation);
            return row is null ? MemberRefusals.NoSuchInvitation
                : Invitation.Of(row).Bound is not null ? MemberRefusals.InvitationBound
                : null;
        }

        void Close(EntityBatch batch, string key) => batch.Replace((Invitation.Of(row!) with { Bound = key }).Row(unit), row!.ETag);
    }

    /// <summary>
    /// Keeps that a person asks to join, if the unit has given them its code; else, and where there are too many, nothing. Who asks
    /// cannot tell which.
    /// </summary>
    public async Task AskAsync(
        UnitId unit, string code, string person, string name, string? account, string? text, CancellationToken cancellation = default)
    {
        var given = JoinCode.IsOf(await JoinCodeRowAsync(unit, cancellation), code);
        var member = await ledger.IsMemberAsync(unit, person, cancellation);
        var places = new List<string>();
        await foreach (var place in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PlaceOf(person)}"), cancellationToken: cancellation))
        {
            places.Add(place.RowKey);
        }

        var all = (await RowsAsync(unit, cancellation)).ConvertAll(Invitation.Of);
        var open = all.FindAll(one => one.Account is null && one.Bound is null);
        // A place without a request is of one that was cut off: it is taken up.
        var left = places.Find(place => place.StartsWith(Place(unit, ""), StringComparison.Ordinal)
            && !all.Exists(one => Place(unit, one.Id) == place));
        if (!given || member || places.Count - (left is null ? 0 : 1) >= MostRequestsOfPerson || open.Count >= MostRequestsOfUnit
            || open.Exists(one => one.Offers.Any(offer => offer.Person == person)))
        {
            return;
        }

        var now = time.GetUtcNow();
        var id = left is null ? PersonKey.New() : left[Place(unit, "").Length..];
        var request = new Invitation(id, "", null, name, null, null, text, now, [new(person, name, account, now)]);
        await table.UpsertEntityAsync(new TableEntity(PlaceOf(person), Place(unit, id)), cancellationToken: cancellation);
        await new EntityBatch().Add(request.Row(unit)).TrySubmitAsync(table, cancellation); // else another of theirs took it up
    }

    /// <summary>Null before there is one.</summary>
    public async Task<string?> JoinCodeAsync(UnitId unit, CancellationToken cancellation = default) =>
        JoinCode.Of(await JoinCodeRowAsync(unit, cancellation));

    /// <summary>Makes a new one; the one before opens nothing any more.</summary>
    /// <param name="command">A repeat of it, with no other since, is the same code. Null when it has none.</param>
    /// <exception cref="LedgerBusyException">Others made a new one every time.</exception>
    public async Task<string> NewJoinCodeAsync(UnitId unit, CommandKey? command = null, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var row = await JoinCodeRowAsync(unit, cancellation);
            if (JoinCode.IsMadeBy(row, command))
            {
                return JoinCode.Of(row)!;
            }

            var (made, batch) = (JoinCode.New(unit, command), new EntityBatch());
            if (await (row is null ? batch.Add(made) : batch.Replace(made, row.ETag)).TrySubmitAsync(table, cancellation))
            {
                return JoinCode.Of(made)!;
            }
        }

        throw new LedgerBusyException($"The join code of {unit} changed {MostAttempts} times while a new one was made.");
    }

    /// <summary>Takes away what names the person: what they were bound by, what they ask, and where they are offered.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> ForgetAsync(UnitId unit, string person, string? key, CancellationToken cancellation = default)
    {
        var any = false;
        foreach (var invitation in (await RowsAsync(unit, cancellation)).Select(Invitation.Of).Where(one => one.Names(person, key)))
        {
            any |= await ForgetAsync(unit, invitation.Id, person, key, cancellation);
        }

        return any;
    }

    /// <returns>False when the invitation does not name the person.</returns>
    private async Task<bool> ForgetAsync(UnitId unit, string id, string person, string? key, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await RowAsync(unit, id, cancellation) is not { } row || Invitation.Of(row) is not { } invitation
                || !invitation.Names(person, key))
            {
                return false;
            }

            if (invitation.Offers.All(offer => offer.Person == person) || (key is not null && invitation.Bound == key))
            {
                await DropAsync(unit, invitation, cancellation);
                return true;
            }

            var without = invitation with { Offers = invitation.Offers.RemoveAll(offer => offer.Person == person) };
            if (await new EntityBatch().Replace(without.Row(unit), row.ETag).TrySubmitAsync(table, cancellation))
            {
                return true;
            }
        }

        throw new LedgerBusyException($"An invitation of {unit} changed {MostAttempts} times while someone was forgotten.");
    }

    /// <returns>False when there is no such invitation.</returns>
    private async Task<bool> OfferAsync(UnitId unit, string id, Offer offer, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await RowAsync(unit, id, cancellation) is not { } row)
            {
                return false;
            }

            var invitation = Invitation.Of(row);
            if (invitation.Offers.Length >= Invitation.MostOffers || invitation.Offers.Any(known => known.Person == offer.Person))
            {
                return true;
            }

            var offered = invitation with { Offers = invitation.Offers.Add(offer) };
            if (await new EntityBatch().Replace(offered.Row(unit), row.ETag).TrySubmitAsync(table, cancellation))
            {
                return true;
            }
        }

        throw new LedgerBusyException($"An invitation of {unit} changed {MostAttempts} times while someone was offered.");
    }

    /// <summary>The place first: an invitation without one is met again by whoever repeats this.</summary>
    private async Task DropAsync(UnitId unit, Invitation invitation, CancellationToken cancellation)
    {
        var places = invitation.Account is { } account
            ? [PlaceOf(invitation.Tenant, account)]
            : invitation.Offers.Select(offer => PlaceOf(offer.Person));
        foreach (var place in places)
        {
            await table.DeleteEntityAsync(place, Place(unit, invitation.Id), ETag.All, cancellation);
        }

        await table.DeleteEntityAsync(unit.Value, Invitation.RowKey(invitation.Id), ETag.All, cancellation);
    }

    private Task<TableEntity?> JoinCodeRowAsync(UnitId unit, CancellationToken cancellation) => FindAsync(unit, JoinCode.Row, cancellation);

    private Task<TableEntity?> RowAsync(UnitId unit, string id, CancellationToken cancellation) =>
        FindAsync(unit, Invitation.RowKey(id), cancellation);

    private async Task<TableEntity?> FindAsync(UnitId unit, string row, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, row, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private async Task<List<TableEntity>> RowsAsync(UnitId unit, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value}")
            + TableClient.CreateQueryFilter($" and RowKey ge {Invitation.First} and RowKey lt {Invitation.End}"),
            cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    // No unit's id and no person's begins with an at sign. By hash: written out, an account of 254 letters can be longer than a key may be.
    private static string PlaceOf(string tenant, string account) =>
        $"@@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{account}")))}";

    private static string PlaceOf(string person) => $"@@@{KeyText.Encode(person)}";

    private static string Place(UnitId unit, string id) => $"{unit}:{id}";
}
