using PerfFlow.Azurite.Faults;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>An activity that runs many times at once, or dies before or after any of its writes: each inbox has each notice once.</summary>
[Collection(RemindingCollection.Name)]
public class ReminderFaultTests(OwnStorage storage)
{
    private const int Writes = 3; // claim, notices, done

    public static TheoryData<int, bool> Faults =>
        new() { { 1, false }, { 1, true }, { 2, false }, { 2, true }, { Writes, false }, { Writes, true } };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reminder_that_dies_at_any_write_and_is_tried_again_reaches_everyone_once(int write, bool afterwards)
    {
        var unit = await DyingAsync(write, afterwards);

        await unit.RemindAsync();
        await unit.RemindAsync();

        await AssertOnceAsync(unit);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reminder_whose_instance_died_for_good_is_sent_by_the_sweep(int write, bool afterwards)
    {
        var unit = await DyingAsync(write, afterwards);

        await unit.SweepAsync(RemindedUnit.Rung + ReminderRungs.Patience);
        await unit.SweepAsync(RemindedUnit.Rung + ReminderRungs.Patience);

        await AssertOnceAsync(unit);
    }

    [Fact]
    public async Task A_reminder_has_as_many_writes_as_are_failed_above()
    {
        var fault = new WriteFault(Writes + 1, afterwards: false);

        await (await RemindedUnit.OpenAsync(storage)).RemindAsync(storage.Connect(fault));

        Assert.Equal(Writes, fault.Writes);
    }

    [Fact]
    public async Task Of_all_instances_of_a_stage_at_once_one_reminds()
    {
        var unit = await RemindedUnit.OpenAsync(storage);

        await Task.WhenAll(Enumerable.Range(0, 13).Select(i => unit.RemindAsync(holder: $"p{i}")));

        await AssertOnceAsync(unit);
    }

    [Fact]
    public async Task The_sweep_leaves_a_rung_to_its_instances_for_a_while()
    {
        var unit = await RemindedUnit.OpenAsync(storage);

        await unit.SweepAsync(RemindedUnit.Rung);

        Assert.Empty(await unit.NoticesAsync("t:clerk"));
    }

    private async Task<RemindedUnit> DyingAsync(int write, bool afterwards)
    {
        var unit = await RemindedUnit.OpenAsync(storage);
        await Assert.ThrowsAsync<InvalidProgramException>(() => unit.RemindAsync(storage.Connect(new WriteFault(write, afterwards))));
        return unit;
    }

    private static async Task AssertOnceAsync(RemindedUnit unit)
    {
        foreach (var person in RemindedUnit.People)
        {
            Assert.Single(await unit.NoticesAsync(person));
        }

        var rung = await unit.RungAsync();
        Assert.Equal((RemindedUnit.Rung, 2, true), (rung.Rung, rung.Notices, rung.SentAt is not null));
    }
}
