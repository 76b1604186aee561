using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Units;

/// <summary>All who are or were in a unit, as one query found them while something is decided.</summary>
internal sealed class PersonRows(UnitId unit, IReadOnlyList<TableEntity> rows)
{
    private readonly Dictionary<string, string> made = [];

    public IReadOnlyList<TableEntity> All => rows;

    public People People() => new([.. rows.Select(PersonRow.Person)]);

    public TableEntity? Find(string person) => rows.FirstOrDefault(row => row.RowKey == PersonRow.RowKey(person));

    /// <summary>Null when it is not open.</summary>
    public ProposedMembership? Proposal(int number) =>
        rows.Select(PersonRow.Proposal).FirstOrDefault(proposal => proposal?.Number == number);

    public Membership? MembershipOf(string person) => PersonRow.Membership(Find(person));

    /// <summary>Null for who is no member.</summary>
    public Terms? TermsOf(string person) => MembershipOf(person) is { } member ? PersonRow.TermsOf(member) : null;

    /// <summary>Whoever comes for the first time gets one.</summary>
    public string KeyOf(string person)
    {
        if (Find(person) is { } row)
        {
            return PersonRow.KeyOf(row);
        }

        if (!made.TryGetValue(person, out var key))
        {
            made[person] = key = PersonKey.New();
        }

        return key;
    }

    /// <summary>With the roles held now; none for who is no member.</summary>
    public Actor Actor(string person) => new(KeyOf(person), MembershipOf(person)?.Roles ?? []);

    /// <summary>Sets the person's row, whether there was one or not, if it is still as it was found.</summary>
    public void Write(EntityBatch batch, string person, Func<TableEntity?, TableEntity> change)
    {
        var row = Find(person);
        var changed = change(row);
        _ = row is null ? batch.Add(changed) : batch.Replace(changed, row.ETag);
    }

    public void Write(EntityBatch batch, Membership membership) =>
        Write(batch, membership.Person, found => PersonRow.Of(unit, membership with { Key = KeyOf(membership.Person) }, found));

    /// <summary>Who acts and has no row gets one, so that the event can be shown with a name.</summary>
    public void Name(EntityBatch batch, Person by)
    {
        if (Find(by.Id) is null)
        {
            batch.Add(PersonRow.Named(unit, by.Id, KeyOf(by.Id), by.Name ?? by.Id));
        }
    }
}
