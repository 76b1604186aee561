using System.Collections.Immutable;
using PerfFlow.Emulator.Durable.Execution;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>
/// An instance in memory: its committed head, what its history leaves open and, between turns, its live execution.
/// Every change goes through one commit; when that fails everything is forgotten and read again.
/// </summary>
internal sealed class InstanceState(string instanceId, HubRuntime hub, InstanceHead? head)
{
    private IReadOnlyList<HistoryEvent>? _history;
    private OrchestrationExecution? _execution;
    private bool _isDirty;

    /// <summary>The head the next commit builds on.</summary>
    public InstanceHead? Head { get; private set; } = head;

    /// <summary>The head as last committed, for readers on other threads.</summary>
    public InstanceHead? Committed { get; private set; } = head;

    /// <summary>Null until <see cref="LoadAsync"/>, and when there is no such instance.</summary>
    public PendingWork? Work { get; private set; }

    /// <summary>Whether an execution is kept for the next turn.</summary>
    public bool IsLive => _execution is not null;

    /// <summary>The clock, never behind the last turn.</summary>
    private DateTimeOffset Now
    {
        get
        {
            var now = hub.Time.GetUtcNow();
            return Work?.LastTurn > now ? Work.LastTurn.Value : now;
        }
    }

    public async Task LoadAsync()
    {
        if (Work is not null)
        {
            return;
        }

        Head ??= await hub.AskStoreAsync(instanceId, token => hub.Store.FindAsync(instanceId, token));
        Committed = Head;
        if (Head is { } found)
        {
            _history = await hub.AskStoreAsync(instanceId, token => hub.Store.ReadHistoryAsync(found, token));
            Work = PendingWork.Of(_history);
        }
    }

    /// <summary>Begins a new generation, in place of whatever the id held, with its first turn if it is due.</summary>
    public Task StartAsync(ExecutionStarted started, IEnumerable<InputEvent> carried, DateTimeOffset? createdAt = null)
    {
        var now = Now;
        Head = new InstanceHead
        {
            InstanceId = instanceId,
            Name = started.Name,
            Version = started.Version,
            Status = InstanceStatus.Pending,
            CreatedAt = createdAt ?? now,
            UpdatedAt = now,
            Tags = started.Tags,
            Generation = (Head?.Generation ?? -1) + 1,
            FirstSequence = Head is { } previous ? previous.FirstSequence + (Work?.Outbox.Count ?? 0) : now.UtcTicks,
            Seen = Head?.Seen ?? ImmutableDictionary<string, long>.Empty,
            Tag = Head?.Tag,
        };
        Work = new PendingWork();
        _history = null; // of the generation before
        DropExecution();
        return AppendAsync([started, .. carried]);
    }

