using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>What the index does not know of is found at night.</summary>
public class NightTests
{
    [Fact]
    public async Task A_row_that_is_due_too_late_or_gone_is_put_right_at_night()
    {
        await using var swept = await SweptApp.StartAsync(nightly: TestApp.EverySecond);
        var units = new List<UnitId>();
        foreach (var id in new[] { "late", "gone" })
        {
            units.Add(await IdleTests.OpenAsync(swept, id));
        }

        await swept.UntilIdleAsync(units[1]);
        var opens = await swept.UntilIdleAsync(units[0]);
        await swept.SetAsync(units[0], DueIndex.Never);
        await swept.Clients.Tables.GetTableClient("due").DeleteEntityAsync(Shard.Of(units[1]), $"{units[1]}:{TestYear.Year}");

        swept.Clock.Advance(TimeSpan.FromDays(1));

        foreach (var unit in units)
        {
            await Eventually.HoldsAsync(async () => await swept.RowAsync(unit) is { } row && row.At != DueIndex.Never);
            Assert.Equal(opens, await swept.UntilIdleAsync(unit));
        }
    }

    [Fact]
    public async Task An_instance_that_is_gone_is_missed_at_night_and_started_by_the_sweep()
    {
        await using var swept = await SweptApp.StartAsync(nightly: TestApp.EverySecond);
        var cycle = new CycleKey("missed", TestYear.Year);
        swept.App.Hub.Loses = _ => true;
        var unit = await IdleTests.OpenAsync(swept, cycle.Unit);
        swept.Clock.Advance(SweptApp.Grace);
        await Eventually.HoldsAsync(async () => (await swept.RowAsync(unit))!.At > swept.Clock.GetUtcNow());
        await swept.SetAsync(unit, swept.Clock.GetUtcNow().AddDays(5)); // it is said to be well
        swept.App.Hub.Loses = null;

        swept.Clock.Advance(TimeSpan.FromDays(1));

        await Eventually.HoldsAsync(async () => (await swept.RowAsync(unit))!.At < swept.Clock.GetUtcNow().AddDays(1));
        swept.Clock.Advance(SweptApp.Grace);
        await Eventually.HoldsAsync(async () => await swept.App.Hub.StateOfAsync(Instances.Of(cycle)) is not null);
    }

    [Fact]
    public async Task Every_night_each_active_year_is_verified_and_anchored_once()
    {
        await using var swept = await SweptApp.StartAsync(nightly: TestApp.EverySecond);
        var units = new List<UnitId>();
        for (var i = 0; i < 5; i++)
        {
            units.Add(await IdleTests.OpenAsync(swept, $"night-{i}"));
        }

        for (var night = 0; night < 2; night++)
        {
            swept.Clock.Advance(TimeSpan.FromDays(1));
            var day = DateOnly.FromDateTime(swept.Clock.GetUtcNow().UtcDateTime);
            await Eventually.HoldsAsync(async () => await new Nights(swept.Clients).NextAsync(day) is null);
            foreach (var unit in units)
            {
                Assert.Equal(day, (await new LedgerVerifications(swept.Clients).FindAsync(unit, TestYear.Year))!.Day);
                Assert.Equal(day, (await new Anchors(swept.Clients).LatestAsync(unit, TestYear.Year))!.Day);
            }
        }
    }
}
