using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>
/// Matches events with waiters by name, without regard to case. Events nobody waits for are kept and taken first in, first out.
/// Of several waiters the newest is served first, as in the official worker; one that was cancelled is gone and takes nothing.
/// </summary>
internal sealed class EventBuffer
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _unprocessed = [];

    public bool HasWaiters => _waiters.Count > 0;

    /// <summary>Events no waiter has taken, oldest first.</summary>
    public IReadOnlyList<EventRaised> Unprocessed => _unprocessed;

    public void Deliver(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out var waiting))
        {
            var waiter = waiting[^1];
            Remove(raised.Name, waiter);
            waiter.Complete(raised.Input);
        }
        else
        {
            _unprocessed.Add(raised);
        }
    }

    /// <summary>The oldest kept event of that name, which is then gone.</summary>
    public EventRaised? Take(string name)
    {
        var index = _unprocessed.FindIndex(raised => string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return null;
        }

        var taken = _unprocessed[index];
        _unprocessed.RemoveAt(index);
        return taken;
    }

    public Waiter Wait(string name, Type type, Action<string?> complete)
    {
        if (!_waiters.TryGetValue(name, out var waiting))
        {
            _waiters[name] = waiting = [];
        }
        else if (waiting[^1].Type != type)
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type: '{name}' is awaited as {waiting[^1].Type.FullName}, not {type.FullName}.");
        }

        var waiter = new Waiter(type, complete);
        waiting.Add(waiter);
        return waiter;
    }

    public void Remove(string name, Waiter waiter)
    {
        if (_waiters.TryGetValue(name, out var waiting) && waiting.Remove(waiter) && waiting.Count == 0)
        {
            _waiters.Remove(name);
        }
    }

    /// <summary>One call of <c>WaitForExternalEvent</c>; equal only to itself.</summary>
    internal sealed class Waiter(Type type, Action<string?> complete)
    {
        public Type Type => type;

        public void Complete(string? input) => complete(input);
    }
}
