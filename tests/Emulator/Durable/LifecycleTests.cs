using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class LifecycleTests
{
    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static TestCode Waiter() => new TestCode()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_suspended_instance_keeps_its_events_until_resumed(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait");

        await hub.Client.SuspendInstanceAsync(id, "pause");
        await hub.Client.RaiseEventAsync(id, "Go", 7);
        await hub.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.Client.GetInstanceAsync(id, false))!.RuntimeStatus);
        await hub.Client.ResumeInstanceAsync(id);

        Assert.Equal(7, (await hub.EndOf(id)).ReadOutputAs<int>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task ContinueAsNew_keeps_the_events_nobody_took(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Loop", async context =>
        {
            var sum = context.GetInput<int>();
            var next = await context.WaitForExternalEvent<int>("N");
            if (next == 0)
            {
                return sum;
            }

            context.ContinueAsNew(sum + next);
            return 0;
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0, new StartOrchestrationOptions("loop"));

        await Task.WhenAll(Enumerable.Range(1, 20).Select(value => hub.Client.RaiseEventAsync(id, "N", value)));
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "N", 0);

        Assert.Equal(210, (await hub.EndOf(id)).ReadOutputAs<int>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task An_id_is_refused_while_its_instance_runs_and_free_afterwards(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        var options = new StartOrchestrationOptions("once");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options));
        await hub.Client.RaiseEventAsync("once", "Go", 1);
        await hub.EndOf("once");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "again", options);

        Assert.Equal("again", (await hub.EndOf("once")).ReadOutputAs<string>());
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "x", options.WithDedupeStatuses(Ended)));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_running_instance_is_replaced_when_its_state_is_not_among_those_that_keep_the_id(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        var options = new StartOrchestrationOptions("busy");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options);
        await hub.UntilStatusAsync("busy", OrchestrationRuntimeStatus.Running);

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "new", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed));

        var end = await hub.EndOf("busy");
        Assert.Equal(("Echo", "new"), (end.Name, end.ReadOutputAs<string>()));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task An_ended_instance_is_restarted_with_its_input_under_its_id_or_a_new_one(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        await hub.RunAsync("Echo", "again", "once");

        var same = await hub.Client.RestartAsync("once");
        var fresh = await hub.Client.RestartAsync("once", restartWithNewInstanceId: true);

        Assert.Equal(("once", true), (same, fresh != "once"));
        Assert.Equal(("again", "again"), ((await hub.EndOf(same)).ReadOutputAs<string>(), (await hub.EndOf(fresh)).ReadOutputAs<string>()));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("nobody"));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Purging_recursively_takes_the_children_along(HubKind kind)
    {
        var code = Waiter().Orchestrator("Parent", async context => await Task.WhenAll(((string[])["a", "b"]).Select(
            name => context.CallSubOrchestratorAsync<string>("Echo", name, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-{name}")))));
        await using var hub = await TestHub.OpenAsync(kind, code);
        await hub.RunAsync("Parent", id: "alone");
        await hub.RunAsync("Parent", id: "whole");

        var alone = await hub.Client.PurgeInstanceAsync("alone", default(PurgeInstanceOptions));
        var whole = await hub.Client.PurgeInstanceAsync("whole", new PurgeInstanceOptions(Recursive: true));

        Assert.Equal((1, 3), (alone.PurgedInstanceCount, whole.PurgedInstanceCount));
        Assert.Equal(["alone-a", "alone-b"], await hub.Client.GetAllInstancesAsync().Select(instance => instance.InstanceId).ToListAsync());
    }

    [Fact]
    public async Task A_custom_status_or_a_new_input_that_cannot_be_written_fails_the_instance()
    {
        var endless = new Endless();
        var code = new TestCode()
            .Orchestrator("Status", context =>
            {
                context.SetCustomStatus(endless);
                return Task.FromResult(0);
            })
            .Orchestrator("Input", context =>
            {
                context.ContinueAsNew(endless);
                return Task.FromResult(0);
            });
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);

        Assert.Equal("System.Text.Json.JsonException", (await hub.RunAsync("Status")).FailureDetails!.ErrorType);
        Assert.Equal("System.Text.Json.JsonException", (await hub.RunAsync("Input")).FailureDetails!.ErrorType);
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Instances_are_listed_page_by_page_by_prefix_and_status(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        string[] ids = [.. Enumerable.Range(0, 7).Select(number => $"stage:u:{number}")];
        await Task.WhenAll(ids.Append("other").Select(id => hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id))));
        await hub.Client.TerminateInstanceAsync(ids[3]);
        await hub.EndOf(ids[3]);

        var query = new OrchestrationQuery(InstanceIdPrefix: "stage:u:", PageSize: 4, Statuses: [OrchestrationRuntimeStatus.Running]);
        var pages = new List<string[]>();
        await foreach (var page in hub.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add([.. page.Values.Select(instance => instance.InstanceId)]);
        }

        Assert.Equal<string[]>([[ids[0], ids[1], ids[2], ids[4]], [ids[5], ids[6]]], pages);
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Purging_removes_ended_instances_alone(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Waiter());
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("running"));
        foreach (var id in (string[])["a", "b", "c"])
        {
            await hub.RunAsync("Echo", new string('很', 70_000), id);
        }

        var one = await hub.Client.PurgeInstanceAsync("a", default(PurgeInstanceOptions));
        var none = await hub.Client.PurgeInstanceAsync("running", default(PurgeInstanceOptions));
        var rest = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(TestHub.Start, null, Ended), default(PurgeInstanceOptions));

        Assert.Equal((1, 0, 2), (one.PurgedInstanceCount, none.PurgedInstanceCount, rest.PurgedInstanceCount));
        Assert.Equal(["running"], await hub.Client.GetAllInstancesAsync().Select(instance => instance.InstanceId).ToListAsync());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Long_texts_and_many_steps_survive_a_restart(HubKind kind)
    {
        var code = new TestCode()
            .Activity<int, string>("Long", length => new string('字', length))
            .Orchestrator("Big", async context =>
            {
                var long1 = await context.CallActivityAsync<string>("Long", 100_000);
                var many = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => context.CallActivityAsync<string>("Long", 10_000)));
                context.SetCustomStatus("parked");
                await context.WaitForExternalEvent<bool>("Go");
                return long1 + many.Length;
            });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Big");
        await hub.UntilAtAsync(id, "parked");

        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "Go", true);

        Assert.Equal(new string('字', 100_000) + "120", (await hub.EndOf(id)).ReadOutputAs<string>());
        Assert.Equal(121, code.Ran.Count);
    }

    [Fact]
    public async Task Logging_and_replaying_are_silent_in_replay_and_guids_and_time_repeat()
    {
        var seen = new ConcurrentQueue<string>();
        var code = new TestCode()
            .Activity<int, int>("Step", value => value)
            .Orchestrator("Same", async context =>
            {
                var before = $"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:o}";
                seen.Enqueue($"{context.IsReplaying}: {before}");
                await context.CallActivityAsync<int>("Step", 1);
                return before;
            });
        await using var hub = await TestHub.OpenAsync(HubKind.MemoryReplay, code);

        var value = (await hub.RunAsync("Same")).ReadOutputAs<string>();

        Assert.Equal([$"False: {value}", $"True: {value}"], seen);
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_each_line_once()
    {
        using var lines = new Lines();
        var code = new TestCode()
            .Activity<int, int>("Step", value => value)
            .Orchestrator("Talk", async context =>
            {
                Say(context, "begun");
                await context.CallActivityAsync<int>("Step", 1);
                Say(context, "ended");
                return 0;
            });
        await using var hub = await TestHub.OpenAsync(HubKind.MemoryReplay, code);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        hub.Loggers = loggers;
        await hub.RestartAsync();

        await hub.RunAsync("Talk");

        Assert.Equal(["begun", "ended"], lines.Of("Talk"));
    }

    private static void Say(TaskOrchestrationContext context, string line) =>
        context.CreateReplaySafeLogger("Talk").Log(LogLevel.Information, default, line, null, (text, _) => text);

    private sealed class Lines : ILoggerProvider
    {
        private readonly ConcurrentQueue<(string Category, string Text)> _written = [];

        public IEnumerable<string> Of(string category) => _written.Where(line => line.Category == category).Select(line => line.Text);

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, _written);

        public void Dispose()
        {
        }

        private sealed class Writer(string category, ConcurrentQueue<(string Category, string Text)> written) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                written.Enqueue((category, formatter(state, exception)));
        }
    }

    private sealed class Endless
    {
        public Endless Self => this;
    }
}
