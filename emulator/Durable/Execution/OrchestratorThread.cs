using System.Collections.Concurrent;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>
/// The one logical thread an orchestration runs on: a synchronisation context and a task scheduler over the same queue, pumped
/// by whichever thread runs the turn. What another thread posts is dropped, as it would make the run depend on chance.
/// </summary>
internal sealed class OrchestratorThread : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _queue = new();
    private readonly Context _context;
    private int _turnThread;

    public OrchestratorThread() => _context = new Context(this);

    /// <summary>Whether the caller is the code of the orchestration, within a turn.</summary>
    public bool IsCurrent => _turnThread == Environment.CurrentManagedThreadId;

    /// <summary>Whether something that is no durable task tried to continue the orchestration.</summary>
    public bool HasForeignContinuation { get; private set; }

    /// <summary>Runs <paramref name="work"/> and every continuation it sets free, then returns.</summary>
    public void Run(Action work)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        _turnThread = Environment.CurrentManagedThreadId;
        try
        {
            Enqueue(work);
            while (_queue.TryDequeue(out var next))
            {
                TryExecuteTask(next);
            }
        }
        finally
        {
            _turnThread = 0;
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
        {
            _queue.Enqueue(task);
        }
        else
        {
            HasForeignContinuation = true;
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && IsCurrent && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue;

    private void Enqueue(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this);

    private sealed class Context(OrchestratorThread thread) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => thread.Enqueue(() => d(state));

        public override void Send(SendOrPostCallback d, object? state) =>
            throw new NotSupportedException("An orchestrator never blocks on its own thread.");

        public override SynchronizationContext CreateCopy() => this;
    }
}
