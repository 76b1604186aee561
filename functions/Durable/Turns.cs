using Microsoft.DurableTask;

namespace PerfFlow.Functions.Durable;

internal static class Turns
{
    /// <summary>
    /// Looks of an orchestration that does not continue as new. What is not settled by then is the sweep's, and starts again with an
    /// empty history when someone acts.
    /// </summary>
    public const int MostLooks = 10;

    public const int ArchivesAtOnce = 8;

    /// <summary>
    /// The worker makes a longer wait of several timers, each four events of the history. Azure Storage hides a message for seven days
    /// at most, and a timer is such a message (docs/decisions/0010).
    /// </summary>
    public static readonly TimeSpan LongestTimer = TimeSpan.FromDays(6.75);

    /// <summary>When what a look could not do is tried again.</summary>
    public static readonly TimeSpan Later = TimeSpan.FromHours(1);

    /// <summary>Storage may be away for a while; activities are idempotent, so repeating one changes nothing.</summary>
    public static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    public static DateTimeOffset Now(this TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    /// <summary>One look or deed of an orchestration. What fails for good never ends an instance that waits for people.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(this TaskOrchestrationContext context, Func<Task> look)
    {
        try
        {
            await look();
            return true;
        }
        catch (TaskFailedException fault)
        {
            context.CreateReplaySafeLogger(nameof(Turns)).LookFailed(context.InstanceId, fault.TaskName, fault.FailureDetails.ErrorType);
            return false;
        }
    }
}
