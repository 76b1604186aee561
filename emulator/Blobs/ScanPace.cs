namespace PerfFlow.Emulator.Blobs;

/// <summary>
/// How long to rest between lists: short while blobs arrive, longer while none do, so that a list begins every half second where
/// the container lets it. A large one is listed most of the time, and still leaves its storage a fifth of it.
/// </summary>
internal sealed class ScanPace
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private TimeSpan rest = Shortest;

    public TimeSpan After(TimeSpan scan, bool found)
    {
        rest = found ? Shortest : Min(rest * 1.25, Period);
        return Max(Min(rest, Period - scan), Max(Shortest, scan / 4));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
