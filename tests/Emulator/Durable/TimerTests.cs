using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class TimerTests
{
    private static TestCode Sleeper(TimeSpan delay) => new TestCode().Orchestrator("Sleep", async context =>
    {
        var before = context.CurrentUtcDateTime;
        await context.CreateTimer(delay, CancellationToken.None);
        return context.CurrentUtcDateTime - before;
    });

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_timer_of_a_year_fires_after_a_year(HubKind kind)
    {
        var year = TimeSpan.FromDays(365);
        await using var hub = await TestHub.OpenAsync(kind, Sleeper(year));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");

        hub.Time.Advance(year - TimeSpan.FromSeconds(1));
        Assert.True((await hub.Client.GetInstanceAsync(id))!.IsRunning);
        hub.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(year, (await hub.EndOf(id)).ReadOutputAs<TimeSpan>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_timer_that_fell_due_while_the_engine_was_down_fires_at_start(HubKind kind)
    {
        await using var hub = await TestHub.OpenAsync(kind, Sleeper(TimeSpan.FromDays(1)));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");

        await hub.StopAsync();
        hub.Time.Advance(TimeSpan.FromDays(3));
        await hub.BeginAsync();

        Assert.Equal(TimeSpan.FromDays(3), (await hub.EndOf(id)).ReadOutputAs<TimeSpan>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Timers_fire_in_the_order_they_fall_due(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Order", async context =>
        {
            var order = new List<int>();
            async Task Wait(int hours)
            {
                await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
                order.Add(hours);
            }

            await Task.WhenAll(Wait(3), Wait(1), Wait(2));
            return string.Join(',', order);
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Order");

        hub.Time.Advance(TimeSpan.FromHours(5));

        Assert.Equal("1,2,3", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_cancelled_timer_neither_fires_nor_keeps_the_instance_awake(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Cancel", async context =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromHours(1), cancel.Token);
            cancel.Cancel();
            context.SetCustomStatus("cancelled");
            await context.WaitForExternalEvent<bool>("Go");
            return timer.Status.ToString();
        });
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Cancel");
        await hub.UntilAtAsync(id, "cancelled");

        hub.Time.Advance(TimeSpan.FromHours(2));
        await hub.RestartAsync();
        Assert.Null((await hub.Store.FindAsync(id, CancellationToken.None))!.NextTimer);
        await hub.Client.RaiseEventAsync(id, "Go", true);

        Assert.Equal("Canceled", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task An_instance_starts_at_the_time_asked_for(HubKind kind)
    {
        var code = new TestCode().Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime));
        await using var hub = await TestHub.OpenAsync(kind, code);
        var at = TestHub.Start.AddDays(10);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Now", new StartOrchestrationOptions("later", at));

        hub.Time.Advance(TimeSpan.FromDays(9));
        await hub.RestartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.Client.GetInstanceAsync(id))!.RuntimeStatus);
        hub.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(at.UtcDateTime, (await hub.EndOf(id)).ReadOutputAs<DateTime>());
    }
}
