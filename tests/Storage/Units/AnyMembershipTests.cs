using PerfFlow.Domain.Access;
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
        var (members, counted) = (new Memberships(storage.Clients), new Memberships(storage.Connect(counter)));

        Assert.Equal((false, 1), (await counted.AnyAsync(person), counter.Count));
        await members.SetAsync(one, new Membership(person, "张", [Role.Auditor], []));
        await members.SetAsync(other, new Membership(person, "张", [Role.Auditor], []));
        Assert.Equal((true, 3), (await counted.AnyAsync(person), counter.Count));

        await members.RemoveAsync(one, person);
        Assert.True(await counted.AnyAsync(person));
        await members.RemoveAsync(other, person);
        Assert.False(await counted.AnyAsync(person));
        await members.SetAsync(one, new Membership(person, "张", [Role.Auditor], []));
        Assert.True(await counted.AnyAsync(person));
    }
}
