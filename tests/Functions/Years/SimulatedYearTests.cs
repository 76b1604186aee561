using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>A year of fifty projects in the running app, at the instants of the calendar's plan.</summary>
public class SimulatedYearTests
{
    private const int Projects = 50;

    [Fact]
    public async Task A_year_of_fifty_projects_is_reminded_settled_reported_archived_and_done()
    {
        await using var year = await ClockedYear.OpenAsync("simulated", Projects);

        foreach (var stage in year.Plan.Stages.Where(stage => stage.Scope == StageScope.Project))
        {
            var (early, late) = (year.Projects.Take(Projects / 2).ToList(), year.Projects.Skip(Projects / 2).ToList());
            year.MoveTo(stage.OpensAt);
            await year.ClimbAsync(stage, stage.Rungs[0]); // nothing is submitted yet
            await year.SubmitAsync(early, stage);
            await year.ClimbAsync(stage, stage.Rungs[1]);
            await year.SubmitAsync(late, stage);
            await year.DecideAsync(year.Projects, stage);
            year.MoveTo(stage.Rungs[^1]); // and nobody owes anything any more
            Assert.Equal(
                [(stage.Rungs[0], "t:section-clerk", "Nothing", Projects), (stage.Rungs[1], "t:section-clerk", "Partly", late.Count)],
                await DeliveredAsync(year, stage));
        }

        year.MoveTo(year.Plan.Stages.Single(stage => stage.Scope == StageScope.Unit).OpensAt);
        await year.ReportAsync();

        var board = await year.BoardAsync();
        Assert.Equal(Projects, board.Unit.Archives.Count);
        Assert.All(
            year.Projects,
            project => Assert.All(
                year.Plan.Stages.Where(stage => stage.Scope == StageScope.Project),
                stage => Assert.Equal(ItemState.Archived, board.Summary(ProjectId.Parse(project).Value).Items[stage.Id].State)));
    }

    private static async Task<IEnumerable<(DateTimeOffset Rung, string Person, string Kind, int Projects)>> DeliveredAsync(
        ClockedYear year, PlannedStage stage) =>
        (await year.App.Get<Inbox>().OfStageAsync(year.Unit, TestYear.Year, stage.Id))
        .Where(found => found.Notice.News is null)
        .Select(found => (
            found.Notice.Rung, found.Notice.Person, found.Notice.Kind.ToString(),
            found.Notice.Sections.Sum(section => section.Projects.Length)))
        .Order();
}
