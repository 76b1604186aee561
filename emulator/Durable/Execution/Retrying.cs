using Microsoft.DurableTask;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>Repeats a failed task as its retry options say; waits are durable timers, so they outlive the process.</summary>
internal static class Retrying
{
    /// <returns>The first success, or the last failure.</returns>
    public static async Task<TaskOutcome> RunAsync(
        TaskOrchestrationContext context, TaskRetryOptions? retry, TaskName name, Func<Task<TaskOutcome>> attempt)
    {
        var start = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            var outcome = await attempt();
            if (outcome.Failure is null or { IsNonRetriable: true })
            {
                return outcome;
            }

            switch (retry)
            {
                case { Handler: { } handler } when await AskAsync(handler, context, attempts, outcome, start):
                    break;
                case { Policy: { } policy } when DelayAfter(policy, attempts, context.CurrentUtcDateTime - start, outcome.ToException(name)) is { } delay:
                    await context.CreateTimer(delay, CancellationToken.None);
                    break;
                default:
                    return outcome;
            }
        }
    }

    /// <summary>The wait before the next attempt; null when there is none.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="attempts">Attempts made so far, at least 1.</param>
    /// <param name="elapsed">Time since the first attempt began.</param>
    /// <param name="failure">What the last attempt failed with.</param>
    public static TimeSpan? DelayAfter(RetryPolicy policy, int attempts, TimeSpan elapsed, TaskFailedException failure)
    {
        var expired = policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout;
        if (attempts >= policy.MaxNumberOfAttempts || expired || !policy.Handle(failure))
        {
            return null;
        }

        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    private static Task<bool> AskAsync(
        AsyncRetryHandler handler, TaskOrchestrationContext context, int attempts, TaskOutcome outcome, DateTime start) =>
        handler(new RetryContext(
            context, attempts, outcome.Failure!.ToDetails(), context.CurrentUtcDateTime - start, CancellationToken.None));
}
