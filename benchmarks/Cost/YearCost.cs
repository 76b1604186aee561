using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Cost;

/// <summary>What a year costs in transactions of our own and in history, see <see cref="PlayedCost"/>.</summary>
internal static class YearCost
{
    private const int ProvinceUnits = 15_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var cost = await PlayedCost.OfTheDemosYearAsync();
        return
        [
            .. cost.Own.GroupBy(sent => sent.Function)
                .OrderByDescending(group => group.Count())
                .Select(group => new Figure($"{group.Key}, a project-year", Per(group.Count()), "transactions")),
            new("tables, a project-year", Per(cost.Own.Count(sent => sent.IsTable)), "transactions"),
            new("blobs, a project-year", Per(cost.Own.Count(sent => !sent.IsTable)), "transactions"),
            new("total, a project-year", Per(cost.Own.Count), "transactions"),
            new("a province of 15,000 such units, a year", cost.Own.Count * (ProvinceUnits / 1e6), "million transactions"),
            new("looking while it waits, a project-year of the demo", Per(cost.Waiting.Count), "transactions"),
            .. cost.Sweeps > 0
                ? [new Figure("one round of the sweep, a unit", (double)cost.Rounds.Count / cost.Sweeps, "transactions")]
                : (Figure[])[],
            .. cost.History.OrderBy(history => history.Key, StringComparer.Ordinal)
                .Select(history => new Figure($"{history.Key}, history of a project-year", Per(history.Value), "events")),
        ];

        double Per(int count) => (double)count / cost.Projects;
    }
}
