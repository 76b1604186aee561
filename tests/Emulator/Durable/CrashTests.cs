using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Tests.Durable;

/// <summary>The process dies at every commit there is, once just before and once just after it, and everything still comes right.</summary>
public sealed class CrashTests
{
    private const int MostCommits = 200;

    /// <summary>A parent with children, activities, a timer, events between instances and a new generation.</summary>
    private static TestCode Code() => new TestCode()
        .Activity<int, int>("Square", value => value * value)
        .Orchestrator("Child", async context =>
        {
            var square = await context.CallActivityAsync<int>("Square", context.GetInput<int>());
            context.SendEvent(context.Parent!.InstanceId, "Done", square);
            return square;
        })
        .Orchestrator("Parent", async context =>
        {
            var round = context.GetInput<int>();
            if (round == 0)
            {
                await context.CallActivityAsync<int>("Square", 1);
                context.ContinueAsNew(1);
                return 0;
            }

            await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            var children = Enumerable.Range(1, 3).Select(number => context.CallSubOrchestratorAsync<int>("Child", number)).ToList();
            var events = 0;
            for (var received = 0; received < 3; received++)
            {
                events += await context.WaitForExternalEvent<int>("Done");
            }

            return (await Task.WhenAll(children)).Sum() + (100 * events);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Everything_comes_right_wherever_the_process_dies(bool afterTheWrite)
    {
        for (var commit = 1; commit <= MostCommits; commit++)
        {
            var memory = new MemoryHubStore();
            var dying = new DyingStore(memory, commit, afterTheWrite);
            var first = Engine(dying);
            await first.StartAsync(CancellationToken.None);
            var scheduled = first.Client.ScheduleNewOrchestrationInstanceAsync("Parent", 0, new StartOrchestrationOptions("p"));
            var ended = await Task.WhenAny(dying.Death, EndAsync(first, scheduled)).WaitAsync(TestHub.Deadline);
            if (ended != dying.Death)
            {
                await first.DisposeAsync();
                Assert.InRange(commit, 8, MostCommits); // every commit has had its turn
                return;
            }

            await first.DisposeAsync();
            await AssertConvergesAsync(memory);
        }

        Assert.Fail($"The scenario has more than {MostCommits} commits.");
    }

    private static async Task EndAsync(DurableEngine engine, Task<string> scheduled) =>
        await engine.Client.WaitForInstanceCompletionAsync(await scheduled);

    private static async Task AssertConvergesAsync(MemoryHubStore memory)
    {
        await using var second = Engine(memory);
        await second.StartAsync(CancellationToken.None);
        if (await memory.FindAsync("p", default) is null)
        {
            await second.Client.ScheduleNewOrchestrationInstanceAsync("Parent", 0, new StartOrchestrationOptions("p"));
        }

        var end = await second.Client.WaitForInstanceCompletionAsync("p", getInputsAndOutputs: true).WaitAsync(TestHub.Deadline);

        Assert.Equal(1414, end.ReadOutputAs<int>());
        await TestHub.UntilAsync(async () => await LiveAsync(memory) == 0);
        await AssertNothingTwiceAsync(memory);
    }

    private static async Task<int> LiveAsync(MemoryHubStore memory)
    {
        var live = 0;
        await foreach (var _ in memory.ReadLiveAsync(default))
        {
            live++;
        }

        return live;
    }

    private static async Task AssertNothingTwiceAsync(MemoryHubStore memory)
    {
        await foreach (var head in memory.QueryAsync(null, null, default))
        {
            var inputs = (await memory.ReadHistoryAsync(head, default)).OfType<InputEvent>().ToList();
            Assert.Equal(inputs.Distinct(), inputs);
        }
    }

    private static DurableEngine Engine(IHubStore store) =>
        new(store, Code(), new DurableOptions(), TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>A process that dies at its n-th commit: nothing it does afterwards reaches the store.</summary>
    private sealed class DyingStore(MemoryHubStore inner, int commit, bool afterTheWrite) : IHubStore
    {
        private readonly TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private int _commits;

        public Task Death => _death.Task;

        public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

        public Task CloseAsync() => Task.CompletedTask;

        public IAsyncEnumerable<InstanceHead> ReadLiveAsync(CancellationToken cancellation) => inner.ReadLiveAsync(cancellation);

        public Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation) => inner.FindAsync(instanceId, cancellation);

        public Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(InstanceHead head, CancellationToken cancellation) =>
            inner.ReadHistoryAsync(head, cancellation);

        public async Task<InstanceHead> CommitAsync(HubCommit wanted, CancellationToken cancellation)
        {
            Task<InstanceHead>? done = null;
            lock (_lock)
            {
                if (++_commits < commit || (_commits == commit && afterTheWrite))
                {
                    done = inner.CommitAsync(wanted, cancellation);
                }

                if (_commits >= commit)
                {
                    _death.TrySetResult();
                }
            }

            if (_commits >= commit || done is null)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return await done!;
        }

        public Task DeleteAsync(InstanceHead head, CancellationToken cancellation) => inner.DeleteAsync(head, cancellation);

        public IAsyncEnumerable<InstanceHead> QueryAsync(string? idPrefix, string? after, CancellationToken cancellation) =>
            inner.QueryAsync(idPrefix, after, cancellation);

        public Task<InstanceTexts> ReadTextsAsync(InstanceHead head, CancellationToken cancellation) => inner.ReadTextsAsync(head, cancellation);
    }
}
