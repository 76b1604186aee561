using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>What a history leaves open, folded from its events one by one: the engine needs no code to know what is to be done.</summary>
internal sealed class PendingWork
{
    private readonly List<InputEvent> _inbox = [];
    private readonly List<HistoryEvent> _outbox = [];
    private readonly Dictionary<int, TaskScheduled> _activities = [];
    private readonly Dictionary<int, SubOrchestrationCreated> _children = [];
    private readonly Dictionary<int, DateTimeOffset> _timers = [];

    public ExecutionStarted? Started { get; private set; }

    /// <summary>Inputs that the code has not seen.</summary>
    public IReadOnlyList<InputEvent> Inbox => _inbox;

    /// <summary>Messages to other instances in the order they are delivered, delivered ones included.</summary>
    public IReadOnlyList<HistoryEvent> Outbox => _outbox;

    public IReadOnlyDictionary<int, TaskScheduled> Activities => _activities;

    /// <summary>Sub-orchestrations that have not reported their end.</summary>
    public IReadOnlyDictionary<int, SubOrchestrationCreated> Children => _children;

    public IReadOnlyDictionary<int, DateTimeOffset> Timers => _timers;

    public bool IsSuspended { get; private set; }

    public DateTimeOffset? LastTurn { get; private set; }

    /// <summary>Set when the generation is over and the next one has not been committed yet.</summary>
    public ContinuedAsNew? Continuation { get; private set; }

    public ExecutionCompleted? Completion { get; private set; }

    public static PendingWork Of(IEnumerable<HistoryEvent> history)
    {
        var work = new PendingWork();
        foreach (var item in history)
        {
            work.Apply(item);
        }

        return work;
    }

    public void Apply(HistoryEvent item)
    {
        if (item is InputEvent input)
        {
            _inbox.Add(input);
        }

        switch (item)
        {
            case ExecutionStarted started:
                Started = started;
                break;
            case TurnExecuted turn:
                LastTurn = turn.At;
                _inbox.Clear();
                break;
            case TaskScheduled task:
                _activities.Add(task.TaskId, task);
                break;
            case TaskCompleted done:
                _activities.Remove(done.TaskId);
                break;
            case TaskFailed failed:
                _activities.Remove(failed.TaskId);
                break;
            case TimerCreated timer:
                _timers.Add(timer.TaskId, timer.FireAt);
                break;
            case TimerCancelled cancelled:
                _timers.Remove(cancelled.TaskId);
                break;
            case TimerFired fired:
                _timers.Remove(fired.TaskId);
                break;
            case SubOrchestrationCreated child:
                _children.Add(child.TaskId, child);
                _outbox.Add(child);
                break;
            case SubOrchestrationCompleted done:
                _children.Remove(done.TaskId);
                break;
            case SubOrchestrationFailed failed:
                _children.Remove(failed.TaskId);
                break;
            case EventSent sent:
                _outbox.Add(sent);
                break;
            case ExecutionSuspended:
                IsSuspended = true;
                break;
            case ExecutionResumed:
                IsSuspended = false;
                break;
            case ExecutionTerminated { Recursive: true } terminated:
                _outbox.Add(terminated);
                break;
            case ContinuedAsNew continuation:
                Continuation = continuation;
                _timers.Clear();
                break;
            case ExecutionCompleted completion:
                End(completion);
                break;
        }
    }

    private void End(ExecutionCompleted completion)
    {
        Completion = completion;
        _timers.Clear();
        _inbox.Clear();
        if (Started?.Parent is not null)
        {
            _outbox.Add(completion);
        }
    }
}
