using Microsoft.DurableTask;

namespace PerfFlow.Functions.Cycle;

internal static class Turns
{
    /// <summary>
    /// An instance is finite. What is not settled after so many turns ends here and is started anew by the sweep,
    /// with an empty history.
    /// </summary>
    public const int Most = 500;

    public const int ArchivesAtOnce = 8;

    /// <summary>Storage may be away for a while; activities are idempotent, so repeating one changes nothing.</summary>
    public static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(1)));

    public static DateTimeOffset Now(this TaskOrchestrationContext context) => new(context.CurrentUtcDateTime, TimeSpan.Zero);
}
