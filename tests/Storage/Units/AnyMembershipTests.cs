using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class AnyMembershipTests(StorageFixture storage)
{
    [Fact]
    public async Task Whether_someone_is_a_member_anywhere_costs_one_query_and_a_read_however_many_members_there_are()
    {
        var (one, other) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());
        var person = $"t:any-{one}";
        var counter = new TransactionCounter();
        var counted = new Memberships(storage.Connect(counter));
        var ledger = FoundedUnit.Ledger(storage.Clients);

        Assert.Equal((null, 1), (await counted.UnitOfAsync(person), counter.Count));
        await FoundedUnit.SetAsync(storage.Clients, one, new Membership(person, "张", [Role.Auditor], []));
        await FoundedUnit.SetAsync(storage.Clients, other, new Membership(person, "张", [Role.Auditor], []));
        Assert.Equal((Earlier(one, other), 3), (await counted.UnitOfAsync(person), counter.Count));

        await ledger.RemoveAsync(one, FoundedUnit.Admin, person);
        Assert.Equal(other, await counted.UnitOfAsync(person));
        await ledger.RemoveAsync(other, FoundedUnit.Admin, person);
        Assert.Null(await counted.UnitOfAsync(person));
        await FoundedUnit.SetAsync(storage.Clients, one, new Membership(person, "张", [Role.Auditor], []));
        Assert.Equal(one, await counted.UnitOfAsync(person));

        static UnitId Earlier(UnitId a, UnitId b) => string.CompareOrdinal(a.Value, b.Value) < 0 ? a : b;
    }
}
