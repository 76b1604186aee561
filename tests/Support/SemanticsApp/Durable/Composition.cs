using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Activities in sequence and in parallel, orchestrations within orchestrations.</summary>
public static class Composition
{
    /// <summary>Its input is bound to a parameter of its own, as well as to the context.</summary>
    [Function(nameof(Chain))]
    public static async Task<int> Chain([OrchestrationTrigger] TaskOrchestrationContext context, int start)
    {
        var number = start == context.GetInput<int>() ? start : 0;
        for (var step = 0; step < 3; step++)
        {
            number = await context.CallActivityAsync<int>(nameof(Activities.Double), number);
        }

        return number;
    }

    [Function(nameof(FanOut))]
    public static async Task<int[]> FanOut([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(number =>
            context.CallActivityAsync<int>(nameof(Activities.Double), number)));

    [Function(nameof(Parent))]
    public static async Task<Family[]> Parent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var text = context.GetInput<string>();
        var named = context.CallSubOrchestratorAsync<Family>(
            nameof(Child), text, new SubOrchestrationOptions { InstanceId = context.InstanceId + "-child" });
        var unnamed = context.CallSubOrchestratorAsync<Family>(nameof(Child), text);
        return await Task.WhenAll(named, unnamed);
    }

    [Function(nameof(Child))]
    public static async Task<Family> Child([OrchestrationTrigger] TaskOrchestrationContext context) => new(
        context.Parent?.Name.Name,
        context.Parent?.InstanceId,
        context.InstanceId,
        await context.CallActivityAsync<string>(nameof(Activities.Echo), context.GetInput<string>()));

    /// <summary>Waits for a child that waits for an event.</summary>
    [Function(nameof(Guardian))]
    public static Task<string> Guardian([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(
            nameof(Waiting.Patient), options: new SubOrchestrationOptions { InstanceId = context.InstanceId + "-child" });

    public sealed record Family(string? ParentName, string? ParentId, string Id, string Text);
}
