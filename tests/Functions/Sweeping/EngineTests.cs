using System.Text.Json;
using DurableTask.Core;
using PerfFlow.Azurite;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>What is left in the engine: nothing that has ended long ago, and nothing that is not ours.</summary>
public class EngineTests
{
    [Fact]
    public async Task Instances_that_have_ended_are_purged_by_schedule_and_those_that_run_stay()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Settings = new Dictionary<string, string?> { ["PurgeSchedule"] = TestApp.EverySecond, ["PurgeAfter"] = "00:00:00" },
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);

        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal([Instances.Of(new CycleKey(year.Unit, TestYear.Year))], await UntilGoneAsync(app, ":review:"));
    }

    [Fact]
    public async Task Instances_of_another_version_of_the_app_or_of_somebodys_are_terminated_and_purged()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Settings = new Dictionary<string, string?> { ["PurgeSchedule"] = TestApp.EverySecond },
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        var cycle = Instances.Of(new CycleKey(year.Unit, TestYear.Year));
        await Eventually.HoldsAsync(async () => await app.Hub.StateOfAsync(cycle) is not null);
        var waiting = JsonSerializer.Serialize(
            new CycleInput(new CycleKey(year.Unit, TestYear.Year), TimeProvider.System.GetUtcNow().AddDays(5)));
        var strangers =
            new[] { $"cycle:{year.Unit}:2023", $"stage:{year.Unit}:2023:targets:p1:1", $"sweep:{year.Unit}", Other(cycle), "of-somebody" };

        foreach (var stranger in strangers)
        {
            await app.Hub.BeginAsync(nameof(YearlyCycle), stranger, waiting); // it runs, and waits for days
        }

        await app.Hub.BeginAsync("ProjectStage", "of-a-kind-that-is-gone");
        await app.Hub.BeginAsync(nameof(YearlyCycle), cycle.Replace("cycle", "round", StringComparison.Ordinal) + ":q1", waiting);

        await Eventually.HoldsAsync(async () => (await app.Hub.InstancesAsync()).SequenceEqual([cycle]));
        Assert.False((await app.Hub.StateOfAsync(cycle))!.OrchestrationStatus is OrchestrationStatus.Terminated);

        static string Other(string id) => (id[0] == '0' ? "1" : "0") + id[1..]; // of a shard that is not the unit's
    }

    private static async Task<IReadOnlyList<string>> UntilGoneAsync(TestApp app, string kind)
    {
        IReadOnlyList<string> left = [];
        await Eventually.HoldsAsync(
            async () => !(left = await app.Hub.InstancesAsync()).Any(id => id.Contains(kind, StringComparison.Ordinal)));
        return left;
    }
}
