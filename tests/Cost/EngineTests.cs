using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Demo.Data;
using PerfFlow.Load;

namespace PerfFlow.Cost.Tests;

/// <summary>What the engine asks of its own tables and queues for what people do; its idle looks and kept leases are not counted.</summary>
[Collection(CountedCollection.Name)]
public sealed class EngineTests(CountedApp app)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public async Task Opening_a_unit_year_costs_by_open_stage_and_not_by_project(int open)
    {
        var unit = await app.UnitAsync(open);

        var (engine, _) = await app.CountAsync(unit.OpenAsync);

        var most = Budgets.Of("engine transactions: opening a unit-year")
            + open * Budgets.Of("engine transactions: opening a unit-year, more for each open stage");
        Assert.True(engine <= most, $"{engine} transactions, {most} at most:\n{app.Proxy.Table(Owner.Engine)}");
    }

    [Fact]
    public async Task An_item_costs_nothing_until_it_is_submitted_and_a_few_until_it_is_locked()
    {
        var unit = await app.UnitAsync(1);
        await app.CountAsync(unit.OpenAsync);
        await using var boards = new BoardWatch([unit], TimeSpan.FromMilliseconds(200));
        await OneAsync(unit.Projects[0]); // what is done once for all items is done with the first

        var (scored, decided) = await OneAsync(unit.Projects[1]);

        var turns = app.Proxy.Requests.Count(request => request is { Resource: "PerfFlowHistory", Operation: "EntityGroupTransaction" });
        var excess = Excess(scored, "engine transactions: an upload to scored")
            + Excess(decided, "engine transactions: submit to locked")
            + Excess(decided with { Count = turns }, "turns: submit to locked");
        Assert.True(excess.Length == 0, excess);

        async Task<((int Count, string Table) Scored, (int Count, string Table) Decided)> OneAsync(Project project)
        {
            var (uploading, _) = await app.CountAsync(async () =>
            {
                await unit.UploadAsync(project, Plans.Targets, 1);
                await boards.ScoredAsync(unit, project.Id, Plans.Targets, 1);
            });
            var uploaded = app.Proxy.Table(Owner.Engine);
            var (deciding, _) = await app.CountAsync(async () =>
            {
                await unit.DecideAsync(project, Plans.Targets, 1, red: false);
                await boards.LockedAsync(unit, project.Id, Plans.Targets);
            });
            return ((uploading, uploaded), (deciding, app.Proxy.Table(Owner.Engine)));
        }

        static string Excess((int Count, string Table) counted, string budget) =>
            counted.Count <= Budgets.Of(budget) ? "" : $"{budget}: {counted.Count}, {Budgets.Of(budget)} at most:\n{counted.Table}\n";
    }
}
