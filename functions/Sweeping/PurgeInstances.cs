using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PerfFlow.Functions.Settings;
using PerfFlow.Functions.Durable;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Takes instances that have ended, and their histories, out of the engine's storage. Nothing is lost: what they did is in our
/// rows, and one that is needed again is started anew by the sweep. Instances that are none of ours, of another version of the
/// application or of somebody's making, are terminated, and taken out once they have ended.
/// </summary>
public sealed class PurgeInstances(PurgeAfter after, TimeProvider time, ILogger<PurgeInstances> log)
{
    private const int PageSize = 1000;

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function(nameof(PurgeInstances))]
    public async Task RunAsync(
        [TimerTrigger("%PurgeSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var purged = await client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: time.GetUtcNow() - after.Span, Statuses: Ended), cancellation);
        log.InstancesPurged(purged.PurgedInstanceCount);
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: PageSize))
            .WithCancellation(cancellation))
        {
            if (!Instances.IsOurs(instance.InstanceId, instance.Name))
            {
                await TakeOutAsync(client, instance, cancellation);
            }
        }
    }

    private async Task TakeOutAsync(DurableTaskClient client, OrchestrationMetadata stranger, CancellationToken cancellation)
    {
        log.StrangerFound(stranger.InstanceId, stranger.Name);
        try
        {
            if (stranger.IsCompleted)
            {
                await client.PurgeInstanceAsync(stranger.InstanceId, cancellation);
            }
            else
            {
                await client.TerminateInstanceAsync(stranger.InstanceId, cancellation: cancellation);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.SweepPartFailed("*", nameof(PurgeInstances), fault.GetType().Name); // it has ended meanwhile, or the engine is away
        }
    }
}

/// <summary>How long after its start an instance that has ended is kept, to look into; setting <c>PurgeAfter</c>.</summary>
public sealed record PurgeAfter(TimeSpan Span)
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(366);

    /// <exception cref="InvalidOperationException">It is no span of time, negative or more than a year.</exception>
    internal static PurgeAfter From(IConfiguration configuration) =>
        new(Spans.From(configuration, "PurgeAfter", TimeSpan.FromDays(7), TimeSpan.Zero, Most));
}
