using DurableTask.Core.History;
using PerfFlow.Azurite;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Years;

namespace PerfFlow.Functions.Tests.Cycle;

/// <summary>
/// What a unit's year costs the engine, counted in the histories of all its instances and generations. The clock goes from the opening of
/// the targets in August to the archive twenty months later, through every hop of every timer.
/// </summary>
public class YearCostTests
{
    private const int Projects = 13;

    [Fact]
    public async Task A_project_year_without_returns_stays_within_its_events_and_activities()
    {
        await using var year = await ClockedYear.OpenAsync("counted", Projects);
        foreach (var stage in year.Plan.Stages.Where(stage => stage.Scope == StageScope.Project))
        {
            await PlayAsync(year, stage);
        }

        var report = year.Plan.Stages.Single(stage => stage.Scope == StageScope.Unit);
        await year.LiveUntilAsync(report.OpensAt.AddDays(20));
        await year.ReportAsync();
        await year.LiveUntilAsync(report.DueAt);

        var written = year.App.Hub.Written.Values;
        var (events, activities) = (written.Sum(one => one.Events), written.Sum(one => one.Activities));
        Assert.True(
            events <= Budgets.Of("history events: a project-year") * Projects,
            $"{events / (double)Projects:F1} events a project-year: {Shares(year)}");
        Assert.True(
            activities <= Budgets.Of("activity runs: a project-year") * Projects,
            $"{activities / (double)Projects:F1} activities a project-year");
        Assert.InRange(written.Max(one => one.Longest), 1, (int)Budgets.Of("history events: an instance"));
    }

    [Fact]
    public async Task A_return_stays_within_its_events_and_the_worker_waits_in_hops_of_the_length_that_is_set()
    {
        await using var year = await ClockedYear.OpenAsync("returned", Projects);
        var (q1, q2) = (year.Plan.Stages[1], year.Plan.Stages[2]);
        await PlayAsync(year, year.Plan.Stages[0]);
        await year.LiveUntilAsync(q1.OpensAt);
        var cycle = year.App.Hub.HistoryOf(Instances.Of(new CycleKey("returned", TestYear.Year)))!;
        await PlayAsync(year, q1);
        await PlayAsync(year, q2, isReturned: true);
        await year.LiveUntilAsync(q2.ReviewDueAt);

        Assert.Contains(
            Turns.LongestTimer,
            cycle.OfType<TimerCreatedEvent>().Zip(cycle.OfType<TimerCreatedEvent>().Skip(1), (one, next) => next.FireAt - one.FireAt));
        Assert.InRange((Of(year, q2) - Of(year, q1)) / Projects, 1, (int)Budgets.Of("history events: more for a return"));
        Assert.InRange(year.App.Hub.Written.Values.Max(one => one.Longest), 1, (int)Budgets.Of("history events: an instance"));
    }

    /// <summary>
    /// Sections hand in between the first rung of the ladder and the morning of the deadline; each sheet is decided on, or returned and
    /// handed in again, within days.
    /// </summary>
    private static async Task PlayAsync(ClockedYear year, PlannedStage stage, bool isReturned = false)
    {
        var version = isReturned ? 2 : 1;
        var groups = year.Projects.Chunk((Projects / 4) + 1).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            await year.LiveUntilAsync(stage.Rungs[i].AddHours(i < 3 ? 3 : -1));
            await year.SubmitAsync(groups[i], stage);
            if (isReturned)
            {
                await year.ReturnAsync(groups[i], stage);
                await year.SubmitAsync(groups[i], stage, version);
            }

            if (i > 0)
            {
                await year.DecideAsync(groups[i - 1], stage, version);
            }
        }

        await year.LiveUntilAsync(stage.Rungs[3].AddDays(2));
        await year.DecideAsync(groups[^1], stage, version);
    }

    private static int Of(ClockedYear year, PlannedStage stage) =>
        year.App.Hub.Written.Where(one => $"{one.Key}:".Contains($":{stage.Id}:", StringComparison.Ordinal)).Sum(one => one.Value.Events);

    private static string Shares(ClockedYear year) => string.Join(", ", year.App.Hub.Written
        .GroupBy(one => one.Key.Split(':')[1])
        .Select(kind => $"{kind.Key} {kind.Sum(one => one.Value.Events) / (double)Projects:F1} in {kind.Count()}"));
}
