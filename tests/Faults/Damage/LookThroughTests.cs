using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>The files of a year that is over, looked through at night.</summary>
public class LookThroughTests(ArchivedYear year) : IClassFixture<ArchivedYear>
{
    [Fact]
    public async Task The_night_looks_through_a_closed_year_in_slices_each_from_where_the_last_one_ended_and_then_not_again()
    {
        using var journal = new Journal();
        var (unit, notes) = (UnitId.Parse(year.Unit).Value, new FilePassNotes(year.Clients));
        var undo = await year.Hand.ChangeBlobAsync("evidence", $"{unit}/", "/self-evaluation/", Hand.LastByte);
        await using var app = await year.ColdAsync(
            journal, TestApp.EverySecond, new Dictionary<string, string?> { ["FileCheck:PerRound"] = "3" });
        var slices = new List<int>();
        FilePasses passes;
        do
        {
            var before = slices.LastOrDefault();
            await Eventually.HoldsAsync(async () => await notes.FindAsync(unit, TestYear.Year) is var now
                && (now.Last is not null || now.Running?.Checked > before));
            passes = await notes.FindAsync(unit, TestYear.Year);
            slices.Add((passes.Running ?? passes.Last)!.Checked);
            await Eventually.HoldsAsync(() => IsLookedAtAsync(unit)); // the round is over
            await NightAsync(unit);
        }
        while (passes.Last is null);

        await undo();
        await Eventually.HoldsAsync(() => IsLookedAtAsync(unit));
        var after = await notes.FindAsync(unit, TestYear.Year);

        Assert.Equal([6, 9, 12, 14], slices); // the files of one event, the report, are looked at together
        Assert.Equal((14, 1), (passes.Last.Checked, passes.Last.Altered));
        Assert.Equal( // not due for a month
            (passes.Last.Begun, passes.Last.Ended, null), (after.Last!.Begun, after.Last.Ended, after.Running));
        Assert.Contains("Evidence ", Assert.Single(journal.Errors), StringComparison.Ordinal);
        Assert.True((await new LedgerVerifications(year.Clients).FindAsync(unit, TestYear.Year))!.Ok); // chains and anchors, when it began
    }

    /// <summary>Has it come to the unit once more.</summary>
    private async Task NightAsync(UnitId unit) =>
        await year.Clients.Tables.GetTableClient("due").DeleteEntityAsync("@nights", Shard.Of(unit));

    private async Task<bool> IsLookedAtAsync(UnitId unit) =>
        (await year.Clients.Tables.GetTableClient("due")
            .GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("@nights", Shard.Of(unit))).HasValue;
}
