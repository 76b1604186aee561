using PerfFlow.Azurite;
using PerfFlow.Load;

namespace PerfFlow.Cost.Tests;

/// <summary>What a project costs does not depend on how many the unit has.</summary>
[Collection(CountedCollection.Name)]
public sealed class GrowthTests(CountedApp app)
{
    private const int AtOnce = 8;

    [Fact]
    public async Task A_project_among_a_hundred_costs_what_it_costs_among_thirteen()
    {
        var (few, many) = (await CostAsync(13), await CostAsync(100));

        var growth = Budgets.Of("growth: a project among 100 over one among 13");
        Assert.True(many.Opening <= few.Opening * growth, $"opening: {few.Opening:0.00} and {many.Opening:0.00} a project");
        Assert.True(many.Sheet <= few.Sheet * growth, $"a sheet: {few.Sheet:0.00} and {many.Sheet:0.00}");
    }

    private async Task<(double Opening, double Sheet)> CostAsync(int projects)
    {
        var unit = await app.UnitAsync(open: 1, projects);
        var (engine, opening) = await app.CountAsync(unit.OpenAsync);
        await unit.FillAsync(Plans.Targets, 1);
        var (_, sheets) = await app.CountAsync(() => Parallel.ForEachAsync(
            unit.Projects,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (project, _) => await unit.UploadAsync(project, Plans.Targets, 1)));
        return ((double)(engine + opening) / projects, (double)sheets / projects);
    }
}
