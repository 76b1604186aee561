using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
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
}
