using DurableTask.Core.History;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Years;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.Reviews;

/// <summary>A review in the running app: what starts it, wakes it and ends it, and whom it tells.</summary>
public class ReviewTests
{
    [Fact]
    public async Task Reviewers_are_reminded_of_what_waits_and_lead_and_chair_told_once_at_the_deadline()
    {
        await using var year = await ClockedYear.OpenAsync("reviewed", projects: 2);
        var stage = year.Plan.Stages[0];
        year.MoveTo(stage.OpensAt);
        await year.SubmitAsync(year.Projects, stage);
        var shown = await year.BoardAsync();
        var rung = Domain.Reminders.StageDue.Of(shown.Unit, stage, shown.Summary).NextRung(stage.DueAt)!.Value;

        await year.ClimbAsync(stage, rung); // nobody owes a sheet: the round begins with this
        await year.ClimbAsync(stage, stage.ReviewDueAt); // both reviews have come to it

        Assert.Equal(
            [
                (rung, "t:lead", "Review", 2),
                (stage.ReviewDueAt, "t:group-chair", "ReviewOverdue", 2),
                (stage.ReviewDueAt, "t:lead", "ReviewOverdue", 2),
            ],
            (await year.App.Get<Inbox>().OfStageAsync(year.Unit, TestYear.Year, stage.Id))
                .Where(found => found.Notice.Rung == rung || found.Notice.Rung == stage.ReviewDueAt)
                .Select(found => (
                    found.Notice.Rung, found.Notice.Person, found.Notice.Kind.ToString(),
                    found.Notice.Sections.Sum(section => section.Projects.Length)))
                .Order());
    }

    [Fact]
    public async Task A_check_a_vote_short_of_the_quorum_and_evidence_do_not_wake_it_and_the_outcome_does()
    {
        await using var year = await ClockedYear.OpenAsync("woken", projects: 1);
        var stage = year.Plan.Stages[0];
        year.MoveTo(stage.OpensAt);
        await year.SubmitAsync(year.Projects, stage);
        Assert.Equal("200", (await year.PostAsync("lead", "p1", stage, "check", 1)).Outcome);
        Assert.Equal("200", (await year.PostAsync("group-member", "p1", stage, "approve", 1)).Outcome); // the chair's word counts
        var review = await ReviewOfAsync(year, stage);
        await year.UntilAsync(() => year.App.Hub.HistoryOf(review) is not null);
        Assert.DoesNotContain(year.App.Hub.HistoryOf(review)!, e => e is EventRaisedEvent);

        Assert.Equal("200", (await year.PostAsync("group-chair", "p1", stage, "approve", 1)).Outcome);
        await year.UntilAsync(year.Projects, stage.Id, ItemState.Locked);
        await year.UntilAsync(async () => !(await year.App.Hub.RunningAsync()).Contains(review));

        Assert.Single(year.App.Hub.HistoryOf(review)!.OfType<EventRaisedEvent>());
        Assert.Equal(1, year.App.Hub.Written[review].Activities);
    }

    [Fact]
    public async Task It_ends_when_the_sheet_is_taken_back_and_the_next_coming_is_another()
    {
        await using var year = await ClockedYear.OpenAsync("taken", projects: 1);
        var stage = year.Plan.Stages[0];
        year.MoveTo(stage.OpensAt);
        var reviews = new List<string>();
        await year.SubmitAsync(year.Projects, stage);
        reviews.Add(await ReviewOfAsync(year, stage));
        Assert.Equal("200", (await year.PostAsync("section-head", "p1", stage, "undo", 1)).Outcome); // the submission
        await EndedAsync(year, reviews);
        Assert.Equal("200", (await year.PostAsync("section-head", "p1", stage, "submit", 1)).Outcome);
        reviews.Add(await ReviewOfAsync(year, stage));
        await year.SubmitAsync(year.Projects, stage, version: 2); // a newer version takes it back, and is handed in itself
        reviews.Add(await ReviewOfAsync(year, stage));
        await EndedAsync(year, reviews[..2]);
        Assert.Equal("200", (await year.PostAsync("lead", "p1", stage, "return", 2, ""","reason":"未量化" """)).Outcome);
        await EndedAsync(year, reviews);
        Assert.Equal("200", (await year.PostAsync("lead", "p1", stage, "undo", 2)).Outcome); // the return
        reviews.Add(await ReviewOfAsync(year, stage));

        await year.DecideAsync(year.Projects, stage, version: 2);

        await EndedAsync(year, reviews);
        Assert.Equal(4, reviews.Distinct().Count());
    }

    [Fact]
    public async Task With_edits_pending_it_waits_until_they_are_complete_and_locks()
    {
        await using var year = await ClockedYear.OpenAsync("edited", projects: 1);
        var stage = year.Plan.Stages[0];
        year.MoveTo(stage.OpensAt);
        await year.SubmitAsync(year.Projects, stage);
        var review = await ReviewOfAsync(year, stage);
        Assert.Equal("200", (await year.PostAsync("lead", "p1", stage, "check", 1)).Outcome);
        Assert.Equal(
            "200", (await year.PostAsync("group-chair", "p1", stage, "approve", 1, ""","grade":"good","reason":"补充指标" """)).Outcome);
        await year.UntilAsync(() => year.App.Hub.Written.GetValueOrDefault(review)?.Activities == 1);
        var shown = await year.BoardAsync();
        var rung = Domain.Reminders.StageDue.Of(shown.Unit, stage, shown.Summary).NextRung(stage.OpensAt)!.Value;
        await year.ClimbAsync(stage, rung); // the round was started for the edits, long before its ladder

        Assert.Contains(review, await year.App.Hub.RunningAsync());
        Assert.Equal("200", (await year.PostAsync("lead", "p1", stage, "complete", 1, ""","noEdit":"无需修改" """)).Outcome);

        await year.UntilAsync(year.Projects, stage.Id, ItemState.Locked);
        await EndedAsync(year, [review]);
    }

    [Fact]
    public async Task A_wake_up_that_comes_while_a_round_goes_on_in_a_new_generation_makes_it_look()
    {
        const int wakeUps = 40; // some eight looks a generation
        await using var year = await ClockedYear.OpenAsync("generations", projects: 1);
        var stage = year.Plan.Stages[0];
        var round = Instances.Of(new RoundKey("generations", TestYear.Year, stage.Id.Value));
        await year.ClimbAsync(stage, stage.Rungs[0]);
        for (var i = 1; i <= wakeUps; i++)
        {
            var looks = year.App.Hub.Written[round].Activities;
            await year.App.Hub.SendEventAsync(round, Instances.WakeUp);
            await year.UntilAsync(() => year.App.Hub.Written[round].Activities > looks);
        }

        Assert.InRange(year.App.Hub.Written[round].Longest, 1, 100);
        Assert.InRange(year.App.Hub.Written[round].Events, 101, int.MaxValue); // more than one generation
        await year.ClimbAsync(stage, stage.Rungs[1]);
    }

    private static async Task<string> ReviewOfAsync(ClockedYear year, PlannedStage stage)
    {
        var version = (await year.BoardAsync()).Summary(ProjectId.Parse("p1").Value).Items[stage.Id].Review!.Value;
        return Instances.Of(new ReviewKey(year.Unit.Value, TestYear.Year, stage.Id.Value, "p1", version));
    }

    private static Task EndedAsync(ClockedYear year, IReadOnlyCollection<string> reviews) => year.UntilAsync(async () =>
    {
        var (all, running) = (await year.App.Hub.InstancesAsync(), await year.App.Hub.RunningAsync());
        return reviews.All(review => all.Contains(review) && !running.Contains(review));
    });
}
