using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests;

/// <summary>What the sweeps leave in the engine: one instance of a unit, and nothing that has ended long ago.</summary>
public class EngineTests
{
    [Fact]
    public async Task While_a_sweep_of_a_unit_runs_no_other_of_it_starts_and_then_the_next_does()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var gate = new Gate();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = "* * * * * *",
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(azurite.ConnectionString, gate)),
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        await Eventually.HoldsAsync(() => Task.FromResult(gate.Waiting > 0));
        var first = await SweepAsync(app, year);
        var looks = gate.Looks;

        await Eventually.HoldsAsync(() => Task.FromResult(gate.Looks >= looks + 3)); // the schedule came three times more
        Assert.Equal((1, first), (gate.Waiting, await SweepAsync(app, year)));

        gate.Open();
        await Eventually.HoldsAsync(async () => await SweepAsync(app, year) != first);
        Assert.Equal([Instances.Sweep(year.Unit)], (await app.Hub.InstancesAsync()).Where(id => id.StartsWith("sweep:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Instances_that_have_ended_are_purged_by_schedule_and_those_that_run_stay()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = "0 0 0 1 1 *",
            Settings = new Dictionary<string, string?> { ["PurgeSchedule"] = "* * * * * *", ["PurgeAfter"] = "00:00:00" },
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(azurite.ConnectionString)),
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);

        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        await Eventually.HoldsAsync(async () => await app.Hub.StateOfAsync(Instances.Of(new StageKey(year.Unit, TestYear.Year, "targets", "p1", 1))) is null);
        Assert.Equal(
            [$"cycle:{year.Unit}:2023", $"stage:{year.Unit}:2023:q1:p1:1", $"stage:{year.Unit}:2023:self-evaluation:p1:1"], await app.Hub.InstancesAsync());
    }

    /// <summary>Which execution of the unit's sweep the engine has.</summary>
    private static async Task<string> SweepAsync(TestApp app, TestYear year) =>
        (await app.Hub.StateOfAsync(Instances.Sweep(year.Unit)))!.OrchestrationInstance.ExecutionId;

    /// <summary>Counts the sweeps' looks for units, and holds up a unit's sweep when it looks for uploads.</summary>
    private sealed class Gate : HttpPipelinePolicy
    {
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int waiting;
        private int looks;

        public int Waiting => Volatile.Read(ref waiting);

        public int Looks => Volatile.Read(ref looks);

        public void Open() => open.SetResult();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
            => throw new NotSupportedException("Storage is called asynchronously only.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var asked = message.Request.Uri.PathAndQuery;
            if (asked.Contains("ActiveYears", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref looks);
            }

            if (asked.Contains("/uploads?restype=container&comp=list", StringComparison.Ordinal) && !open.Task.IsCompleted)
            {
                Interlocked.Increment(ref waiting);
                await open.Task;
            }

            await ProcessNextAsync(message, pipeline);
        }
    }
}
