using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;

namespace PerfFlow.Functions.Tests;

/// <summary>Requests that die after the ledger was written and before anyone was woken.</summary>
[Collection(AppCollection.Name)]
public class SweepTests(TestApp app)
{
    [Fact]
    public async Task An_approval_whose_wake_up_was_lost_is_locked_by_the_sweep()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);

        var unit = UnitId.Parse(year.Unit).Value;
        var stage = (await app.Get<Board>().UnitYearAsync(unit, TestYear.Year)).Plan!.Find(StageId.Parse("targets").Value)!;
        var member = new Actor("t:group-member", "member", [Role.GroupMember]);
        var answer = await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year, ProjectId.Parse("p1").Value),
            null,
            (state, now) => state.Decide(stage, new ItemCommand.Approve(stage.Id, member, version), now));
        Assert.Equal(ItemState.Approved, answer.State.ItemOf(stage.Id).State);

        await year.StateAsync("targets", "locked");
    }

    [Fact]
    public async Task A_year_whose_cycle_was_never_started_is_started_by_the_sweep()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var unit = UnitId.Parse(year.Unit).Value;
        var plan = JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Http.Json.Options)!;
        var lead = new Actor("t:lead", "lead", [Role.Lead]);
        await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year), null, (state, now) => UnitYearDecider.Decide(state, new UnitYearCommand.OpenYear(lead, plan, "std"), now));
        await app.Get<Registry>().ActivateAsync(unit, TestYear.Year);

        // Only a stage's instance locks, and only the cycle or the sweep starts one.
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
    }
}
