using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Timers and external events. A custom status tells a test how far an instance is.</summary>
public static class Waiting
{
    public const string Waits = "waiting";

    [Function(nameof(Timers))]
    public static async Task<TimerResult> Timers([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var began = context.CurrentUtcDateTime;
        await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        await context.CreateTimer(began.AddSeconds(-1), CancellationToken.None);

        using var far = new CancellationTokenSource();
        var year = context.CreateTimer(began.AddYears(1), far.Token);
        var near = context.CreateTimer(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        var first = await Task.WhenAny(year, near);
        far.Cancel();
        return new TimerResult((context.CurrentUtcDateTime - began).TotalSeconds, first == near, year.IsCanceled);
    }

    /// <summary>Opens at the event "open", then takes as many "item" events as its input says.</summary>
    [Function(nameof(Inbox))]
    public static async Task<string[]> Inbox([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<object?>("open");
        var items = new string[context.GetInput<int>()];
        for (var next = 0; next < items.Length; next++)
        {
            items[next] = await context.WaitForExternalEvent<string>("Item");
        }

        return items;
    }

    /// <summary>Two waiters of one name: each takes one event, in an order that is the engine's own.</summary>
    [Function(nameof(TwoWaiters))]
    public static async Task<string[]> TwoWaiters([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.WaitForExternalEvent<string>("item");
        var second = context.WaitForExternalEvent<string>("item");
        context.SetCustomStatus(Waits);
        return await Task.WhenAll(first, second);
    }

    /// <summary>Gives up a first waiter by its token, then waits again.</summary>
    [Function(nameof(CancelledWaiter))]
    public static async Task<string> CancelledWaiter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var impatience = new CancellationTokenSource();
        var given = context.WaitForExternalEvent<string>("go", impatience.Token);
        var limit = context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        if (await Task.WhenAny(given, limit) == given)
        {
            return "too early";
        }

        impatience.Cancel();
        context.SetCustomStatus(Waits);
        return await context.WaitForExternalEvent<string>("go");
    }

    /// <summary>Gives up a first waiter by its time limit, then waits again.</summary>
    [Function(nameof(TimedOutWaiter))]
    public static async Task<string> TimedOutWaiter([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return "too early: " + await context.WaitForExternalEvent<string>("go", TimeSpan.FromSeconds(1));
        }
        catch (OperationCanceledException)
        {
            context.SetCustomStatus(Waits);
            return await context.WaitForExternalEvent<string>("go");
        }
    }

    [Function(nameof(Patient))]
    public static async Task<string> Patient([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus(Waits);
        return await context.WaitForExternalEvent<string>("go");
    }

    /// <summary>Sends "go" to the instance its input names.</summary>
    [Function(nameof(Courier))]
    public static Task Courier([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SendEvent(context.GetInput<string>()!, "go", $"from {context.InstanceId}");
        return Task.CompletedTask;
    }

    public sealed record TimerResult(double Seconds, bool NearFiredFirst, bool FarWasCancelled);
}
