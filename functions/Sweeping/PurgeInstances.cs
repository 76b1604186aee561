using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Takes instances that have ended, and their histories, out of the engine's storage. Nothing is lost: what they did is in our
/// rows, and one that is needed again is started anew by the sweep.
/// </summary>
public sealed class PurgeInstances(PurgeAfter after, TimeProvider time, ILogger<PurgeInstances> log)
{
    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function(nameof(PurgeInstances))]
    public async Task RunAsync(
        [TimerTrigger("%PurgeSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: time.GetUtcNow() - after.Span, Statuses: Ended), cancellation);
        log.InstancesPurged(purged.PurgedInstanceCount);
    }
}

/// <summary>How long after its start an instance that has ended is kept, to look into; setting <c>PurgeAfter</c>.</summary>
public sealed record PurgeAfter(TimeSpan Span)
{
    /// <exception cref="InvalidOperationException">It is negative, or no span of time.</exception>
    internal static PurgeAfter From(IConfiguration configuration) => configuration.GetValue("PurgeAfter", TimeSpan.FromDays(7)) is var span && span >= TimeSpan.Zero
        ? new(span)
        : throw new InvalidOperationException("PurgeAfter must not be negative.");
}
