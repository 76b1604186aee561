using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>The ladder of a stage in the running app, driven by its instances and a clock of the test's own.</summary>
[Collection(RemindingCollection.Name)]
public class LadderTests(OwnStorage storage)
{
    [Fact]
    public async Task The_ladder_tells_those_who_owe_and_one_level_more_with_each_rung_after_the_deadline()
    {
        await using var year = await LateRound.OpenAsync(storage);

        await year.ClimbAsync(year.Rungs()[0]);
        await year.SubmitAsync("p3");
        await year.ClimbAsync(year.Rungs()[1]);
        await year.SubmitAsync("p1");
        await year.ClimbAsync(year.Rungs()[2]);
        await year.ReturnAsync("p3");
        foreach (var rung in year.Rungs().Skip(3))
        {
            await year.ClimbAsync(rung);
        }

        Assert.Equal(
            [
                "0 clerk-j Nothing p3",
                "0 clerk-t Nothing p1+p2",
                "1 clerk-t Nothing p1+p2",
                "2 clerk-t Partly p2",
                "3 clerk-j Nothing p3",
                "3 clerk-t Partly p2",
                "4 clerk-j Nothing p3",
                "4 clerk-t Partly p2",
                "4 head-j Nothing p3",
                "4 head-t Partly p2",
                "5 clerk-j Nothing p3",
                "5 clerk-t Partly p2",
                "5 head-j Nothing p3",
                "5 head-t Partly p2",
                "5 lead Partly p2+p3",
                "6 chair Partly p2+p3",
                "6 clerk-j Nothing p3",
                "6 clerk-t Partly p2",
                "6 head-j Nothing p3",
                "6 head-t Partly p2",
                "6 lead Partly p2+p3",
            ],
            await year.DeliveredAsync());
    }

    [Fact]
    public async Task Nobody_is_reminded_when_nobody_owes()
    {
        await using var year = await LateRound.OpenAsync(storage);
        await year.ClimbAsync(year.Rungs()[0]);
        foreach (var project in new[] { "p1", "p2", "p3" })
        {
            await year.SubmitAsync(project);
        }

        year.MoveTo(year.Rungs()[1]);
        await Eventually.HoldsAsync(() => year.Looks() == 2); // at the two rungs; the next is for the reviewers

        Assert.Empty((await year.As("lead").GetAsync($"{year.Base}/reminders?stage=q1")).Json["stages"]![0]!["sections"]!.AsArray());
        Assert.Equal(["0 clerk-j Nothing p3", "0 clerk-t Nothing p1+p2"], await year.DeliveredAsync());
    }

    [Fact]
    public async Task After_a_downtime_only_the_latest_rung_is_sent()
    {
        await using var year = await LateRound.OpenAsync(storage);
        await year.ClimbAsync(year.Rungs()[0]);
        await year.App.DisposeAsync();

        // The hub's memory died with the process: the sweep starts the instances anew, two rungs and a deadline later.
        year.Advance(year.Rungs()[4] - year.Rungs()[0] + TimeSpan.FromHours(1));
        await year.RestartAsync(TestApp.EverySecond);
        await year.ClimbAsync(year.Rungs()[4]);

        Assert.Equal(
            [year.Rungs()[0], year.Rungs()[4]],
            (await year.As("lead").GetAsync($"{year.Base}/reminders?stage=q1")).Json["stages"]![0]!["sent"]!.AsArray()
                .Select(sent => (DateTimeOffset)sent!["rung"]!));
        Assert.Equal(
            [
                "0 clerk-j Nothing p3",
                "0 clerk-t Nothing p1+p2",
                "4 clerk-j Nothing p3",
                "4 clerk-t Nothing p1+p2",
                "4 head-j Nothing p3",
                "4 head-t Nothing p1+p2",
            ],
            await year.DeliveredAsync());
    }

    [Fact]
    public async Task Of_the_report_the_lead_is_reminded_and_after_the_deadline_the_chair()
    {
        await using var year = await LateRound.OpenAsync(storage);

        await year.ClimbAsync(year.ReportRungs()[0], "report");
        var lead = (await year.As("lead").GetAsync($"units/{year.Unit}/inbox?take=1")).Json["notices"]![0]!;

        Assert.Equal(("report", "nothing", false), ((string)lead["stage"]!, (string)lead["kind"]!, (bool)lead["overdue"]!));
        Assert.Contains("自评报告》尚未编制", (string)lead["text"]!["zh"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox")).Json["notices"]!.AsArray(),
            notice => (string)notice!["stage"]! == "report");

        await year.ClimbAsync(year.ReportRungs()[1], "report");
        lead = (await year.As("lead").GetAsync($"units/{year.Unit}/inbox?take=1")).Json["notices"]![0]!;

        Assert.Equal((year.ReportRungs()[1], true), ((DateTimeOffset)lead["rung"]!, (bool)lead["overdue"]!));
    }

    [Fact]
    public async Task A_return_after_the_last_rung_is_reminded_of_by_its_own_deadline()
    {
        await using var year = await LateRound.OpenAsync(storage);
        await year.ClimbAsync(year.Rungs()[6]);
        await year.SubmitAsync("p3");
        var answerBy = year.Rungs()[6].AddDays(14);

        Assert.Equal("200", (await year.As("lead").PostAsync(
            $"{year.Base}/projects/p3/stages/q1/return", $$"""{"version":1,"reason":"指标值未量化","answerBy":"{{answerBy:O}}"}""")).Outcome);
        var rung = StageLadder.Of(year.Plan.Stages[0], answerBy).Rungs.First(rung => rung > year.Rungs()[6]);
        await year.ClimbAsync(rung);

        var notice = (await year.As("clerk-j").GetAsync($"units/{year.Unit}/inbox?take=1")).Json["notices"]![0]!;
        Assert.Equal(
            (rung, answerBy, false, "p3"),
            ((DateTimeOffset)notice["rung"]!, (DateTimeOffset)notice["dueAt"]!, (bool)notice["overdue"]!,
                (string)notice["sections"]![0]!["projects"]![0]!["project"]!));
        Assert.Equal(
            ["-1 clerk-j Nothing p3"], (await year.DeliveredAsync()).Where(told => told.StartsWith("-1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_written_does_not_end_the_round()
    {
        var outage = new Outage("/notices");
        await using var year = await LateRound.OpenAsync(storage, policies: outage);
        outage.IsOn = true;
        year.Advance(year.Rungs()[0] - year.Plan.Stages[0].OpensAt);
        await Eventually.HoldsAsync(() => // every attempt
        {
            year.Advance(TimeSpan.FromMinutes(1));
            return outage.Failures >= 8;
        });
        outage.IsOn = false;

        await year.ClimbAsync(year.Rungs()[1]);

        Assert.Equal(["1 clerk-j Nothing p3", "1 clerk-t Nothing p1+p2"], await year.DeliveredAsync());
    }
}
