using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>A command comes again whatever was set since: it is known, and changes nothing.</summary>
[Collection(nameof(StorageCollection))]
public sealed class MembershipRepeatTests(StorageFixture storage)
{
    private static readonly CommandKey Command = new("k", "content");
    private static readonly CommandKey Other = new("k", "other content");
    private static readonly Membership Admin = new("t:admin", "管", [Role.Admin], []);
    private static readonly Membership Clerk = new("t:clerk", "张", [Role.SectionClerk], ["工程科"]);

    private readonly UnitId unit = StorageFixture.NewUnit();

    private Memberships Members => new(storage.Clients);

    [Fact]
    public async Task To_set_a_member_costs_three_transactions_and_a_repeat_one_more()
    {
        var counter = new TransactionCounter();
        var counted = new Memberships(storage.Connect(counter));

        var first = await counted.SetAsync(unit, Clerk, Command);
        Assert.Equal(3, counter.Take());
        var changed = await counted.SetAsync(unit, Clerk with { Name = "章" }, new("k2"), current => current is not null);
        Assert.Equal(3, counter.Take());
        var repeated = await counted.SetAsync(unit, Clerk, Command);
        Assert.Equal(4, counter.Take());
        await counted.RemoveAsync(unit, Clerk.Person, new("k3"));
        Assert.Equal(2, counter.Take());

        var key = await Members.KeyOfAsync(unit, Clerk.Person);
        Assert.Equal(
            [(MembershipChange.Done, key), (MembershipChange.Done, key), (MembershipChange.Repeated, key)], [first, changed, repeated]);
    }

    [Fact]
    public async Task Setting_again_what_others_have_changed_since_leaves_it_changed()
    {
        var (_, key) = await Members.SetAsync(unit, Clerk, Command);
        await Members.SetAsync(unit, Clerk with { Roles = [Role.Auditor] });

        Assert.Equal((MembershipChange.Repeated, key), await Members.SetAsync(unit, Clerk, Command));
        Assert.Equal(MembershipChange.KeyReused, (await Members.SetAsync(unit, Clerk with { Roles = [Role.Lead] }, Other)).Change);
        Assert.Equal(Clerk with { Roles = [Role.Auditor], Key = key! }, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task Setting_again_who_was_taken_out_or_erased_since_leaves_them_out()
    {
        var (_, key) = await Members.SetAsync(unit, Clerk, Command);
        await Members.RemoveAsync(unit, Clerk.Person);

        Assert.Equal((MembershipChange.Repeated, key), await Members.SetAsync(unit, Clerk, Command));
        await Members.EraseAsync(unit, Clerk.Person);
        Assert.Equal((MembershipChange.Repeated, key), await Members.SetAsync(unit, Clerk, Command));
        Assert.Null(await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task A_repeat_is_known_also_when_its_sender_no_longer_sees_what_they_expected()
    {
        static bool IsNew(Membership? current) => current is null;

        var (_, key) = await Members.SetAsync(unit, Clerk, Command, IsNew);

        Assert.Equal((MembershipChange.Repeated, key), await Members.SetAsync(unit, Clerk, Command, IsNew));
        Assert.Equal((MembershipChange.KeyReused, key), await Members.SetAsync(unit, Clerk with { Name = "章" }, Other, IsNew));
        Assert.Equal((MembershipChange.Unexpected, null), await Members.SetAsync(unit, Clerk with { Name = "章" }, new("k2"), IsNew));
        Assert.Equal((MembershipChange.Unexpected, null), await Members.SetAsync(unit, Clerk with { Name = "章" }, null, IsNew));
        Assert.Equal(Clerk with { Key = key! }, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task A_repeat_is_known_also_when_it_would_now_take_out_the_last_admin()
    {
        await Members.SetAsync(unit, Admin);
        await Members.SetAsync(unit, Admin with { Person = "t:second" });
        Assert.Equal(MembershipChange.Done, await Members.RemoveAsync(unit, Admin.Person, Command));
        await Members.SetAsync(unit, Admin);
        await Members.RemoveAsync(unit, "t:second");

        Assert.Equal(MembershipChange.Repeated, await Members.RemoveAsync(unit, Admin.Person, Command));
        Assert.Equal(MembershipChange.KeyReused, await Members.RemoveAsync(unit, Admin.Person, Other));
        Assert.Equal(MembershipChange.LastAdmin, await Members.RemoveAsync(unit, Admin.Person, new("k2")));
        Assert.Equal(MembershipChange.LastAdmin, await Members.RemoveAsync(unit, Admin.Person));
    }

    [Fact]
    public async Task Taking_out_who_is_no_member_is_a_command_like_any_other()
    {
        Assert.Equal(MembershipChange.Done, await Members.RemoveAsync(unit, Clerk.Person, Command));
        var (_, key) = await Members.SetAsync(unit, Clerk);

        Assert.Equal(MembershipChange.Repeated, await Members.RemoveAsync(unit, Clerk.Person, Command));
        Assert.Equal(MembershipChange.KeyReused, await Members.RemoveAsync(unit, Clerk.Person, Other));
        Assert.Equal(Clerk with { Key = key! }, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task The_same_command_many_times_at_once_is_done_once_and_all_are_told_the_key()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Members.SetAsync(unit, Clerk, Command)));

        var key = await Members.KeyOfAsync(unit, Clerk.Person);
        Assert.Single(answers, answer => answer == (MembershipChange.Done, key));
        Assert.Equal(7, answers.Count(answer => answer == (MembershipChange.Repeated, key)));
    }
}
