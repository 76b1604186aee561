using System.Text.Json;
using DurableTask.Core.History;
using PerfFlow.Azurite;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>A year and its stages open whatever dies or changes on the way.</summary>
public sealed class LostOpeningTests
{
    [Fact]
    public async Task A_year_whose_opening_died_right_after_the_ledger_is_started_by_the_sweep()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var death = new LastWords("year-opened", afterwards: true);
        await using var app = new TestApp(azurite) { Policies = [death] };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app, open: false);

        Assert.StartsWith(
            "500", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{TestYear.Plan()}}}""")).Outcome, StringComparison.Ordinal);

        Assert.True(death.Said);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year)); // nobody opens it again
    }

    [Fact]
    public async Task Stages_that_a_changed_plan_opens_all_at_once_are_started_without_a_sweep()
    {
        await using var year = await ClockedYear.OpenAsync("moved", projects: 1);
        await year.UntilAsync(() => WaitsForAnInstant(year));
        var before = TimeProvider.System.GetUtcNow().AddHours(-1);
        var plan = year.Plan with
        {
            Version = "2",
            Stages = [.. year.Plan.Stages.Select((stage, i) => i < 2 ? stage with { OpensAt = before } : stage)],
        };

        Assert.Equal("200", (await year.App.As("lead").PutAsync(
            $"{year.Base}/plan", JsonSerializer.Serialize(new { Plan = plan, Reason = "提前" }, Json.Options))).Outcome);

        await year.SettleAsync(year.Projects, plan.Stages[0]);
    }

    private static bool WaitsForAnInstant(ClockedYear year) =>
        year.App.Hub.HistoryOf(Instances.Of(new CycleKey(year.Unit.Value, TestYear.Year)))?.OfType<TimerCreatedEvent>().Any() == true;
}
