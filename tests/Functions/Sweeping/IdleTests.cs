using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>What the sweep pays for, in storage transactions of our own.</summary>
public class IdleTests
{
    [Fact]
    public async Task A_round_costs_the_same_whatever_the_number_of_units_that_nothing_is_due_of()
    {
        await using var swept = await SweptApp.StartAsync();
        var none = await swept.SentInARoundAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => OpenAsync(swept, $"idle-{i}")));
        var forty = await swept.SentInARoundAsync();
        swept.Clock.Advance(TimeSpan.FromDays(1));
        await LookedAtAsync(swept, 40); // once each, since they were opened
        var later = await swept.SentInARoundAsync();

        var round = (int)Budgets.Of("own transactions: a round of the sweep with nothing due"); // the inbox, and each shard
        var idle = round + (int)(40 * Budgets.Of("own transactions: an idle unit, more in a round"));
        Assert.Equal((round, idle, idle), (none.Count, forty.Count, later.Count));
    }

    [Fact]
    public async Task A_row_that_is_due_too_early_costs_one_look()
    {
        await using var swept = await SweptApp.StartAsync();
        var unit = await OpenAsync(swept, "early");
        var due = await swept.UntilIdleAsync(unit);
        var before = swept.SentFor(unit).Count;

        await swept.SetAsync(unit, swept.Clock.GetUtcNow());
        await Eventually.HoldsAsync(async () => (await swept.RowAsync(unit))!.At == due);
        await swept.SweepAsync();

        // Claim, board, and the next instant.
        Assert.Equal(Budgets.Of("own transactions: a look at a unit-year that is due too early"), swept.SentFor(unit).Count - before);
    }

    private static async Task LookedAtAsync(SweptApp swept, int units)
    {
        var now = swept.Clock.GetUtcNow();
        await Eventually.HoldsAsync(async () =>
        {
            var looked = 0;
            foreach (var shard in Shard.All)
            {
                await foreach (var row in new DueIndex(swept.Clients).ListAsync(shard))
                {
                    looked += row.At > now ? 1 : 0;
                }
            }

            return looked == units;
        });
    }

    /// <summary>A year whose first stage opens in ten days.</summary>
    internal static async Task<UnitId> OpenAsync(SweptApp swept, string id)
    {
        var unit = UnitId.Parse(id).Value;
        var opens = swept.Clock.GetUtcNow().AddDays(10);
        var plan = new YearPlan(
            "1",
            [new(
                StageId.Parse("targets").Value, StageKind.Targets, null, StageScope.Project,
                Approver.Group, opens, opens.AddDays(20), [opens.AddDays(10)])]);
        await swept.App.Get<Registry>().RegisterAsync(unit, id, null);
        await swept.App.Get<Registry>().ActivateAsync(unit, TestYear.Year);
        var opened = await swept.App.Get<DueLedger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year),
            null,
            (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.OpenYear(new("lead", [Role.Lead]), plan, "std"), now),
            CancellationToken.None);
        Assert.Null(opened.Refusal);
        return unit;
    }
}
