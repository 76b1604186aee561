using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Microsoft.DurableTask.Testing.Sidecar;

namespace PerfFlow.InProcess;

/// <summary>
/// Microsoft's in-memory service, with what it lacks for us: a clock that a test may move, pages that neither repeat nor skip,
/// as many turns and activities at once as the extension allows by default, and what each instance has been through.
/// </summary>
/// <param name="clock">Null for the machine's.</param>
internal sealed class InMemoryService(TimeProvider? clock)
    : InMemoryOrchestrationService, IOrchestrationService, IOrchestrationServiceClient, IOrchestrationServiceQueryClient
{
    private const int AtOncePerCore = 10;

    /// <summary>A timer that nobody holds is collected and never fires.</summary>
    private readonly ConcurrentDictionary<TaskMessage, ITimer> held = new();

    /// <summary>Of each instance, as of its last turn.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<HistoryEvent>> Histories { get; } = new(StringComparer.Ordinal);

    int IOrchestrationService.MaxConcurrentTaskOrchestrationWorkItems => AtOncePerCore * Environment.ProcessorCount;

    int IOrchestrationService.MaxConcurrentTaskActivityWorkItems => AtOncePerCore * Environment.ProcessorCount;

    /// <summary>
    /// A copy: the extension takes the execution's id out of the state before it raises an event, and the service hands out the
    /// very object that the history holds, which is then taken for another generation's and lost.
    /// </summary>
    public async Task<OrchestrationState?> StateOfAsync(string instanceId)
    {
        if (await GetOrchestrationStateAsync(instanceId, executionId: null) is not { } state)
        {
            return null;
        }

        var copy = state.ClearFieldsImmutably(clearInput: false, clearOutput: false);
        copy.OrchestrationInstance = new() { InstanceId = instanceId, ExecutionId = state.OrchestrationInstance.ExecutionId };
        return copy;
    }

    async Task<TaskOrchestrationWorkItem> IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync(TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var turn = await LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, cancellationToken);
        if (clock is not null)
        {
            turn.NewMessages = new ClockedMessages(turn.NewMessages, turn.OrchestrationRuntimeState, clock.GetUtcNow().UtcDateTime);
        }

        return turn;
    }

    Task IOrchestrationService.CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage continuedAsNewMessage,
        OrchestrationState orchestrationState)
    {
        Histories[workItem.InstanceId] = [.. newOrchestrationRuntimeState.Events];
        if (clock is not null)
        {
            foreach (var timer in timerMessages)
            {
                Hold(timer, clock);
            }

            timerMessages = [];
        }

        return CompleteTaskOrchestrationWorkItemAsync(
            workItem, newOrchestrationRuntimeState, outboundMessages, orchestratorMessages, timerMessages, continuedAsNewMessage, orchestrationState);
    }

    async Task<IList<OrchestrationState>> IOrchestrationServiceClient.GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        [(await StateOfAsync(instanceId))!];

    Task<OrchestrationState> IOrchestrationServiceClient.GetOrchestrationStateAsync(string instanceId, string? executionId) => StateOfAsync(instanceId)!;

    /// <summary>The service's own pages follow a dictionary whose order changes between them.</summary>
    async Task<OrchestrationQueryResult> IOrchestrationServiceQueryClient.GetOrchestrationWithQueryAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        var (size, after) = (query.PageSize, query.ContinuationToken);
        (query.PageSize, query.ContinuationToken) = (int.MaxValue, null);
        var found = (await GetOrchestrationWithQueryAsync(query, cancellationToken)).OrchestrationState
            .Where(state => string.CompareOrdinal(state.OrchestrationInstance.InstanceId, after) > 0)
            .OrderBy(static state => state.OrchestrationInstance.InstanceId, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        return found.Count <= size ? new(found, null) : new(found[..size], found[size - 1].OrchestrationInstance.InstanceId);
    }

    /// <summary>Keeps the message of a durable timer until the clock has come to its instant.</summary>
    private void Hold(TaskMessage message, TimeProvider until)
    {
        var fired = (TimerFiredEvent)message.Event;
        var at = new DateTimeOffset(fired.FireAt, TimeSpan.Zero);
        fired.FireAt = DateTime.MinValue.ToUniversalTime(); // else the service waits once more, by the machine's clock
        var timer = held[message] = until.CreateTimer(_ => Release(message), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        DateTimeOffset now;
        do
        {
            now = until.GetUtcNow();
            timer.Change(at > now ? at - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        while (held.ContainsKey(message) && until.GetUtcNow() != now); // moved meanwhile: the wait was measured from another instant
    }

    private void Release(TaskMessage message)
    {
        if (held.TryRemove(message, out var timer))
        {
            timer.Dispose();
            _ = SendTaskOrchestrationMessageAsync(message);
        }
    }
}
