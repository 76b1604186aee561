using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>What the instances of one open hub share.</summary>
internal sealed class HubRuntime : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, OrchestrationInstance> _instances = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _commits = Guid.NewGuid().ToString("N");
    private long _lastCommit;

    public HubRuntime(IHubStore store, IDurableCode code, DurableOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        Stopping = _stopping.Token;
        Store = store;
        Code = code;
        Options = options;
        Time = time;
        Loggers = loggers;
        Logger = loggers.CreateLogger("Host.Triggers.DurableTask");
        Timers = new TimerQueue(time, id => Post(id, Message.Wake.Up));
        Activities = new ActivityPool(this);
        OrchestratorSlots = new SemaphoreSlim(options.MaxConcurrentOrchestratorFunctions);
        Executions = new LiveExecutions(options.ExtendedSessionsEnabled ? options.MaxLiveExecutions : 0);
    }

    public IHubStore Store { get; }

    public IDurableCode Code { get; }

    public DurableOptions Options { get; }

    public TimeProvider Time { get; }

    public ILoggerFactory Loggers { get; }

    public ILogger Logger { get; }

    public TimerQueue Timers { get; }

    public ActivityPool Activities { get; }

    public SemaphoreSlim OrchestratorSlots { get; }

    public LiveExecutions Executions { get; }

    public InstanceWatch Watch { get; } = new();

    public CancellationToken Stopping { get; }

    /// <summary>Sends a message to an instance, which need not exist yet.</summary>
    public Task<bool> Post(string instanceId, Message message)
    {
        var letter = new Letter(message);
        if (Stopping.IsCancellationRequested)
        {
            letter.Refuse(new OperationCanceledException("The task hub is stopping."));
            return letter.Answer;
        }

        while (!Get(instanceId).TryPost(letter))
        {
        }

        return letter.Answer;
    }

    /// <summary>Takes in the instances found in the store at start.</summary>
    public void Adopt(IReadOnlyList<InstanceHead> live)
    {
        foreach (var head in live)
        {
            _instances[head.InstanceId] = new OrchestrationInstance(head.InstanceId, this, head);
        }

        foreach (var head in live)
        {
            Timers.Set(head.InstanceId, head.NextTimer);
            if (head.HasWork)
            {
                Post(head.InstanceId, Message.Wake.Up);
            }
        }
    }

    public void Forget(OrchestrationInstance instance)
    {
        // The timer first: once the instance is out, its successor may set one.
        Timers.Set(instance.Id, null);
        _instances.TryRemove(KeyValuePair.Create(instance.Id, instance));
    }

    /// <summary>The committed head of an instance, from memory if it is live.</summary>
    public async Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation) =>
        _instances.TryGetValue(instanceId, out var instance) && instance.Head is { } head
            ? head
            : await Store.FindAsync(instanceId, cancellation);

    public string NextCommitId() =>
        string.Create(CultureInfo.InvariantCulture, $"{_commits}-{Interlocked.Increment(ref _lastCommit)}");

    /// <summary>Asks the store until it answers: a store that is away for a while pauses the instance, no more.</summary>
    public async Task<T> AskStoreAsync<T>(string instanceId, Func<CancellationToken, Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask(Stopping);
            }
            catch (HubLostException lost)
            {
                Logger.HubLost(Options.HubName, lost);
                Stop();
                throw;
            }
            catch (Exception failure) when (!Stopping.IsCancellationRequested)
            {
                Logger.StoreFailed(instanceId, attempt, failure);
                var pause = TimeSpan.FromMilliseconds(50 * Math.Pow(2, Math.Min(attempt, 8)));
                await Task.Delay(pause < LongestPause ? pause : LongestPause, TimeProvider.System, Stopping);
            }
        }
    }

    /// <summary>Nothing is started or committed from now on.</summary>
    public void Stop()
    {
        if (!Stopping.IsCancellationRequested)
        {
            _stopping.Cancel();
        }
    }

    public void Dispose()
    {
        Stop();
        Timers.Dispose();
        foreach (var instance in _instances.Values)
        {
            instance.DropExecution();
        }

        _stopping.Dispose();
    }

    private OrchestrationInstance Get(string instanceId) =>
        _instances.GetOrAdd(instanceId, static (id, hub) => new OrchestrationInstance(id, hub, null), this);
}
