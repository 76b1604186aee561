using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFlow.Emulator.Durable;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class EventTests
{
    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Events_are_kept_until_awaited_first_in_first_out_without_regard_to_case(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Collect", async context =>
        {
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<bool>("Go");
            var first = await context.WaitForExternalEvent<string>("name");
            var second = await context.WaitForExternalEvent<string>("NAME");
            return first + second;
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Collect");

        await hub.Client.RaiseEventAsync(id, "Name", "a");
        await hub.Client.RaiseEventAsync(id, "nAME", "b");
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "GO", true);

        Assert.Equal("ab", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_cancelled_waiter_swallows_no_event(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Race", async context =>
        {
            using var abandon = new CancellationTokenSource();
            var first = context.WaitForExternalEvent<string>("Decision", abandon.Token);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            abandon.Cancel();
            context.SetCustomStatus("abandoned");
            var second = await context.WaitForExternalEvent<string>("Decision");
            return $"{first.Status} {second}";
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Race");

        hub.Time.Advance(TimeSpan.FromHours(1));
        await hub.UntilAtAsync(id, "abandoned");
        await hub.Client.RaiseEventAsync(id, "Decision", "yes");

        Assert.Equal("Canceled yes", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_timed_out_waiter_swallows_no_event(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Timeout", async context =>
        {
            try
            {
                await context.WaitForExternalEvent<string>("Decision", TimeSpan.FromDays(1));
                return "early";
            }
            catch (OperationCanceledException)
            {
                context.SetCustomStatus("late");
                await context.WaitForExternalEvent<bool>("Go");
                return await context.WaitForExternalEvent<string>("Decision", TimeSpan.FromDays(1));
            }
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Timeout");

        hub.Time.Advance(TimeSpan.FromDays(1));
        await hub.UntilAtAsync(id, "late");
        await hub.Client.RaiseEventAsync(id, "Decision", "yes");
        await hub.Client.RaiseEventAsync(id, "Go", true);

        Assert.Equal("yes", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_newest_of_several_waiters_is_served_first()
    {
        var code = new TestCode().Orchestrator("Two", async context =>
        {
            var older = context.WaitForExternalEvent<string>("E");
            var newer = context.WaitForExternalEvent<string>("E");
            return (await newer) + (await older);
        });
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Two");

        await hub.Client.RaiseEventAsync(id, "E", "1");
        await hub.Client.RaiseEventAsync(id, "E", "2");

        Assert.Equal("12", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Instances_send_events_to_each_other(HubKind kind)
    {
        var code = new TestCode()
            .Orchestrator("Receive", async context =>
                await context.WaitForExternalEvent<int>("N") + (10 * await context.WaitForExternalEvent<int>("N")))
            .Orchestrator("Send", context =>
            {
                context.SendEvent("receiver", "N", 1);
                context.SendEvent("receiver", "N", 2);
                return Task.FromResult(true);
            });
        await using var hub = await TestHub.OpenAsync(kind, code);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Receive", new StartOrchestrationOptions("receiver"));

        await hub.RunAsync("Send");

        Assert.Equal(21, (await hub.EndOf("receiver")).ReadOutputAs<int>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_storm_of_events_loses_nothing_that_a_generation_sends_before_it_continues_as_new(HubKind kind)
    {
        const int storm = 60;
        var code = new TestCode()
            .Orchestrator("Relay", async context =>
            {
                var value = await context.WaitForExternalEvent<int>("N");
                context.SendEvent("sink", "Relayed", value);
                if (value != 0)
                {
                    context.ContinueAsNew();
                }

                return value;
            })
            .Orchestrator("Sink", async context =>
            {
                var sum = 0;
                for (var next = 1; next != 0; sum += next)
                {
                    next = await context.WaitForExternalEvent<int>("Relayed");
                }

                return sum;
            });
        await using var hub = await TestHub.OpenAsync(kind, code);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sink", new StartOrchestrationOptions("sink"));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Relay", new StartOrchestrationOptions("relay"));

        await Task.WhenAll(Enumerable.Range(1, storm).Select(value => hub.Client.RaiseEventAsync("relay", "N", value)));
        await hub.Client.RaiseEventAsync("relay", "N", 0);

        Assert.Equal(storm * (storm + 1) / 2, (await hub.EndOf("sink")).ReadOutputAs<int>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Raising_an_event_for_an_unknown_or_ended_instance_is_refused(HubKind kind)
    {
        var code = new TestCode().Orchestrator("End", _ => Task.FromResult(1));
        await using var hub = await TestHub.OpenAsync(kind, code);
        await hub.RunAsync("End", id: "ended");

        await Assert.ThrowsAsync<InstanceNotFoundException>(() => hub.Client.RaiseEventAsync("nobody", "E", 1));
        await Assert.ThrowsAsync<InstanceNotRunningException>(() => hub.Client.RaiseEventAsync("ended", "E", 1));
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_fails_its_waiter()
    {
        var code = new TestCode().Orchestrator("Number", async context => await context.WaitForExternalEvent<int>("N"));
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Number");

        await hub.Client.RaiseEventAsync(id, "N", "not a number");

        Assert.Equal(
            (OrchestrationRuntimeStatus.Failed, "System.Text.Json.JsonException"),
            (await hub.EndOf(id) is var end ? (end.RuntimeStatus, end.FailureDetails!.ErrorType) : default));
    }
}
