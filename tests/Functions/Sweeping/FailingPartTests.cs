using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.Faults;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>What fails in a round is tried again, and keeps nothing else from its turn.</summary>
public class FailingPartTests
{
    [Fact]
    public async Task A_round_whose_inbox_cannot_be_listed_still_looks_at_what_is_due()
    {
        var outage = new Outage("comp=list");
        await using var swept = await SweptApp.StartAsync(policies: outage);
        var unit = await IdleTests.OpenAsync(swept, "well");
        outage.IsOn = true;

        await Eventually.HoldsAsync(() => outage.Failures > 0); // the inbox of a round, and of all that follow

        swept.Clock.Advance(SweptApp.Grace);

        await LookedAtAsync(swept, unit);
    }

    [Fact]
    public async Task A_unit_that_cannot_be_looked_at_keeps_no_other_from_its_turn_and_has_its_own_later()
    {
        var outage = new Outage("%27bad%3A"); // its board
        await using var swept = await SweptApp.StartAsync(policies: outage);
        var (bad, well) = (await IdleTests.OpenAsync(swept, "bad"), await IdleTests.OpenAsync(swept, "well"));
        outage.IsOn = true;

        swept.Clock.Advance(SweptApp.Grace);
        await LookedAtAsync(swept, well);
        await Eventually.HoldsAsync(() => outage.Failures > 0);
        Assert.True((await swept.RowAsync(bad))!.At <= swept.Clock.GetUtcNow());

        outage.IsOn = false;
        swept.Clock.Advance(SweptApp.Grace);
        await LookedAtAsync(swept, bad);
    }

    private static Task LookedAtAsync(SweptApp swept, UnitId unit) =>
        Eventually.HoldsAsync(async () => (await swept.RowAsync(unit))!.At > swept.Clock.GetUtcNow());
}
