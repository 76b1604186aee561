namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>When each instance wants to be looked at: one clock timer for all, set for the earliest. Costs nothing while nothing is due.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>The runtime's timers end at 49 days; a longer wait is taken in hops.</summary>
    private static readonly TimeSpan LongestHop = TimeSpan.FromDays(40);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _order = new();
    private readonly TimeProvider _time;
    private readonly Action<string> _wake;
    private readonly ITimer _timer;
    private bool _disposed;

    public TimerQueue(TimeProvider time, Action<string> wake)
    {
        _time = time;
        _wake = wake;
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Replaces what was set for the instance; null: no longer.</summary>
    public void Set(string instanceId, DateTimeOffset? due)
    {
        lock (_lock)
        {
            if (due is not { } at)
            {
                _due.Remove(instanceId);
            }
            else if (!_due.TryGetValue(instanceId, out var known) || known != at)
            {
                _due[instanceId] = at;
                _order.Enqueue(instanceId, at);
                Arm();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        var now = _time.GetUtcNow();
        List<string> due = [];
        lock (_lock)
        {
            while (_order.TryPeek(out var id, out var at) && at <= now)
            {
                _order.Dequeue();
                if (_due.TryGetValue(id, out var wanted) && wanted == at)
                {
                    _due.Remove(id);
                    due.Add(id);
                }
            }

            Arm();
        }

        due.ForEach(_wake);
    }

    private void Arm()
    {
        DropReplaced();
        if (!_disposed && _order.TryPeek(out _, out var next))
        {
            var wait = next - _time.GetUtcNow();
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestHop ? LongestHop : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void DropReplaced()
    {
        while (_order.TryPeek(out var id, out var at) && !(_due.TryGetValue(id, out var wanted) && wanted == at))
        {
            _order.Dequeue();
        }
    }
}
