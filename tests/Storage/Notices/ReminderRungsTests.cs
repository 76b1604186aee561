using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Storage.Tests;

[Collection(nameof(StorageCollection))]
public sealed class ReminderRungsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Rung = new(2024, 4, 9, 1, 0, 0, TimeSpan.Zero);
    private static readonly StageId Stage = StageId.Parse("q1").Value;

    private ReminderRungs Rungs => new(storage.Clients);

    [Fact]
    public async Task Of_many_who_come_at_once_one_sends()
    {
        var unit = StorageFixture.NewUnit();

        var claims = await Task.WhenAll(Enumerable.Range(0, 13).Select(i => Rungs.ClaimAsync(unit, 2023, Stage, Rung, $"p{i}", Rung)));

        Assert.Single(claims, claimed => claimed);
    }

    [Fact]
    public async Task The_same_may_try_again_until_it_is_done_and_then_nobody()
    {
        var unit = StorageFixture.NewUnit();
        Assert.True(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung));
        Assert.False(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p2", Rung));
        Assert.True(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung));
        Assert.False(await Rungs.IsDoneAsync(unit, 2023, Stage, Rung));

        await Rungs.DoneAsync(unit, 2023, Stage, Rung, 3, Rung.AddSeconds(1));

        Assert.True(await Rungs.IsDoneAsync(unit, 2023, Stage, Rung));
        Assert.False(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung.AddDays(1)));
        Assert.True(await Rungs.ClaimAsync(unit, 2023, Stage, Rung.AddDays(1), "p2", Rung.AddDays(1)));
        Assert.Equal(
            [new ReminderRung(Rung, Rung.AddSeconds(1), 3), new ReminderRung(Rung.AddDays(1), null, 0)],
            (await Rungs.ListAsync(unit, 2023, Stage)).AsEnumerable());
        Assert.Empty(await Rungs.ListAsync(unit, 2023, StageId.Parse("q").Value));
    }

    [Fact]
    public async Task Whose_holder_died_is_taken_over_after_a_while()
    {
        var unit = StorageFixture.NewUnit();
        Assert.True(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung));

        Assert.False(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p2", Rung + ReminderRungs.Patience - TimeSpan.FromSeconds(1)));
        Assert.True(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p2", Rung + ReminderRungs.Patience));
        Assert.False(await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung + ReminderRungs.Patience));
    }

    [Fact]
    public async Task Who_comes_late_pays_one_read()
    {
        var unit = StorageFixture.NewUnit();
        var counter = new TransactionCounter();
        await Rungs.ClaimAsync(unit, 2023, Stage, Rung, "p1", Rung);

        await new ReminderRungs(storage.Connect(counter)).ClaimAsync(unit, 2023, Stage, Rung, "p2", Rung);

        Assert.Equal(1, counter.Count);
    }
}
