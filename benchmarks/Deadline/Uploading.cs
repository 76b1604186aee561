using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>Sheets handed in, each desk's next when its last is scored.</summary>
internal sealed class Uploading
{
    private readonly Channel<Desk> free = Channel.CreateUnbounded<Desk>();
    private readonly ConcurrentBag<Task> scoring = [];
    private readonly ConcurrentBag<double> answered = [];
    private readonly ConcurrentBag<double> scored = [];
    private readonly BoardWatch boards;
    private readonly Progress progress;

    private Uploading(IEnumerable<Desk> desks, BoardWatch boards, Progress progress)
    {
        this.boards = boards;
        this.progress = progress;
        foreach (var desk in desks)
        {
            free.Writer.TryWrite(desk);
        }
    }

    public IReadOnlyCollection<double> Answered => answered;

    public IReadOnlyCollection<double> Scored => scored;

    /// <summary>From the first upload to the last score.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>One sheet of each desk, as fast as it goes.</summary>
    public static async Task<Uploading> OnceAsync(IReadOnlyCollection<Desk> desks, BoardWatch boards, int atOnce)
    {
        using var progress = new Progress($"{desks.Count} sheets, once each", "scored");
        var uploading = new Uploading([], boards, progress);
        await uploading.TimedAsync(() => Parallel.ForEachAsync(
            desks, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (desk, _) => await uploading.SendAsync(desk)));
        return uploading;
    }

    /// <summary>So many people at once hand in the next as soon as the last is answered.</summary>
    public static async Task<Uploading> AtFullSpeedAsync(IEnumerable<Desk> desks, BoardWatch boards, int atOnce, TimeSpan time)
    {
        using var progress = new Progress($"uploads at full speed for {time.TotalSeconds:0} s", "scored");
        var uploading = new Uploading(desks, boards, progress);
        using var over = new CancellationTokenSource();
        await uploading.TimedAsync(() =>
        {
            over.CancelAfter(time);
            return Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
            {
                while (await uploading.NextAsync(over.Token) is { } desk)
                {
                    await uploading.SendAsync(desk);
                }
            }));
        });
        return uploading;
    }

    /// <summary>So many a second whatever becomes of them, as long as a desk is free.</summary>
    public static async Task<Uploading> AtRateAsync(IEnumerable<Desk> desks, BoardWatch boards, double rate, TimeSpan time)
    {
        using var progress = new Progress($"uploads at {rate:0.#} a second for {time.TotalSeconds:0} s", "scored");
        var uploading = new Uploading(desks, boards, progress);
        using var over = new CancellationTokenSource();
        await uploading.TimedAsync(async () =>
        {
            over.CancelAfter(time);
            var sending = new List<Task>();
            var clock = Stopwatch.StartNew();
            while (await uploading.NextAsync(over.Token) is { } desk)
            {
                sending.Add(uploading.SendAsync(desk));
                if (TimeSpan.FromSeconds(sending.Count / rate) - clock.Elapsed is { Ticks: > 0 } early)
                {
                    await Task.Delay(early);
                }
            }

            await Task.WhenAll(sending);
        });
        return uploading;
    }

    private async Task TimedAsync(Func<Task> send)
    {
        var clock = Stopwatch.StartNew();
        await send();
        await Task.WhenAll(scoring);
        Elapsed = clock.Elapsed;
    }

    /// <summary>Null when the time is over.</summary>
    private async Task<Desk?> NextAsync(CancellationToken over)
    {
        try
        {
            return await free.Reader.ReadAsync(over);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task SendAsync(Desk desk)
    {
        var version = desk.Version + 1;
        await desk.Unit.FileAsync(desk.Project, desk.Stage, version);
        var clock = Stopwatch.StartNew();
        await desk.Unit.UploadAsync(desk.Project, desk.Stage, version);
        answered.Add(clock.Elapsed.TotalSeconds);
        progress.Sent();
        desk.Version = version;
        scoring.Add(ScoreAsync());

        async Task ScoreAsync()
        {
            var seen = await boards.ScoredAsync(desk.Unit, desk.Project.Id, desk.Stage, version);
            scored.Add(clock.Elapsed.TotalSeconds);
            progress.Done();
            desk.IsRed = seen.Light == "red";
            free.Writer.TryWrite(desk);
        }
    }
}
