namespace PerfFlow.Emulator.Blobs;

/// <summary>
/// How long to rest between lists: short while blobs arrive, longer while none do, and never less than the last list took,
/// so that listing a large container costs at most half the time.
/// </summary>
internal sealed class ScanPace
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    private TimeSpan rest = Shortest;

    public TimeSpan After(TimeSpan scan, bool found)
    {
        var grown = rest * 1.25;
        rest = found ? Shortest : grown < Longest ? grown : Longest;
        return rest > scan ? rest : scan;
    }
}
