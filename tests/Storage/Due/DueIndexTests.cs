using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Due;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class DueIndexTests(StorageFixture storage)
{
    private const int Number = 2023;

    private static readonly DateTimeOffset Now = new(2024, 4, 9, 1, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task What_a_command_makes_due_is_found_after_the_grace_and_not_before()
    {
        var unit = StorageFixture.NewUnit();

        await new DueIndex(storage.Clients).SoonerAsync(unit, Number, Now, Grace);

        Assert.Null(await FindAsync(unit, Now + Grace - TimeSpan.FromTicks(1)));
        Assert.Equal(Now + Grace, (await FindAsync(unit, Now + Grace))!.At);
    }

    [Fact]
    public async Task A_row_that_is_early_enough_stays_and_a_later_one_becomes_earlier()
    {
        var (early, late) = (StorageFixture.NewUnit(), StorageFixture.NewUnit());
        await NextAsync(early, Now + (Grace / 2));
        await NextAsync(late, DueIndex.Never);

        await new DueIndex(storage.Clients).SoonerAsync(early, Number, Now, Grace);
        await new DueIndex(storage.Clients).SoonerAsync(late, Number, Now, Grace);

        Assert.Equal(Now + (Grace / 2), (await FindAsync(early, DueIndex.Never))!.At);
        Assert.Equal(Now + Grace, (await FindAsync(late, DueIndex.Never))!.At);
    }

    [Fact]
    public async Task One_of_two_who_claim_a_row_has_it_until_its_claim_is_over()
    {
        var unit = StorageFixture.NewUnit();
        await new DueIndex(storage.Clients).SoonerAsync(unit, Number, Now - Grace, Grace);
        var (one, other) = (await FindAsync(unit, Now), await FindAsync(unit, Now));

        Assert.NotNull(await new DueIndex(storage.Clients).ClaimAsync(one!, Now, Grace));
        Assert.Null(await new DueIndex(storage.Clients).ClaimAsync(other!, Now, Grace));

        Assert.Null(await FindAsync(unit, Now + Grace - TimeSpan.FromTicks(1)));
        Assert.Equal(Now, (await FindAsync(unit, Now + Grace))!.At);
    }

    [Fact]
    public async Task A_look_that_something_became_due_under_has_not_the_last_word()
    {
        var unit = StorageFixture.NewUnit();
        var (sweep, command) = (new DueIndex(storage.Clients), new DueIndex(storage.Clients));
        await command.SoonerAsync(unit, Number, Now - Grace, Grace);
        var claimed = await ClaimAsync(unit, Now);
        await command.SoonerAsync(unit, Number, Now, Grace);

        Assert.False(await sweep.NextAsync(claimed!, DueIndex.Never));
        Assert.False(await sweep.RemoveAsync(claimed!));

        Assert.Equal(Now, (await FindAsync(unit, Now + Grace))!.At);
    }

    [Fact]
    public async Task A_command_that_came_before_the_look_at_an_overdue_row_is_looked_at_again_each_half_grace_until_its_own()
    {
        var unit = StorageFixture.NewUnit();
        var index = new DueIndex(storage.Clients);
        await index.SoonerAsync(unit, Number, Now - Grace, Grace);
        await index.SoonerAsync(unit, Number, Now, Grace); // its batch is on the way

        foreach (var (look, next) in new[]
                 {
                     (Now, Now + (Grace / 2)), (Now + (Grace / 2), Now + Grace), (Now + Grace, DueIndex.Never),
                 })
        {
            Assert.True(await index.NextAsync((await ClaimAsync(unit, look))!, DueIndex.Never));
            Assert.Equal(next, (await FindAsync(unit, DueIndex.Never))!.At);
        }
    }

    [Fact]
    public async Task A_year_that_is_done_is_taken_out_and_comes_back_when_something_is_due()
    {
        var unit = StorageFixture.NewUnit();
        var index = new DueIndex(storage.Clients);
        await index.SoonerAsync(unit, Number, Now, Grace);

        Assert.True(await index.RemoveAsync((await ClaimAsync(unit, Now + Grace))!));
        Assert.Null(await FindAsync(unit, DueIndex.Never));

        await index.SoonerAsync(unit, Number, Now + Grace, Grace);
        Assert.Equal(Now + Grace + Grace, (await FindAsync(unit, DueIndex.Never))!.At);
    }

    [Fact]
    public async Task A_command_costs_two_transactions_at_first_then_one_and_none_soon_after_another()
    {
        var unit = StorageFixture.NewUnit();
        var counter = new TransactionCounter();
        var index = new DueIndex(storage.Connect(counter));

        Assert.Equal(2, await CountAsync(Now));
        Assert.Equal(0, await CountAsync(Now + (Grace / 2) - TimeSpan.FromTicks(1)));
        Assert.Equal(1, await CountAsync(Now + (Grace / 2)));
        await NextAsync(unit, DueIndex.Never); // by the sweep of another process
        Assert.Equal(3, await CountAsync(Now + (3 * Grace)));
        Assert.Equal(0, await CountAsync(Now + (3 * Grace)));

        async Task<long> CountAsync(DateTimeOffset now)
        {
            var before = counter.Count;
            await index.SoonerAsync(unit, Number, now, Grace);
            return counter.Count - before;
        }
    }

    [Fact]
    public async Task A_sixteenth_of_the_units_is_listed_by_one_query()
    {
        var unit = StorageFixture.NewUnit();
        await new DueIndex(storage.Clients).SoonerAsync(unit, Number, Now, Grace);
        await new DueIndex(storage.Clients).SoonerAsync(unit, Number + 1, Now, Grace);
        var counter = new TransactionCounter();

        var listed = await ListAsync(new DueIndex(storage.Connect(counter)).ListAsync(Shard.Of(unit)));

        Assert.Equal([Number, Number + 1], listed.Where(row => row.Unit == unit).Select(row => row.Year));
        Assert.Equal(1, counter.Count);
        Assert.Equal("2", Shard.Of(UnitId.Parse("jcj").Value)); // echo -n jcj | sha256sum
    }

    private async Task NextAsync(UnitId unit, DateTimeOffset at)
    {
        var index = new DueIndex(storage.Clients);
        await index.SoonerAsync(unit, Number, Now - Grace, Grace);
        Assert.True(await index.NextAsync((await ClaimAsync(unit, Now))!, at));
    }

    private async Task<ClaimedYear?> ClaimAsync(UnitId unit, DateTimeOffset now) =>
        await new DueIndex(storage.Clients).ClaimAsync((await FindAsync(unit, DueIndex.Never))!, now, Grace);

    private async Task<DueYear?> FindAsync(UnitId unit, DateTimeOffset now) =>
        (await ListAsync(new DueIndex(storage.Clients).DueAsync(Shard.Of(unit), now))).SingleOrDefault(row => row.Unit == unit);

    private static async Task<List<DueYear>> ListAsync(IAsyncEnumerable<DueYear> rows)
    {
        var listed = new List<DueYear>();
        await foreach (var row in rows)
        {
            listed.Add(row);
        }

        return listed;
    }
}
