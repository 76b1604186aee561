using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Demo.Data;
using PerfFlow.Load;

namespace PerfFlow.Cost.Tests;

/// <summary>What each command costs in transactions of our own, with all that follows from it until the app is quiet.</summary>
[Collection(CountedCollection.Name)]
public sealed class OwnTests(CountedApp app)
{
    [Fact]
    public async Task Each_command_on_an_item_costs_a_bounded_number_of_transactions()
    {
        var unit = await app.UnitAsync(1);
        await app.CountAsync(unit.OpenAsync);
        var excess = new List<string>();
        foreach (var project in (Project[])[unit.Projects[0], unit.Projects[Bureaus.Sections]])
        {
            excess.Clear(); // the first of the section pays for what is done once for all: people who act for the first time are noted
            await unit.FileAsync(project, Plans.Targets, 1);
            await HoldAsync("own transactions: a sheet, upload to scored", () => unit.UploadAsync(project, Plans.Targets, 1));
            await HoldAsync("own transactions: submit", () => unit.SubmitAsync(project, Plans.Targets, 1));
            await HoldAsync("own transactions: check", () => unit.CheckAsync(project, Plans.Targets, 1));
            await HoldAsync("own transactions: two votes, and the lock", () => unit.VoteAsync(project, Plans.Targets, 1));
        }

        Assert.True(excess.Count == 0, string.Join('\n', excess));

        async Task HoldAsync(string budget, Func<Task> done)
        {
            var (_, own) = await app.CountAsync(done);
            if (own > Budgets.Of(budget))
            {
                excess.Add($"{budget}: {own}, {Budgets.Of(budget)} at most:\n{app.Proxy.Table(Owner.App)}");
            }
        }
    }
}
