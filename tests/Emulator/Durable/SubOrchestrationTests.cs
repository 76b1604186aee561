using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class SubOrchestrationTests
{
    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Children_return_their_results_and_know_their_parent(HubKind kind)
    {
        var code = new TestCode()
            .Orchestrator("Child", context => Task.FromResult($"{context.GetInput<int>()} of {context.Parent!.Name}/{context.Parent.InstanceId}"))
            .Orchestrator("Parent", async context => string.Join("; ", await Task.WhenAll(
                Enumerable.Range(1, 3).Select(number => context.CallSubOrchestratorAsync<string>("Child", number)))));
        await using var hub = await TestHub.OpenAsync(kind, code);

        var end = await hub.RunAsync("Parent", id: "p");

        Assert.Equal("1 of Parent/p; 2 of Parent/p; 3 of Parent/p", end.ReadOutputAs<string>());
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_failed_child_fails_the_call_with_its_details(HubKind kind)
    {
        var code = new TestCode()
            .Activity<int, int>("Fail", int (_) => throw new FormatException("bad"))
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Fail", 1))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Child"));
        await using var hub = await TestHub.OpenAsync(kind, code);

        var failure = (await hub.RunAsync("Parent")).FailureDetails!;

        Assert.Equal(
            ("Microsoft.DurableTask.TaskFailedException", "Microsoft.DurableTask.TaskFailedException", "System.FormatException", "bad"),
            (failure.ErrorType, failure.InnerFailure!.ErrorType, failure.InnerFailure.InnerFailure!.ErrorType, failure.InnerFailure.InnerFailure.ErrorMessage));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_child_id_that_is_taken_fails_the_call(HubKind kind)
    {
        var code = new TestCode()
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Wait", null, new SubOrchestrationOptions(instanceId: "taken")));
        await using var hub = await TestHub.OpenAsync(kind, code);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("taken"));

        var end = await hub.RunAsync("Parent");

        Assert.Contains("already exists", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task Termination_reaches_children_only_when_recursive(HubKind kind)
    {
        var code = new TestCode()
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("Go"))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", null, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}-child")));
        await using var hub = await TestHub.OpenAsync(kind, code);
        foreach (var id in (string[])["one", "all"])
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions(id));
            await hub.UntilStatusAsync($"{id}-child", OrchestrationRuntimeStatus.Running);
        }

        await hub.Client.TerminateInstanceAsync("one", "stop");
        await hub.Client.TerminateInstanceAsync("all", new TerminateInstanceOptions("stop", Recursive: true));

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"stop\""), await hub.EndOf("one") is var one ? (one.RuntimeStatus, one.SerializedOutput) : default);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.EndOf("all-child")).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync("one-child"))!.RuntimeStatus);
    }
}
