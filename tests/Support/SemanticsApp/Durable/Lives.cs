using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Beginning, status, versions, and beginning anew.</summary>
public static class Lives
{
    /// <summary>When it ran, and as which version.</summary>
    [Function(nameof(Stamp))]
    public static Task<StampResult> Stamp([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(new StampResult(context.CurrentUtcDateTime, context.Version));

    /// <summary>A child that names its version and one that does not.</summary>
    [Function(nameof(VersionedParent))]
    public static async Task<string[]> VersionedParent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var named = await context.CallSubOrchestratorAsync<StampResult>(
            nameof(Stamp), options: new SubOrchestrationOptions { Version = "1.2" });
        var unnamed = await context.CallSubOrchestratorAsync<StampResult>(nameof(Stamp));
        return [context.Version, named.Version, unnamed.Version];
    }

    /// <summary>An old version goes on as a newer one.</summary>
    [Function(nameof(Upgrade))]
    public static Task<string> Upgrade([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        if (context.Version == "1.3")
        {
            context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "1.4" });
        }

        return Task.FromResult(context.Version);
    }

    [Function(nameof(Progress))]
    public static async Task<string> Progress([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(new { step = 1, name = "第一步" });
        await context.WaitForExternalEvent<object?>("go");
        context.SetCustomStatus(new { step = 2, name = "第二步" });
        return "done";
    }

    /// <summary>Counts down by beginning anew, then says how often it did.</summary>
    [Function(nameof(Countdown))]
    public static async Task<string> Countdown([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var state = context.GetInput<CountdownState>()!;
        await context.CallActivityAsync<int>(nameof(Activities.Double), state.Left);
        if (state.Left > 0)
        {
            context.ContinueAsNew(new CountdownState(state.Left - 1, state.Generation + 1));
        }

        return $"generation {state.Generation}";
    }

    /// <summary>Adds one "add" event in each generation; those not yet taken come along into the next.</summary>
    [Function(nameof(Accumulator))]
    public static async Task<int> Accumulator([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var state = context.GetInput<AccumulatorState>()!;
        if (!state.Opened)
        {
            await context.WaitForExternalEvent<object?>("open");
        }

        var sum = state.Sum + await context.WaitForExternalEvent<int>("add");
        if (state.Left > 1)
        {
            context.ContinueAsNew(new AccumulatorState(sum, state.Left - 1, Opened: true));
        }

        return sum;
    }

    [Function(nameof(Bulk))]
    public static Task<string> Bulk([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Activities.Echo), context.GetInput<string>());

    public sealed record StampResult(DateTime At, string Version);

    public sealed record CountdownState(int Left, int Generation);

    public sealed record AccumulatorState(int Sum, int Left, bool Opened);
}
