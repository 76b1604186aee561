using PerfFlow.Azurite;
using PerfFlow.Load;

namespace PerfFlow.Cost.Tests;

/// <summary>
/// What the demo's year costs: 13 projects with their returns, report and archives, played over HTTP; the looks of those who wait are not
/// the year's.
/// </summary>
public sealed class YearTests
{
    [Fact]
    public async Task A_project_year_costs_a_bounded_number_of_transactions_and_history_events()
    {
        var cost = await PlayedCost.OfTheDemosYearAsync();

        var own = (double)cost.Own.Count / cost.Projects;
        var events = (double)cost.History.Values.Sum() / cost.Projects;
        var table = string.Join(
            '\n',
            cost.Own.GroupBy(sent => sent.Function)
                .OrderByDescending(group => group.Count())
                .Select(group => $"{group.Count(),6}  {group.Key}"));
        Assert.True(own <= Budgets.Of("own transactions: a project-year"), $"{own:0.0} transactions a project-year:\n{table}");
        Assert.True(
            events <= Budgets.Of("history events: a project-year") + Budgets.Of("history events: more for a return"),
            $"{events:0.0} events a project-year: {string.Join(", ", cost.History)}");
    }
}
