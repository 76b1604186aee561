using System.Collections.Immutable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using PerfFlow.Emulator.Durable.Engine;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable.Client;

/// <summary>What clients can find out about instances.</summary>
internal sealed class InstanceQueries(HubRuntime hub)
{
    public async Task<OrchestrationMetadata?> FindAsync(string instanceId, bool withTexts, CancellationToken cancellation) =>
        await hub.FindAsync(instanceId, cancellation) is { } head ? await DescribeAsync(head, withTexts, cancellation) : null;

    /// <summary>Waits for a state; an instance that is not there, or is purged meanwhile, is an error as on the official host.</summary>
    public async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<InstanceStatus, bool> reached, bool withTexts, CancellationToken cancellation)
    {
        while (true)
        {
            var change = hub.Watch.NextChange(instanceId);
            var head = await hub.FindAsync(instanceId, cancellation) ?? throw new InstanceNotFoundException(instanceId);
            if (reached(head.Status))
            {
                return await DescribeAsync(head, withTexts, cancellation);
            }

            await change.WaitAsync(cancellation);
        }
    }

    public AsyncPageable<OrchestrationMetadata> List(OrchestrationQuery query)
    {
        var statuses = query.Statuses?.Select(status => ParseStatus(status.ToString())).ToHashSet();
        return Pageable.Create((after, size, cancellation) => PageAsync(
            query.InstanceIdPrefix,
            after ?? query.ContinuationToken,
            size ?? query.PageSize,
            head => (query.CreatedFrom is not { } from || head.CreatedAt >= from)
                && (query.CreatedTo is not { } to || head.CreatedAt <= to)
                && (statuses is null or { Count: 0 } || statuses.Contains(head.Status)),
            head => DescribeAsync(head, query.FetchInputsAndOutputs, cancellation),
            cancellation));
    }

    public Task<Page<string>> ListCompletedIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? statuses,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int pageSize,
        string? after,
        CancellationToken cancellation)
    {
        var wanted = statuses?.Select(status => ParseStatus(status.ToString())).ToHashSet();
        return PageAsync(
            idPrefix: null,
            after,
            pageSize,
            head => head.Status.IsFinal()
                && (wanted is null || wanted.Contains(head.Status))
                && (from is not { } earliest || head.UpdatedAt >= earliest)
                && (to is not { } latest || head.UpdatedAt <= latest),
            head => Task.FromResult(head.InstanceId),
            cancellation);
    }

    /// <returns>Our status of an official name; null for one that an instance here never has (Canceled).</returns>
    public static InstanceStatus? ParseStatus(string name) =>
        !Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? throw new ArgumentException($"Invalid orchestration runtime status: '{name}'.", nameof(name))
            : Enum.TryParse<InstanceStatus>(status.ToString(), out var known) ? known : null;

    private async Task<Page<T>> PageAsync<T>(
        string? idPrefix,
        string? after,
        int pageSize,
        Func<InstanceHead, bool> matches,
        Func<InstanceHead, Task<T>> select,
        CancellationToken cancellation)
        where T : notnull
    {
        var values = new List<T>();
        string? last = null;
        await foreach (var head in hub.Store.QueryAsync(idPrefix, after, cancellation))
        {
            if (!matches(head))
            {
                continue;
            }

            if (values.Count == pageSize)
            {
                return new Page<T>(values, last);
            }

            values.Add(await select(head));
            last = head.InstanceId;
        }

        return new Page<T>(values);
    }

    private async Task<OrchestrationMetadata> DescribeAsync(InstanceHead head, bool withTexts, CancellationToken cancellation)
    {
        var texts = withTexts || head.Status == InstanceStatus.Failed ? await hub.Store.ReadTextsAsync(head, cancellation) : null;
        return new OrchestrationMetadata(head.Name, head.InstanceId)
        {
            RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(head.Status.ToString()),
            CreatedAt = head.CreatedAt,
            LastUpdatedAt = head.UpdatedAt,
            Tags = head.Tags is { } tags ? tags : ImmutableDictionary<string, string>.Empty,
            DataConverter = withTexts ? JsonDataConverter.OfWorker : null,
            SerializedInput = withTexts ? texts?.Input : null,
            SerializedOutput = withTexts ? texts?.Output : null,
            SerializedCustomStatus = withTexts ? texts?.CustomStatus : null,
            FailureDetails = texts?.Failure?.ToDetails(),
        };
    }
}
