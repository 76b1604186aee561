using System.Collections.Concurrent;
using System.Diagnostics;
using PerfFlow.Demo.Client;

namespace PerfFlow.Load;

/// <summary>
/// Tells when items stand where somebody waits for them to stand. One look at a unit's board serves all that wait for its items; units
/// that nobody waits for are not looked at.
/// </summary>
internal sealed class BoardWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Unit, string Project, string Stage), Waiting> waiting = new();
    private readonly Dictionary<string, LoadedUnit> units;
    private readonly TimeSpan interval;
    private readonly CancellationTokenSource end = new();
    private readonly Task looking;
    private long looks;

    /// <param name="interval">Between two looks at one board: how exact the times are.</param>
    public BoardWatch(IEnumerable<LoadedUnit> units, TimeSpan interval)
    {
        this.units = units.ToDictionary(unit => unit.Id);
        this.interval = interval;
        looking = Task.WhenAll(this.units.Values.Select(LookAsync));
    }

    public long Looks => Interlocked.Read(ref looks);

    /// <summary>Completes when the version has its reading: its figures are on the board.</summary>
    public Task<BoardStage> ScoredAsync(LoadedUnit unit, string project, string stage, int version) =>
        UntilAsync(unit, project, stage, (line, item) =>
            item.Version == version && stage switch
            {
                Plans.Targets => line.Budget is not null,
                Plans.SelfEvaluation => line.Score is not null,
                _ => item.Light is not null,
            });

    public Task<BoardStage> LockedAsync(LoadedUnit unit, string project, string stage) =>
        UntilAsync(unit, project, stage, (_, item) => item.State is "locked" or "archived");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await looking;
        end.Dispose();
    }

    private async Task<BoardStage> UntilAsync(LoadedUnit unit, string project, string stage, Func<BoardProject, BoardStage, bool> stands)
    {
        var one = waiting[(unit.Id, project, stage)] = new(stands);
        return await await Task.WhenAny(one.Seen.Task, FailureAsync());

        async Task<BoardStage> FailureAsync()
        {
            await looking; // ends early by a fault alone
            throw new OperationCanceledException($"Nobody looks any more: {unit.Id} {project} {stage}");
        }
    }

    private async Task LookAsync(LoadedUnit unit)
    {
        while (!end.IsCancellationRequested)
        {
            var started = Stopwatch.StartNew();
            if (waiting.Keys.Any(key => key.Unit == unit.Id))
            {
                Interlocked.Increment(ref looks);
                foreach (var project in (await unit.BoardAsync()).Projects)
                {
                    foreach (var (stage, item) in project.Stages)
                    {
                        if (waiting.TryGetValue((unit.Id, project.Project, stage), out var one) && one.Stands(project, item))
                        {
                            waiting.TryRemove(new((unit.Id, project.Project, stage), one));
                            one.Seen.TrySetResult(item);
                        }
                    }
                }
            }

            var rest = interval - started.Elapsed;
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1), end.Token).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private sealed record Waiting(Func<BoardProject, BoardStage, bool> Stands)
    {
        public TaskCompletionSource<BoardStage> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
