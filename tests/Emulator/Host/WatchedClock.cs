using Microsoft.Extensions.Time.Testing;

namespace PerfFlow.Emulator.Tests.Host;

/// <summary>A clock that knows whether somebody waits on it, so that a test advances it only then.</summary>
internal sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int waiting;

    public bool IsWaitedOn => Volatile.Read(ref waiting) > 0;

    /// <summary>Waits of a listener that was stopped do not count.</summary>
    public void Forget() => Volatile.Write(ref waiting, 0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(
            inner =>
            {
                Interlocked.Decrement(ref waiting);
                callback(inner);
            },
            state,
            dueTime,
            period);
        Interlocked.Increment(ref waiting);
        return timer;
    }
}
