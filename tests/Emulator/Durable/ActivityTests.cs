using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class ActivityTests
{
    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Activities_run_in_sequence_with_their_inputs(HubKind kind)
    {
        var code = new TestCode()
            .Activity<int, int>("Double", value => value * 2)
            .Orchestrator("Chain", async context =>
            {
                var value = context.GetInput<int>();
                for (var step = 0; step < 5; step++)
                {
                    value = await context.CallActivityAsync<int>("Double", value);
                }

                return value;
            });
        await using var hub = await TestHub.OpenAsync(kind, code);

        var end = await hub.RunAsync("Chain", 1);

        Assert.Equal((OrchestrationRuntimeStatus.Completed, 32), (end.RuntimeStatus, end.ReadOutputAs<int>()));
        Assert.Equal(5, code.Ran.Count);
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Activities_fan_out_and_in(HubKind kind)
    {
        var code = new TestCode()
            .Activity<int, int>("Square", value => value * value)
            .Orchestrator("Fan", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 50).Select(value => context.CallActivityAsync<int>("Square", value)))).Sum());
        await using var hub = await TestHub.OpenAsync(kind, code);

        Assert.Equal(42925, (await hub.RunAsync("Fan")).ReadOutputAs<int>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_failed_activity_reaches_the_orchestrator_with_its_details(HubKind kind)
    {
        var code = new TestCode()
            .Activity<int, int>("Fail", int (_) => throw new ArgumentException("outer", new InvalidOperationException("inner")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Fail", 1);
                }
                catch (TaskFailedException failed)
                {
                    var details = failed.FailureDetails;
                    return string.Join('|', failed.TaskName, failed.TaskId, details.ErrorType, details.ErrorMessage,
                        details.InnerFailure!.ErrorType, details.IsCausedBy<ArgumentException>(), details.StackTrace!.Contains("ActivityTests", StringComparison.Ordinal));
                }
            });
        await using var hub = await TestHub.OpenAsync(kind, code);

        Assert.Equal(
            "Fail|0|System.ArgumentException|outer|System.InvalidOperationException|True|True",
            (await hub.RunAsync("Catch")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_activity_fails_at_once_in_spite_of_retries()
    {
        var code = new TestCode().Orchestrator("Call", async context =>
            await context.CallActivityAsync<int>("Nowhere", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromDays(1)))));
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);

        var end = await hub.RunAsync("Call");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("ActivityTaskNotFound", end.FailureDetails!.InnerFailure!.ErrorType);
    }
}
