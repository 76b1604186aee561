using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFlow.Emulator.Durable.Execution;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class DeterminismTests
{
    /// <summary>Runs the first code up to its wait for "Go", restarts with the second, and returns how the instance failed.</summary>
    private static async Task<TaskFailureDetails> ReplaceAsync(
        Func<TaskOrchestrationContext, Task> before, Func<TaskOrchestrationContext, Task> after)
    {
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, Code(before));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Flow");
        await hub.UntilAtAsync(id, "waiting");
        hub.Code = Code(after);
        await hub.RestartAsync();

        await hub.Client.RaiseEventAsync(id, "Go", true);

        var end = await hub.EndOf(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        return end.FailureDetails!;
    }

    private static TestCode Code(Func<TaskOrchestrationContext, Task> steps) => new TestCode()
        .Activity<int, int>("A", value => value)
        .Activity<int, int>("B", value => value)
        .Orchestrator("Flow", async context =>
        {
            await steps(context);
            context.SetCustomStatus("waiting");
            return await context.WaitForExternalEvent<bool>("Go");
        });

    [Fact]
    public async Task Another_activity_than_recorded_is_named()
    {
        var failure = await ReplaceAsync(
            context => context.CallActivityAsync<int>("A", 1),
            context => context.CallActivityAsync<int>("B", 1));

        Assert.Equal(NonDeterminism.ErrorType, failure.ErrorType);
        Assert.Contains("history has activity 'A' (task 0) where the code now asks for activity 'B' (task 0)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_step_is_named()
    {
        var failure = await ReplaceAsync(
            context => context.CallActivityAsync<int>("A", 1),
            context => context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None));

        Assert.Contains("history has activity 'A' (task 0) where the code now asks for timer (task 0)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_step_that_the_code_no_longer_takes_is_named()
    {
        var failure = await ReplaceAsync(context => context.CallActivityAsync<int>("A", 1), _ => Task.CompletedTask);

        Assert.Contains("history has activity 'A' (task 0) where the code now asks for nothing", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_step_in_the_past_is_named()
    {
        var failure = await ReplaceAsync(_ => Task.CompletedTask, context => context.CallActivityAsync<int>("B", 1));

        Assert.Contains("history has nothing where the code now asks for activity 'B' (task 0)", failure.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaiting_a_task_that_is_not_durable_leaves_the_instance_as_it_is()
    {
        var released = new TaskCompletionSource();
        var code = new TestCode().Orchestrator("Foreign", async context =>
        {
            await released.Task;
            return 1;
        });
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Foreign");

        await Task.Run(released.SetResult);
        await hub.Client.RaiseEventAsync(id, "Nothing", 1);

        Assert.True((await hub.Client.GetInstanceAsync(id, false))!.IsRunning);
    }

    [Fact]
    public async Task The_context_refuses_other_threads()
    {
        var code = new TestCode().Orchestrator("Threads", context =>
        {
            Exception? refusal = null;
            var other = new Thread(() => refusal = Record.Exception(() => context.NewGuid()));
            other.Start();
            other.Join();
            return Task.FromResult(refusal?.GetType().Name);
        });
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);

        Assert.Equal(nameof(InvalidOperationException), (await hub.RunAsync("Threads")).ReadOutputAs<string>());
    }
}
