using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Tests.Reminding;

/// <summary>With storage of its own: other tests' sweeps would verify the ledger of this one.</summary>
public class SweepPartTests(OwnStorage storage) : IClassFixture<OwnStorage>
{
    [Fact]
    public async Task A_sweep_whose_first_part_fails_still_verifies_the_ledger()
    {
        var outage = new Outage("/uploads?restype=container&comp=list") { IsOn = true }; // the inbox cannot be read
        await using var year = await LateYear.OpenAsync(storage, LateYear.Often, null, outage);

        await Eventually.HoldsAsync(async () =>
        {
            year.Advance(TimeSpan.FromSeconds(1)); // what is retried is retried
            return await year.App.Get<LedgerVerifications>().FindAsync(year.Unit, TestYear.Year) is not null;
        });
        Assert.InRange(outage.Failures, 8, int.MaxValue);
    }
}
