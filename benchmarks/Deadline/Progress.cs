using System.Diagnostics;
using System.Globalization;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>Says on the error stream how far a part has come; the tables go to the other.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly string part;
    private readonly Timer timer;
    private int sent;
    private int done;

    /// <param name="done">What becomes of what was sent.</param>
    public Progress(string part, string done)
    {
        this.part = part;
        Console.Error.WriteLine($"{part} ...");
        timer = new Timer(_ => Say(done), null, Interval, Interval);
    }

    public void Sent() => Interlocked.Increment(ref sent);

    public void Done() => Interlocked.Increment(ref done);

    public void Dispose() => timer.Dispose();

    private void Say(string word) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {part}: {clock.Elapsed.TotalSeconds:0} s, {Volatile.Read(ref sent)} sent, {Volatile.Read(ref done)} {word}, "
        + $"{Volatile.Read(ref done) / clock.Elapsed.TotalSeconds:0.0} a second"));
}
