using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable.Client;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>The context of one live execution: every call becomes an action with the next task id, every input completes a task.</summary>
internal sealed class DurableContext(
    OrchestratorThread thread, string instanceId, ExecutionStarted started, string defaultVersion, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private readonly Dictionary<int, TaskCompletionSource<TaskOutcome>> _tasks = [];
    private readonly EventBuffer _events = new();
    private List<ActionEvent> _actions = [];
    private DateTimeOffset _now;
    private int _nextTaskId;
    private int _guids;
    private ContinueAsNewOptions? _continueAsNew;

    public override TaskName Name => started.Name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent =>
        started.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now.UtcDateTime;

    public override bool IsReplaying => Replaying;

    public override string Version => started.Version;

    /// <summary>Set while turns of history are repeated.</summary>
    public bool Replaying { get; set; }

    public string? CustomStatus { get; private set; }

    /// <summary>Whether any durable event could still continue the code.</summary>
    public bool IsWaiting => _tasks.Count > 0 || _events.HasWaiters;

    protected override ILoggerFactory LoggerFactory => loggers;

    private static JsonDataConverter Converter => JsonDataConverter.OfWorker;

    public void BeginTurn(DateTimeOffset at) => _now = at;

    public List<ActionEvent> EndTurn()
    {
        var actions = _actions;
        _actions = [];
        return actions;
    }

    /// <summary>How the code ended: its output, its failure, or a new start.</summary>
    public ActionEvent Ending(Task<object?> result)
    {
        try
        {
            if (result.IsCompletedSuccessfully && _continueAsNew is { } next)
            {
                return new ContinuedAsNew(
                    Converter.Serialize(next.NewInput),
                    string.IsNullOrWhiteSpace(next.NewVersion) ? null : next.NewVersion,
                    next.PreserveUnprocessedEvents ? [.. _events.Unprocessed] : []);
            }

            return new ExecutionCompleted(InstanceStatus.Completed, Converter.Serialize(result.GetAwaiter().GetResult()), null);
        }
        catch (Exception failure)
        {
            return new ExecutionCompleted(InstanceStatus.Failed, null, Failure.From(failure));
        }
    }

    public void Apply(InputEvent input)
    {
        switch (input)
        {
            case TaskCompleted done:
                Complete(new TaskOutcome(done.TaskId, done.Result, null));
                break;
            case SubOrchestrationCompleted done:
                Complete(new TaskOutcome(done.TaskId, done.Result, null));
                break;
            case TaskFailed failed:
                Complete(new TaskOutcome(failed.TaskId, null, failed.Failure));
                break;
            case SubOrchestrationFailed failed:
                Complete(new TaskOutcome(failed.TaskId, null, failed.Failure));
                break;
            case TimerFired fired:
                Complete(new TaskOutcome(fired.TaskId, null, null));
                break;
            case EventRaised raised:
                _events.Deliver(raised);
                break;
        }
    }

    public override T? GetInput<T>()
        where T : default => Converter.Deserialize<T>(started.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException($"A {nameof(TaskOptions)} was passed as the input of activity '{name}'; was it meant as its options?", nameof(input));
        }

        var version = options?.Version?.Version ?? Version;
        var serialized = Converter.Serialize(input);
        return CallAsync<TResult>(name, options?.Retry, id => new TaskScheduled(id, name.Name, version, serialized));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        // A retried child keeps its id: the failed run is replaced by the next.
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.ThrowIfUnusable(child);
        var version = options?.Version?.Version ?? defaultVersion;
        var serialized = Converter.Serialize(input);
        return CallAsync<TResult>(
            orchestratorName, options?.Retry, id => new SubOrchestrationCreated(id, orchestratorName.Name, version, child, serialized));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = NextTaskId();
        var fired = Take(new TimerCreated(id, new DateTimeOffset(fireAt.ToUniversalTime(), TimeSpan.Zero)), id);

        // Disposed synchronously: its asynchronous disposal may continue on another thread.
        using var cancelling = cancellationToken.Register(() =>
        {
            if (thread.IsCurrent && _tasks.Remove(id, out var timer))
            {
                _actions.Add(new TimerCancelled(id));
                timer.TrySetCanceled(cancellationToken);
            }
        });
        await fired;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOnThread();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        if (_events.Take(eventName) is { } kept)
        {
            return Task.FromResult(Converter.Deserialize<T>(kept.Input)!);
        }

        var received = new TaskCompletionSource<T>();
        var waiter = _events.Wait(eventName, typeof(T), input => Receive(received, input));
        cancellationToken.Register(() =>
        {
            if (thread.IsCurrent && received.TrySetCanceled(cancellationToken))
            {
                _events.Remove(eventName, waiter);
            }
        });
        return received.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        _actions.Add(new EventSent(NextTaskId(), instanceId, eventName, Converter.Serialize(payload)));

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOnThread();
        CustomStatus = Converter.Serialize(customStatus); // here, so that what cannot be written fails the code
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        EnsureOnThread();
        _continueAsNew = options;
    }

    public override Guid NewGuid()
    {
        EnsureOnThread();
        return DeterministicGuid.Create(instanceId, _now, _guids++);
    }

    private static void Receive<T>(TaskCompletionSource<T> received, string? input)
    {
        try
        {
            received.TrySetResult(Converter.Deserialize<T>(input)!);
        }
        catch (Exception unreadable)
        {
            received.TrySetException(unreadable);
        }
    }

    private async Task<TResult> CallAsync<TResult>(TaskName name, TaskRetryOptions? retry, Func<int, ActionEvent> call)
    {
        var outcome = await Retrying.RunAsync(this, retry, name, () =>
        {
            var id = NextTaskId();
            return Take(call(id), id);
        });
        return outcome.Failure is null ? Converter.Deserialize<TResult>(outcome.Result)! : throw outcome.ToException(name);
    }

    private Task<TaskOutcome> Take(ActionEvent action, int taskId)
    {
        // Continuations run inline, on this thread: asynchronous ones would go to the pool for WhenAny and WhenAll.
        var task = new TaskCompletionSource<TaskOutcome>();
        _actions.Add(action);
        _tasks.Add(taskId, task);
        return task.Task;
    }

    private void Complete(TaskOutcome outcome)
    {
        if (_tasks.Remove(outcome.TaskId, out var task))
        {
            task.TrySetResult(outcome);
        }
    }

    private int NextTaskId()
    {
        EnsureOnThread();
        return _nextTaskId++;
    }

    private void EnsureOnThread()
    {
        if (!thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "The orchestration context was used outside its orchestrator's thread: an orchestrator may await nothing but the tasks of its context.");
        }
    }
}
