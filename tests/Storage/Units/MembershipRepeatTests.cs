using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>A command comes again whatever was set since: it is known, and changes nothing.</summary>
[Collection(nameof(StorageCollection))]
public sealed class MembershipRepeatTests(StorageFixture storage) : IAsyncLifetime
{
    private static readonly CommandKey Command = new("k", "content");
    private static readonly CommandKey Other = new("k", "other content");
    private static readonly Membership Clerk = new("t:clerk", "张", [Role.SectionClerk], ["工程科"]);
    private static readonly Refusal Changed = new(RefusalKind.Changed, "CHANGED", new("", ""));

    private UnitId unit = null!;

    private Memberships Members => new(storage.Clients);

    private MembershipLedger Ledger => FoundedUnit.Ledger(storage.Clients);

    public async Task InitializeAsync() => unit = await FoundedUnit.CreateAsync(storage.Clients);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task To_set_a_member_costs_three_transactions_one_more_for_a_newcomer_and_one_more_for_a_repeat()
    {
        var counter = new TransactionCounter();
        var counted = FoundedUnit.Ledger(storage.Connect(counter));

        var first = await counted.SetAsync(unit, FoundedUnit.Admin, Clerk, Command);
        Assert.Equal(4, counter.Take());
        var changed = await counted.SetAsync(unit, FoundedUnit.Admin, Clerk with { Name = "章" }, new("k2"));
        Assert.Equal(3, counter.Take());
        var repeated = await counted.SetAsync(unit, FoundedUnit.Admin, Clerk, Command);
        Assert.Equal(5, counter.Take()); // the batch that fails, the command, and what was said then
        Assert.Null(await counted.RemoveAsync(unit, FoundedUnit.Admin, Clerk.Person, new("k3")));
        Assert.Equal(3, counter.Take());

        var key = (await Members.KeyOfAsync(unit, Clerk.Person))!;
        Assert.Equal(
            [Clerk with { Key = key }, Clerk with { Name = "章", Key = key }, Clerk with { Key = key }],
            [first.Membership!, changed.Membership!, repeated.Membership!]);
    }

    [Fact]
    public async Task Setting_again_what_others_have_changed_since_leaves_it_changed()
    {
        var first = await SetAsync(Clerk, Command);
        await SetAsync(Clerk with { Roles = [Role.Auditor] });

        Assert.Equal(first, await SetAsync(Clerk, Command));
        Assert.Equal(CommandKey.Reused, (await SetAsync(Clerk with { Roles = [Role.Lead] }, Other)).Refusal);
        Assert.Equal(first.Membership! with { Roles = [Role.Auditor] }, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task Setting_again_who_was_taken_out_or_erased_since_leaves_them_out()
    {
        var first = await SetAsync(Clerk, Command);
        Assert.Null(await RemoveAsync(Clerk.Person));

        Assert.Equal(first, await SetAsync(Clerk, Command));
        Assert.Equal(Erasure.Done, await Ledger.EraseAsync(unit, FoundedUnit.Admin, Clerk.Person));
        Assert.Equal(first, await SetAsync(Clerk, Command));
        Assert.Null(await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task A_repeat_is_known_also_when_its_sender_no_longer_sees_what_they_expected()
    {
        static Refusal? IsNew(Membership? current) => current is null ? null : Changed;

        var first = await SetAsync(Clerk, Command, IsNew);

        Assert.Equal(first, await SetAsync(Clerk, Command, IsNew));
        Assert.Equal(CommandKey.Reused, (await SetAsync(Clerk with { Name = "章" }, Other, IsNew)).Refusal);
        Assert.Equal(Changed, (await SetAsync(Clerk with { Name = "章" }, new("k2"), IsNew)).Refusal);
        Assert.Equal(Changed, (await SetAsync(Clerk with { Name = "章" }, null, IsNew)).Refusal);
        Assert.Equal(first.Membership, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task A_repeat_is_known_also_when_it_would_now_take_out_the_last_admin()
    {
        await FoundedUnit.SetAsync(storage.Clients, unit, FoundedUnit.AdminMember with { Person = "t:second" });
        Assert.Null(await Ledger.RemoveAsync(unit, FoundedUnit.Admin, "t:second", Command));

        Assert.Null(await Ledger.RemoveAsync(unit, FoundedUnit.Admin, "t:second", Command));
        Assert.Equal(CommandKey.Reused, await Ledger.RemoveAsync(unit, FoundedUnit.Admin, FoundedUnit.Admin, Other));
        Assert.Equal(MemberRefusals.LastAdmin, await Ledger.RemoveAsync(unit, FoundedUnit.Admin, FoundedUnit.Admin, new("k2")));
        Assert.Equal(MemberRefusals.LastAdmin, await RemoveAsync(FoundedUnit.Admin));
        Assert.Equal(MemberRefusals.LastConfirmer, await RemoveAsync(FoundedUnit.Head));
    }

    [Fact]
    public async Task A_proposal_again_is_the_one_it_was_whatever_became_of_it()
    {
        var proposed = await SetAsync(Clerk with { Roles = [Role.Lead] }, Command);
        Assert.Equal((1, null), (proposed.Proposal!.Number, await Members.FindAsync(unit, Clerk.Person)));
        var confirmed = await Ledger.ConfirmAsync(unit, FoundedUnit.Head, 1, new("c"));
        Assert.Equal(Role.Lead, Assert.Single(confirmed.Membership!.Roles));

        Assert.Equal(proposed, await SetAsync(Clerk with { Roles = [Role.Lead] }, Command));
        Assert.Equal(confirmed, await Ledger.ConfirmAsync(unit, FoundedUnit.Head, 1, new("c")));
        Assert.Equal(MemberRefusals.ProposalClosed, (await Ledger.ConfirmAsync(unit, FoundedUnit.Head, 1)).Refusal);
        Assert.Equal(confirmed.Membership, await Members.FindAsync(unit, Clerk.Person));
    }

    [Fact]
    public async Task The_same_command_many_times_at_once_is_done_once_and_all_are_told_the_key()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SetAsync(Clerk, Command)));

        Assert.Equal(Clerk with { Key = (await Members.KeyOfAsync(unit, Clerk.Person))! }, Assert.Single(answers.Distinct()).Membership);
        Assert.Equal(2, (await new LedgerLog(storage.Clients).ReadMembersAsync(unit, 0, 10)).Length); // the founding, and this
    }

    private Task<MembershipOutcome> SetAsync(
        Membership membership, CommandKey? command = null, Func<Membership?, Refusal?>? unexpected = null) =>
        Ledger.SetAsync(unit, FoundedUnit.Admin, membership, command, unexpected);

    private Task<Refusal?> RemoveAsync(string person) => Ledger.RemoveAsync(unit, FoundedUnit.Admin, person);
}
