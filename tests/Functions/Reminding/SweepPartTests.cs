using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Tests.Reminding;

/// <summary>With storage of its own: a timer remembers there when it last ran, and other tests' clocks are ahead of this one's.</summary>
public class SweepPartTests(OwnStorage storage) : IClassFixture<OwnStorage>
{
    [Fact]
    public async Task A_sweep_whose_first_part_fails_still_verifies_the_ledger()
    {
        var outage = new Outage("/uploads");
        await using var year = await LateYear.OpenAsync(storage, "0 */15 * * * *", null, outage);
        outage.IsOn = true;
        year.Advance(TimeSpan.FromMinutes(15));

        await Eventually.HoldsAsync(async () =>
        {
            year.Advance(TimeSpan.FromSeconds(1)); // what is retried is retried: a jump would start the next sweep before this one ends
            return await year.App.Get<LedgerVerifications>().FindAsync(year.Unit, TestYear.Year) is not null;
        });
        Assert.Equal(8, outage.Failures);
    }
}
