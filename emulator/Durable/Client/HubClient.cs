using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using PerfFlow.Emulator.Durable.Engine;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Client;

/// <summary>The client of the hub in this process. A call returns once its effect is committed.</summary>
internal sealed class HubClient(HubRuntime hub) : DurableTaskClient(hub.Options.HubName)
{
    private readonly InstanceQueries _queries = new(hub);

    private static JsonDataConverter Converter => JsonDataConverter.OfWorker;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.ThrowIfUnusable(id);
        var started = new ExecutionStarted(
            orchestratorName.Name,
            options?.Version?.Version ?? hub.Options.DefaultVersion ?? string.Empty,
            Converter.Serialize(input),
            StartAt: options?.StartAt,
            Tags: options is { Tags.Count: > 0 } ? options.Tags.ToImmutableSortedDictionary() : null);
        await hub.Post(id, new Message.Start(started, Refusing(options?.DedupeStatuses))).WaitAsync(cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SignalAsync(instanceId, new EventRaised(eventName, Converter.Serialize(eventPayload)), cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SignalAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SignalAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SignalAsync(instanceId, new ExecutionTerminated(Converter.Serialize(options?.Output), options?.Recursive ?? false), cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await _queries.WaitAsync(instanceId, status => status != InstanceStatus.Pending, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await _queries.WaitAsync(instanceId, status => status.IsFinal(), getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _queries.FindAsync(instanceId, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        _queries.List(filter ?? new OrchestrationQuery());

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default) =>
        _queries.ListCompletedIdsAsync(runtimeStatus, completedTimeFrom, completedTimeTo, pageSize, lastInstanceKey, cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await PurgeAsync(instanceId, options?.Recursive ?? false, cancellation));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var deadline = filter.Timeout is { } timeout ? hub.Time.GetUtcNow() + timeout : DateTimeOffset.MaxValue;
        var purged = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var instance in _queries.List(query).WithCancellation(cancellation))
        {
            if (hub.Time.GetUtcNow() >= deadline)
            {
                return new PurgeResult(purged, isComplete: false);
            }

            purged += instance.IsCompleted ? await PurgeAsync(instance.InstanceId, options?.Recursive ?? false, cancellation) : 0;
        }

        return new PurgeResult(purged, isComplete: true);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var head = await hub.FindAsync(instanceId, cancellation)
            ?? throw new ArgumentException($"An orchestration with the instance id '{instanceId}' was not found.", nameof(instanceId));
        var texts = await hub.Store.ReadTextsAsync(head, cancellation);
        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        var started = new ExecutionStarted(head.Name, head.Version, texts.Input, Tags: head.Tags);
        await hub.Post(id, new Message.Start(started, OutboxDelivery.Running)).WaitAsync(cancellation);
        return id;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Nothing said: an id is free again once its instance has ended. Said: exactly the named states keep it.</summary>
    private static FrozenSet<InstanceStatus> Refusing(IReadOnlyList<string>? dedupeStatuses) => dedupeStatuses is null
        ? OutboxDelivery.Running
        : dedupeStatuses.Select(InstanceQueries.ParseStatus).OfType<InstanceStatus>().ToFrozenSet();

    private async Task SignalAsync(string instanceId, InputEvent signal, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        await hub.Post(instanceId, new Message.Signal(signal, Required: true)).WaitAsync(cancellation);
    }

    private async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellation)
    {
        if (await hub.FindAsync(instanceId, cancellation) is not { } head || !head.Status.IsFinal())
        {
            return 0;
        }

        var history = recursive ? await hub.Store.ReadHistoryAsync(head, cancellation) : [];
        var purged = await hub.Post(instanceId, new Message.Purge()).WaitAsync(cancellation) ? 1 : 0;
        foreach (var child in history.OfType<SubOrchestrationCreated>().Select(child => child.InstanceId).Distinct())
        {
            purged += await PurgeAsync(child, recursive, cancellation);
        }

        return purged;
    }
}
