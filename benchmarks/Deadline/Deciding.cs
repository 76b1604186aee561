using System.Collections.Concurrent;
using System.Diagnostics;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>Scored sheets submitted and decided on, until each is locked.</summary>
internal sealed class Deciding
{
    private readonly ConcurrentBag<double> answered = [];
    private readonly ConcurrentBag<double> locked = [];
    private int commands;

    /// <summary>Of one command, the mean of each item's.</summary>
    public IReadOnlyCollection<double> Answered => answered;

    /// <summary>From the submission on.</summary>
    public IReadOnlyCollection<double> Locked => locked;

    public int Commands => commands;

    /// <summary>From the first submission to the last lock.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <param name="time">No item is begun later than this.</param>
    public static async Task<Deciding> RunAsync(IReadOnlyCollection<Desk> desks, BoardWatch boards, int atOnce, TimeSpan time)
    {
        using var progress = new Progress($"{desks.Count} items, submit to locked", "locked");
        var deciding = new Deciding();
        var locking = new ConcurrentBag<Task>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(desks, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (desk, _) =>
        {
            if (clock.Elapsed < time)
            {
                locking.Add(await deciding.DecideAsync(desk, boards, progress));
            }
        });
        await Task.WhenAll(locking);
        deciding.Elapsed = clock.Elapsed;
        return deciding;
    }

    /// <returns>Its lock.</returns>
    private async Task<Task> DecideAsync(Desk desk, BoardWatch boards, Progress progress)
    {
        var clock = Stopwatch.StartNew();
        var count = await desk.Unit.DecideAsync(desk.Project, desk.Stage, desk.Version, desk.IsRed);
        answered.Add(clock.Elapsed.TotalSeconds / count);
        Interlocked.Add(ref commands, count);
        progress.Sent();
        return LockAsync();

        async Task LockAsync()
        {
            await boards.LockedAsync(desk.Unit, desk.Project.Id, desk.Stage);
            locked.Add(clock.Elapsed.TotalSeconds);
            progress.Done();
        }
    }
}
