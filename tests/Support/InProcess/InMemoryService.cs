using System.Collections.Concurrent;
using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Microsoft.DurableTask.Testing.Sidecar;

namespace PerfFlow.InProcess;

/// <summary>What an instance has written to its histories.</summary>
/// <param name="Longest">Events of its longest history.</param>
public sealed record Written(int Events, int Activities, int Longest)
{
    internal Written With(Written more) => new(Events + more.Events, Activities + more.Activities, Math.Max(Longest, more.Longest));
}

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

    private readonly ConcurrentDictionary<TaskMessage, DateTimeOffset> due = new();

    /// <summary>Of each instance, as of its last turn.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<HistoryEvent>> Histories { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Written> Written { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? NextTimer => due.Values.Select(static at => (DateTimeOffset?)at).Min();

    /// <summary>Whether a start or an event of this instance is to be lost on the way, and said to be done; null: none is.</summary>
    public Predicate<string>? Loses { get; set; }

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

    async Task<TaskOrchestrationWorkItem> IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync(
        TimeSpan receiveTimeout, CancellationToken cancellationToken)
    {
        var turn = await LockNextTaskOrchestrationWorkItemAsync(receiveTimeout, cancellationToken);
        if (clock is not null)
        {
            turn.NewMessages = new ClockedMessages(turn.NewMessages, turn.OrchestrationRuntimeState, clock.GetUtcNow().UtcDateTime);
        }

        return turn;
    }

    async Task IOrchestrationService.CompleteTaskOrchestrationWorkItemAsync(
        TaskOrchestrationWorkItem workItem,
        OrchestrationRuntimeState newOrchestrationRuntimeState,
        IList<TaskMessage> outboundMessages,
        IList<TaskMessage> orchestratorMessages,
        IList<TaskMessage> timerMessages,
        TaskMessage continuedAsNewMessage,
        OrchestrationState orchestrationState)
    {
        Count(workItem.InstanceId, newOrchestrationRuntimeState);
        await CompleteTaskOrchestrationWorkItemAsync(
            workItem,
            newOrchestrationRuntimeState,
            outboundMessages,
            orchestratorMessages,
            clock is null ? timerMessages : [],
            continuedAsNewMessage,
            orchestrationState);
        if (clock is not null)
        {
            foreach (var timer in timerMessages) // now: what a new generation waits for is refused before the service knows of it
            {
                Hold(timer, clock);
            }
        }
    }

    Task IOrchestrationServiceClient.CreateTaskOrchestrationAsync(TaskMessage creationMessage) =>
        Loses?.Invoke(creationMessage.OrchestrationInstance.InstanceId) == true
            ? Task.CompletedTask
            : CreateTaskOrchestrationAsync(creationMessage);

    Task IOrchestrationServiceClient.CreateTaskOrchestrationAsync(TaskMessage creationMessage, OrchestrationStatus[]? dedupeStatuses) =>
        Loses?.Invoke(creationMessage.OrchestrationInstance.InstanceId) == true
            ? Task.CompletedTask
            : CreateTaskOrchestrationAsync(creationMessage, dedupeStatuses);

    Task IOrchestrationServiceClient.SendTaskOrchestrationMessageAsync(TaskMessage message) =>
        message.Event is EventRaisedEvent && Loses?.Invoke(message.OrchestrationInstance.InstanceId) == true
            ? Task.CompletedTask
            : SendTaskOrchestrationMessageAsync(message);

    async Task<IList<OrchestrationState>> IOrchestrationServiceClient.GetOrchestrationStateAsync(string instanceId, bool allExecutions) =>
        [(await StateOfAsync(instanceId))!];

    Task<OrchestrationState> IOrchestrationServiceClient.GetOrchestrationStateAsync(string instanceId, string? executionId) =>
        StateOfAsync(instanceId)!;

    /// <summary>The service's own pages follow a dictionary whose order changes between them.</summary>
    async Task<OrchestrationQueryResult> IOrchestrationServiceQueryClient.GetOrchestrationWithQueryAsync(
        OrchestrationQuery query, CancellationToken cancellationToken)
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

    /// <summary>A generation's events are written from its first on; those of the turn that ended the one before are not.</summary>
    private void Count(string instance, OrchestrationRuntimeState state)
    {
        var before = Histories.GetValueOrDefault(instance);
        IReadOnlyList<HistoryEvent> now = Histories[instance] = [.. state.Events];
        var kept = ExecutionOf(before) is { } execution && execution == ExecutionOf(now) ? before!.Count : 0;
        var added = new Written(now.Count - kept, now.Skip(kept).Count(static e => e is TaskScheduledEvent), now.Count);
        Written.AddOrUpdate(instance, added, (_, before) => before.With(added));
    }

    public static bool IsAtRest(IReadOnlyList<HistoryEvent> history, DateTimeOffset now)
    {
        var answered = history.Select(static e => e switch
        {
            TaskCompletedEvent done => done.TaskScheduledId,
            TaskFailedEvent failed => failed.TaskScheduledId,
            TimerFiredEvent fired => fired.TimerId,
            _ => -1,
        }).ToHashSet();
        return history.All(e => answered.Contains(e.EventId) || e switch
        {
            TaskScheduledEvent => false,
            TimerCreatedEvent timer => timer.FireAt > now.UtcDateTime,
            _ => true,
        });
    }

    private static string? ExecutionOf(IReadOnlyList<HistoryEvent>? events) =>
        events?.OfType<ExecutionStartedEvent>().FirstOrDefault()?.OrchestrationInstance.ExecutionId;

    /// <summary>Keeps the message of a durable timer until the clock has come to its instant.</summary>
    private void Hold(TaskMessage message, TimeProvider until)
    {
        var fired = (TimerFiredEvent)message.Event;
        var at = new DateTimeOffset(fired.FireAt, TimeSpan.Zero);
        due[message] = at;
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
            due.TryRemove(message, out _);
            _ = SendTaskOrchestrationMessageAsync(message);
        }
    }
}
