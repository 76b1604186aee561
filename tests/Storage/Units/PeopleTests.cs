using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class PeopleTests(StorageFixture storage)
{
    private static readonly Membership Clerk = new("tenant:a/b#c", "张", [Role.SectionClerk], ["工程科"], "zhang@example.org");

    private Memberships Members => new(storage.Clients);

    private MembershipLedger Ledger => FoundedUnit.Ledger(storage.Clients);

    private Task SetAsync(UnitId unit, Membership membership) => FoundedUnit.SetAsync(storage.Clients, unit, membership);

    [Fact]
    public async Task A_membership_is_set_found_and_listed()
    {
        var (unit, other) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());
        await SetAsync(unit, Clerk with { Roles = [Role.Auditor] });
        await SetAsync(unit, Clerk);
        await SetAsync(unit, Clerk with { Person = "tenant:z", Email = null });

        var (key, second) = (await Members.KeyOfAsync(unit, Clerk.Person), await Members.KeyOfAsync(unit, "tenant:z"));
        Assert.Equal(Clerk with { Key = key! }, await Members.FindAsync(unit, Clerk.Person));
        Assert.Null(await Members.FindAsync(other, Clerk.Person));
        Assert.Equal(
            [Clerk with { Key = key! }, Clerk with { Person = "tenant:z", Email = null, Key = second! }],
            (await Members.ListAsync(unit)).Where(member => member.Person.StartsWith("tenant:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_says_nothing_of_the_person_and_is_another_in_every_unit()
    {
        var units = Enumerable.Range(0, 20).Select(_ => StorageFixture.NewUnit()).ToList();
        await Task.WhenAll(units.Select(unit => SetAsync(unit, Clerk)));

        var keys = await Task.WhenAll(units.Select(unit => Members.KeyOfAsync(unit, Clerk.Person)));

        Assert.Equal(units.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^[a-z2-9]{12}$", key));
    }

    [Fact]
    public async Task Of_many_who_put_a_person_into_the_unit_at_once_all_find_one_key()
    {
        var unit = await FoundedUnit.CreateAsync(storage.Clients);

        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
            (await Ledger.SetAsync(unit, FoundedUnit.Admin, Clerk with { Name = $"张{i}" })).Membership!.Key));

        Assert.Equal(Assert.Single(keys.Distinct()), (await Members.FindAsync(unit, Clerk.Person))!.Key);
    }

    [Fact]
    public async Task Who_is_taken_out_keeps_key_and_name_and_comes_back_as_the_same()
    {
        var unit = StorageFixture.NewUnit();
        await SetAsync(unit, Clerk);
        var key = (await Members.KeyOfAsync(unit, Clerk.Person))!;

        Assert.Null(await Ledger.RemoveAsync(unit, FoundedUnit.Admin, Clerk.Person));

        var people = await Members.PeopleAsync(unit);
        Assert.Null(await Members.FindAsync(unit, Clerk.Person));
        Assert.Equal((2, Clerk.Person, "张"), (people.Members.Length, people.IdOf(key), people.NameOf(key)));

        await SetAsync(unit, Clerk with { Roles = [Role.Auditor] });
        Assert.Equal(Clerk with { Roles = [Role.Auditor], Key = key }, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task Who_is_erased_leaves_the_key_alone_and_comes_back_under_it()
    {
        var unit = StorageFixture.NewUnit();
        await SetAsync(unit, Clerk);
        var key = (await Members.KeyOfAsync(unit, Clerk.Person))!;

        Assert.Equal(Erasure.StillMember, await Ledger.EraseAsync(unit, FoundedUnit.Admin, Clerk.Person));
        Assert.Null(await Ledger.RemoveAsync(unit, FoundedUnit.Admin, Clerk.Person));
        Assert.Equal(Erasure.Done, await Ledger.EraseAsync(unit, FoundedUnit.Admin, Clerk.Person));
        Assert.Equal(Erasure.Done, await Ledger.EraseAsync(unit, FoundedUnit.Admin, Clerk.Person));
        Assert.Equal(Erasure.NoSuchPerson, await Ledger.EraseAsync(unit, FoundedUnit.Admin, "tenant:nobody"));

        var people = await Members.PeopleAsync(unit);
        Assert.Equal((key, $"已删除人员 {key[..4]}"), (people.IdOf(key), people.NameOf(key)));
        Assert.DoesNotContain(
            await ValuesAsync(unit),
            value => value.Contains('张', StringComparison.Ordinal) || value.Contains("zhang", StringComparison.Ordinal));

        await SetAsync(unit, Clerk);
        Assert.Equal(Clerk with { Key = key }, await Members.FindAsync(unit, Clerk.Person));
    }

    private async Task<List<string>> ValuesAsync(UnitId unit)
    {
        var values = new List<string>();
        await foreach (var row in storage.Clients.Tables.GetTableClient(StorageSchema.MembersTable)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value}")))
        {
            values.AddRange(row.Select(property => $"{property.Value}"));
        }

        return values;
    }
}