    /// <summary>Commits new inputs together with the turn they set off, if the code may run now.</summary>
    public async Task AppendAsync(IReadOnlyList<InputEvent> inputs)
    {
        try
        {
            var work = Work!;
            var at = Now;
            var events = new List<HistoryEvent>(inputs);
            events.ForEach(work.Apply);
            CustomStatus? status = null;
            foreach (var item in await DecideAsync(inputs, at))
            {
                events.Add(item);
                work.Apply(item);
                status = item is TurnExecuted ? new CustomStatus(_execution!.CustomStatus) : status;
            }

            if (events.Count > 0 || _isDirty)
            {
                await CommitAsync(events, status, at);
            }
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>Notes how far the outbox has been delivered, for the next commit.</summary>
    public void MarkDelivered(int count)
    {
        Head = Head! with { Delivered = count };
        _isDirty = true;
    }

    /// <summary>Notes that a message of another instance was taken, for the commit that brings it.</summary>
    public void Saw(MessageOrigin origin) => Head = Head! with { Seen = Head.Seen.SetItem(origin.InstanceId, origin.Sequence) };

    public async Task DeleteAsync()
    {
        var gone = Head!;
        await hub.AskStoreAsync(instanceId, async token =>
        {
            await hub.Store.DeleteAsync(gone, token);
            return true;
        });
        Forget();
    }

    public void DropExecution()
    {
        _execution?.Dispose();
        _execution = null;
    }

    private void Forget()
    {
        DropExecution();
        Head = null;
        Committed = null;
        Work = null;
        _history = null;
        _isDirty = false;
    }

    private async Task<IReadOnlyList<HistoryEvent>> DecideAsync(IReadOnlyList<InputEvent> inputs, DateTimeOffset at)
    {
        var work = Work!;
        if (work.Completion is not null || work.Continuation is not null || work.Inbox.Count == 0)
        {
            return [];
        }

        if (inputs.OfType<ExecutionTerminated>().FirstOrDefault() is { } terminated)
        {
            return [new ExecutionCompleted(InstanceStatus.Terminated, terminated.Output, null)];
        }

        var started = work.Started!;
        if (work.IsSuspended || started.StartAt > at)
        {
            return [];
        }

        if (Versioning.Mismatch(hub.Options, started.Version) is { } mismatch)
        {
            if (hub.Options.VersionFailureStrategy == VersionFailureStrategy.Fail)
            {
                return [new ExecutionCompleted(InstanceStatus.Failed, null, mismatch)];
            }

            hub.Logger.VersionRejected(instanceId, started.Version, hub.Options.DefaultVersion!);
            return [];
        }

        return hub.Code.HasOrchestrator(started.Name)
            ? await RunTurnAsync(work, at)
            : [new ExecutionCompleted(InstanceStatus.Failed, null, new Failure(
                "OrchestratorTaskNotFound", $"No orchestrator task named '{started.Name}' was found.", Stack: null, IsNonRetriable: true))];
    }

    private async Task<IReadOnlyList<HistoryEvent>> RunTurnAsync(PendingWork work, DateTimeOffset at)
    {
        if (_execution is null && Head!.Rows > 0)
        {
            var committed = Head;
            _history ??= await hub.AskStoreAsync(instanceId, token => hub.Store.ReadHistoryAsync(committed, token));
        }

        await hub.OrchestratorSlots.WaitAsync(hub.Stopping);
        try
        {
            var execution = _execution ??= Rebuild(work.Started!);
            var actions = execution.ExecuteTurn(work.Inbox, at);
            if (execution.IsStuck)
            {
                hub.Logger.Stuck(instanceId, work.Started!.Name);
            }

            return [new TurnExecuted(at), .. actions];
        }
        finally
        {
            hub.OrchestratorSlots.Release();
        }
    }

    private OrchestrationExecution Rebuild(ExecutionStarted started)
    {
        var execution = new OrchestrationExecution(hub.Code, instanceId, started, hub.Options.DefaultVersion ?? string.Empty, hub.Loggers);
        execution.Replay(_history ?? []);
        _history = null;
        return execution;
    }

    private async Task CommitAsync(IReadOnlyList<HistoryEvent> events, CustomStatus? status, DateTimeOffset at)
    {
        _history = null;
        var commit = new HubCommit(hub.NextCommitId(), NextHead(at), events, status);
        Head = Committed = await hub.AskStoreAsync(instanceId, token => hub.Store.CommitAsync(commit, token));
        _isDirty = false;
        if (Work!.Completion is { Failure: { } failure } && events.Contains(Work.Completion))
        {
            hub.Logger.OrchestrationFailed(instanceId, Head.Name, failure.ErrorType);
        }

        if (Work.Completion is not null || Work.Continuation is not null || !hub.Options.ExtendedSessionsEnabled)
        {
            DropExecution();
        }

        hub.Watch.Changed(instanceId);
    }

    private InstanceHead NextHead(DateTimeOffset at)
    {
        var work = Work!;
        var notDue = work.LastTurn is null && work.Started!.StartAt > at;
        return Head! with
        {
            Status = StatusOf(work),
            UpdatedAt = at,
            NextTimer = notDue ? work.Started!.StartAt : work.Timers.Count > 0 ? work.Timers.Values.Min() : null,
            HasWork = work.Outbox.Count > Head.Delivered
                || work.Activities.Count > 0
                || work.Continuation is not null
                || (work.Inbox.Count > 0 && work.Completion is null && !work.IsSuspended && !notDue),
        };
    }

    private static InstanceStatus StatusOf(PendingWork work) => work switch
    {
        { Completion: { } completion } => completion.Status,
        { IsSuspended: true } => InstanceStatus.Suspended,
        { LastTurn: null } => InstanceStatus.Pending,
        _ => InstanceStatus.Running,
    };
}
