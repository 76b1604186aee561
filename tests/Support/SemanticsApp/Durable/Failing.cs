using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PerfFlow.SemanticsApp.Durable;

/// <summary>Failures, what is known of them, and trying again.</summary>
public static class Failing
{
    [Function(nameof(ByPolicy))]
    public static Task<int> ByPolicy([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(
            nameof(Activities.Flaky), context.GetInput<Activities.Flakiness>(), TaskOptions.FromRetryPolicy(Policy(3)));

    /// <summary>A policy that gives up at once on an ArgumentException.</summary>
    [Function(nameof(BySelectivePolicy))]
    public static Task<int> BySelectivePolicy([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(Activities.Flaky), context.GetInput<Activities.Flakiness>(), TaskOptions.FromRetryPolicy(
            new RetryPolicy(5, TimeSpan.FromMilliseconds(100)) { HandleFailure = failure => !failure.IsCausedBy<ArgumentException>() }));

    [Function(nameof(ByHandler))]
    public static Task<int> ByHandler([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(Activities.Flaky), context.GetInput<Activities.Flakiness>(), TaskOptions.FromRetryHandler(
            retry => retry.LastAttemptNumber < 4 && retry.LastFailure.ErrorType == typeof(InvalidOperationException).FullName));

    /// <summary>The policy retries the whole child, which calls the activity without one.</summary>
    [Function(nameof(ChildByPolicy))]
    public static Task<int> ChildByPolicy([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<int>(
            nameof(FlakyChild), context.GetInput<Activities.Flakiness>(), TaskOptions.FromRetryPolicy(Policy(3)));

    [Function(nameof(FlakyChild))]
    public static Task<int> FlakyChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(Activities.Flaky), context.GetInput<Activities.Flakiness>());

    /// <summary>What the orchestrator learns of a failed activity.</summary>
    [Function(nameof(CaughtActivity))]
    public static Task<Caught> CaughtActivity([OrchestrationTrigger] TaskOrchestrationContext context) =>
        CatchAsync(context.CallActivityAsync<int>(nameof(Activities.Flaky), context.GetInput<Activities.Flakiness>()));

    [Function(nameof(CaughtChild))]
    public static Task<Caught> CaughtChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        CatchAsync(context.CallSubOrchestratorAsync<int>(nameof(FlakyChild), context.GetInput<Activities.Flakiness>()));

    [Function(nameof(Broken))]
    public static async Task<string> Broken([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int>(nameof(Activities.Double), 1);
        throw new InvalidOperationException("broken on purpose");
    }

    /// <summary>Calls the activity its input names.</summary>
    [Function(nameof(CallsByName))]
    public static Task<int> CallsByName([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(context.GetInput<string>()!, 1);

    private static RetryPolicy Policy(int attempts) => new(attempts, TimeSpan.FromMilliseconds(100), backoffCoefficient: 2);

    internal static async Task<Caught> CatchAsync(Task<int> call)
    {
        try
        {
            await call;
            return new Caught("nothing", "", "", false);
        }
        catch (TaskFailedException failure)
        {
            var details = failure.FailureDetails;
            return new Caught(failure.TaskName, details.ErrorType, details.ErrorMessage, details.IsCausedBy<ArgumentException>());
        }
    }

    public sealed record Caught(string TaskName, string ErrorType, string ErrorMessage, bool IsArgument);
}
