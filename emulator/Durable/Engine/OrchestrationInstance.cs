using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>
/// One instance: takes its letters a batch at a time, commits what they bring in one step, and then sets off what the committed
/// state asks for. Nothing leaves an instance before it is committed.
/// </summary>
internal sealed class OrchestrationInstance
{
    private readonly HubRuntime _hub;
    private readonly InstanceState _state;
    private readonly Mailbox _mailbox;
    private readonly HashSet<int> _running = [];
    private readonly OutboxDelivery _outbox;
    private int _runningGeneration = -1;

    public OrchestrationInstance(string id, HubRuntime hub, InstanceHead? head)
    {
        Id = id;
        _hub = hub;
        _state = new InstanceState(id, hub, head);
        _outbox = new OutboxDelivery(id, hub);
        _mailbox = new Mailbox(HandleAsync, IsIdle);
    }

    public string Id { get; }

    /// <summary>The committed head; null when not read yet or when there is no such instance.</summary>
    public InstanceHead? Head => _state.Committed;

    /// <returns>False when the instance has left memory: whoever comes late asks the hub for a new one.</returns>
    public bool TryPost(Letter letter) => _mailbox.TryPost(letter);

    public void DropExecution() => _state.DropExecution();

    /// <summary>Whether the instance has nothing to come back to: it then leaves memory.</summary>
    private bool IsIdle()
    {
        if (_state.Head is { IsLive: true } || _outbox.IsDelivering)
        {
            return false;
        }

        _hub.Executions.Forget(this);
        _hub.Forget(this);
        return true;
    }

    private async Task HandleAsync(IReadOnlyList<Letter> letters)
    {
        try
        {
            await _state.LoadAsync();
            var inputs = new List<InputEvent>();
            foreach (var letter in letters)
            {
                await HandleAsync(letter, inputs);
            }

            await CommitAsync(inputs);
        }
        catch (Exception failure) when (!_hub.Stopping.IsCancellationRequested)
        {
            _hub.Logger.InstanceBroken(Id, failure);
            throw;
        }
    }

    private async Task HandleAsync(Letter letter, List<InputEvent> inputs)
    {
        switch (letter.Message)
        {
            case Message.Wake when _state.Work is { } work:
                inputs.AddRange(Admission.DueTimers(work, inputs, _hub.Time.GetUtcNow()));
                break;
            case Message.StepEnded ended when Admission.Admits(_state, ended, inputs):
                inputs.Add(ended.Event);
                break;
            case Message.Signal signal:
                Accept(letter, signal, inputs);
                break;
            case Message.Delivered delivered when _state.Head?.Generation == delivered.Generation:
                _state.MarkDelivered(delivered.Count);
                _outbox.End();
                break;
            case Message.Continue:
                await CommitAsync(inputs);
                await ContinueAsync();
                break;
            case Message.Start start:
                await CommitAsync(inputs);
                await StartAsync(letter, start);
                break;
            case Message.Purge:
                await CommitAsync(inputs);
                await PurgeAsync(letter);
                break;
            case Message.Evict:
                _state.DropExecution();
                break;
        }
    }

    private void Accept(Letter letter, Message.Signal signal, List<InputEvent> inputs)
    {
        var refusal = _state switch
        {
            { Work: null } => new InstanceNotFoundException(Id),
            { Work.Completion: { } completion } => new InstanceNotRunningException(Id, completion.Status.ToString()),
            _ => (Exception?)null,
        };
        if (refusal is not null)
        {
            if (signal.Required)
            {
                letter.Refuse(refusal);
            }
        }
        else if (signal.Event is not EventRaised { Origin: { } origin })
        {
            inputs.Add(signal.Event);
        }
        else if (_state.Head!.Seen.GetValueOrDefault(origin.InstanceId, -1) < origin.Sequence)
        {
            _state.Saw(origin);
            inputs.Add(signal.Event);
        }
    }

    private async Task StartAsync(Letter letter, Message.Start start)
    {
        if (_state.Work is { } work)
        {
            if (start.Event.Parent is { } parent && parent == work.Started!.Parent)
            {
                return; // the parent's request, repeated after a restart
            }

            if (start.Refusing.Contains(_state.Head!.Status))
            {
                letter.Refuse(new OrchestrationAlreadyExistsException(
                    $"An orchestration with the instance id '{Id}' already exists and is {_state.Head.Status}."));
                return;
            }

            await CommitAsync(work.Completion is null ? [new ExecutionTerminated(null, Recursive: false)] : []);
            await _outbox.FinishAsync();
        }

        await _state.StartAsync(start.Event, []);
        SetOff();
    }

    /// <summary>Waits for the outbox: it belongs to the generation that ends. The request may be a repeat for one that has ended.</summary>
    private async Task ContinueAsync()
    {
        if (_state.Work is not { Continuation: { } continuation } previous || previous.Outbox.Count > _state.Head!.Delivered)
        {
            return;
        }

        var started = previous.Started! with
        {
            Input = continuation.Input,
            Version = continuation.NewVersion ?? previous.Started!.Version,
            StartAt = null,
        };
        await _state.StartAsync(started, [.. continuation.Unprocessed, .. previous.Inbox], _state.Head!.CreatedAt);
        SetOff();
    }

    private async Task PurgeAsync(Letter letter)
    {
        if (_state.Work?.Completion is null)
        {
            letter.Reply(false);
            return;
        }

        await CommitAsync([]);
        await _outbox.FinishAsync();
        await _state.DeleteAsync();
        _hub.Watch.Changed(Id);
    }

    private async Task CommitAsync(List<InputEvent> inputs)
    {
        if (_state.Work is not null)
        {
            await _state.AppendAsync(inputs);
            inputs.Clear();
            SetOff();
        }
    }

    /// <summary>Starts what the committed state asks for and what is not under way yet.</summary>
    private void SetOff()
    {
        var (head, work) = (_state.Head!, _state.Work!);
        _hub.Timers.Set(Id, head.NextTimer);
        if (_runningGeneration != head.Generation)
        {
            _runningGeneration = head.Generation;
            _running.Clear();
        }

        foreach (var task in work.Activities.Values.Where(task => _running.Add(task.TaskId)))
        {
            _hub.Activities.Start(Id, head.Generation, task);
        }

        if (work.Outbox.Count > head.Delivered)
        {
            _outbox.Begin(head, work);
        }
        else if (work.Continuation is not null)
        {
            _hub.Post(Id, Message.Continue.Now);
        }

        if (_state.IsLive)
        {
            _hub.Executions.Use(this)?.TryPost(new Letter(Message.Evict.Execution));
        }
    }
}
