using System.Diagnostics;

namespace PerfFlow.Storage;

/// <summary>
/// What one request may wait for storage in all its calls: the time during which at least one of them is under way. What it does
/// otherwise, and how slowly its sender sends, is not counted.
/// </summary>
/// <param name="inAll">See <see cref="StoragePatience.InAll"/>.</param>
public sealed class RequestPatience(TimeSpan inAll)
{
    private static readonly AsyncLocal<RequestPatience?> OfRequest = new();

    private readonly Lock gate = new();
    private TimeSpan spent;
    private TimeSpan allowed = inAll;
    private long since;
    private int underWay;

    internal static RequestPatience? Current => OfRequest.Value;

    internal TimeSpan Left
    {
        get
        {
            lock (gate)
            {
                return allowed - spent - (underWay > 0 ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero);
            }
        }
    }

    /// <summary>From now on, for what the calling method does.</summary>
    public void Enter() => OfRequest.Value = this;

    /// <param name="more">For the bytes that the call sends.</param>
    internal void Begin(TimeSpan more)
    {
        lock (gate)
        {
            allowed += more;
            since = underWay++ == 0 ? Stopwatch.GetTimestamp() : since;
        }
    }

    internal void End()
    {
        lock (gate)
        {
            spent += --underWay == 0 ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }
}
