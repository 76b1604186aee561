using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>
/// Who may do what in a unit: a row per person in the unit's partition (<see cref="PersonRow"/>), which changes with the stream of
/// all that has happened to them alone (<see cref="MembershipLedger"/>).
/// </summary>
public sealed class Memberships(StorageClients clients)
{
    private readonly PersonTable table = new(clients);

    /// <summary>One point read. Null when the person is no member.</summary>
    public async Task<Membership?> FindAsync(UnitId unit, string person, CancellationToken cancellation = default) =>
        PersonRow.Membership(await table.FindAsync(unit, person, cancellation));

    /// <summary>When the person wants mail of the unit: one point read.</summary>
    public async Task<MailWish> MailOfAsync(UnitId unit, string person, CancellationToken cancellation = default) =>
        await table.FindAsync(unit, person, cancellation) is { } row ? PersonRow.Wish(row) : MailWish.AtOnce;

    /// <summary>A point read and a write; no membership changes by it.</summary>
    /// <returns>False when the person is no member.</returns>
    public async Task<bool> WishMailAsync(UnitId unit, string person, MailWish wish, CancellationToken cancellation = default)
    {
        while (await table.FindAsync(unit, person, cancellation) is { } row && PersonRow.Membership(row) is not null)
        {
            if (PersonRow.Wish(row) == wish
                || await new EntityBatch().Merge(PersonRow.Wishing(row, wish), row.ETag).TrySubmitAsync(table.Table, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One point read. Null when the person was never put into the unit.</summary>
    public async Task<string?> KeyOfAsync(UnitId unit, string person, CancellationToken cancellation = default) =>
        await table.FindAsync(unit, person, cancellation) is { } row ? PersonRow.KeyOf(row) : null;

    /// <summary>
    /// A unit that the person is a member of, null when there is none: one query of the units they were ever put into, most often of
    /// none or one, and a point read of each until one is found.
    /// </summary>
    public async Task<UnitId?> UnitOfAsync(string person, CancellationToken cancellation = default)
    {
        await foreach (var (unit, _) in OfPersonAsync(person, cancellation))
        {
            return unit;
        }

        return null;
    }

    /// <summary>Units that the person is a member of, by id: one query of those they were ever put into, a point read of each.</summary>
    public async IAsyncEnumerable<(UnitId Unit, Membership Membership)> OfPersonAsync(
        string person, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var unit in table.UnitsAsync(person, cancellation))
        {
            if (await FindAsync(unit, person, cancellation) is { } member)
            {
                yield return (unit, member);
            }
        }
    }

    /// <summary>All members of the unit by person id.</summary>
    public async Task<ImmutableArray<Membership>> ListAsync(UnitId unit, CancellationToken cancellation = default) =>
        (await PeopleAsync(unit, cancellation)).Members;

    /// <summary>All who are or were in the unit: one query.</summary>
    public async Task<People> PeopleAsync(UnitId unit, CancellationToken cancellation = default) =>
        (await table.AllAsync(unit, cancellation)).People();

    /// <summary>What waits for a second person, and all who are or were in the unit: one query.</summary>
    public async Task<(ImmutableArray<ProposedMembership> Open, People People)> ProposalsAsync(
        UnitId unit, CancellationToken cancellation = default)
    {
        var rows = await table.AllAsync(unit, cancellation);
        return ([.. rows.All.Select(PersonRow.Proposal).OfType<ProposedMembership>()], rows.People());
    }
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
