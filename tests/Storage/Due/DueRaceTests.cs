using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Due;

namespace PerfFlow.Storage.Tests;

/// <summary>
/// Commands and sweeps of several processes on one unit's year, by a clock of their own and at once where they meet: whatever a
/// command has done, a look that ends sees it, or the row still stands at its grace or before.
/// </summary>
[Collection(nameof(StorageCollection))]
public sealed class DueRaceTests(StorageFixture storage)
{
    private const int Processes = 3;
    private const int Grace = 10; // minutes, like all times here

    private static readonly DateTimeOffset Start = new(2024, 4, 9, 1, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Actor> Actors = Gen.Select(
        Gen.Int[0, 40], Gen.Int[0, Processes - 1], Gen.Bool, Gen.Int[0, 4], Gen.Int[0, 12], Gen.Int[0, 30], Gen.Bool,
        (at, process, isSweep, first, second, next, dies) => isSweep
            ? new Actor(at, process, Sweep: new(at + first, at + first + second, next == 0 ? null : at + next, dies && second > 4))
            : new Actor(at, process, Commit: at + first));

    [Fact]
    public Task Nothing_that_a_command_made_due_is_lost_whoever_writes_when() =>
        Actors.Array[2, 12].SampleAsync(PlayAsync, iter: 100, threads: 2);

    [Fact]
    public Task A_command_begun_just_before_another_is_looked_at_as_soon_as_if_it_were_alone() => PlayAsync(
    [
        new(4, 2, Sweep: new(4, 4, 24, Dies: false)),
        new(15, 2, Commit: 18),
        new(33, 2, Commit: 34),
        new(33, 2, Sweep: new(35, 35, 47, Dies: false)),
        new(35, 2, Commit: 35),
        new(37, 1, Commit: 41),
        new(38, 1, Commit: 41),
        new(39, 0, Sweep: new(39, 41, 53, Dies: false)),
    ]);

    private async Task PlayAsync(Actor[] actors)
    {
        var unit = StorageFixture.NewUnit();
        var processes = Enumerable.Range(0, Processes).Select(_ => new DueIndex(storage.Clients)).ToList();
        var story = new Story(unit);
        var steps = actors.SelectMany(
            (actor, who) => story.StepsOf(actor, processes[actor.Process]).Select(step => (step.At, who, step.DoAsync)));
        foreach (var instant in steps.GroupBy(step => step.At).OrderBy(instant => instant.Key))
        {
            await Task.WhenAll(instant.GroupBy(step => step.who, step => step.DoAsync).Select(InOrderAsync));
        }

        var row = await story.RowAsync(processes[0], DueIndex.Never);
        foreach (var (begun, _) in story.Unseen)
        {
            Assert.NotNull(row);
            Assert.True(row.At <= At(begun + Grace), $"The row stands at {row.At}, the command began at {At(begun)}.");
        }
    }

    private static async Task InOrderAsync(IEnumerable<Func<Task>> steps)
    {
        foreach (var step in steps)
        {
            await step();
        }
    }

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    /// <param name="Commit">When a command's batch is written.</param>
    private sealed record Actor(int At, int Process, int? Commit = null, Round? Sweep = null);

    /// <param name="Look">When it reads the ledger, after it has claimed the row.</param>
    /// <param name="Next">What it finds to be due next; null: nothing.</param>
    private sealed record Round(int Look, int End, int? Next, bool Dies);

    private sealed class Story(UnitId unit)
    {
        private readonly Lock gate = new();
        private ImmutableHashSet<(int Begun, int Number)> done = [];
        private ImmutableHashSet<(int Begun, int Number)> looked = [];
        private int commands;

        public IEnumerable<(int Begun, int Number)> Unseen => done.Except(looked);

        public IEnumerable<(int At, Func<Task> DoAsync)> StepsOf(Actor actor, DueIndex index)
        {
            if (actor.Sweep is not { } round)
            {
                var command = (actor.At, commands++);
                return
                [
                    (actor.At, () => index.SoonerAsync(unit, Year.Number, At(actor.At), TimeSpan.FromMinutes(Grace))),
                    (actor.Commit!.Value, () => DoAsync(() => done = done.Add(command))),
                ];
            }

            ClaimedYear? claimed = null;
            ImmutableHashSet<(int, int)> found = [];
            return
            [
                (actor.At, async () => claimed = await RowAsync(index, At(actor.At)) is { } row
                    ? await index.ClaimAsync(row, At(actor.At), TimeSpan.FromMinutes(Grace))
                    : null),
                (round.Look, () => DoAsync(() => found = done)),
                (round.End, async () =>
                {
                    if (claimed is not null
                        && !round.Dies
                        && await index.NextAsync(claimed, round.Next is { } next ? At(next) : DueIndex.Never))
                    {
                        await DoAsync(() => looked = looked.Union(found));
                    }
                }),
            ];
        }

        public async Task<DueYear?> RowAsync(DueIndex index, DateTimeOffset now)
        {
            await foreach (var row in index.DueAsync(Shard.Of(unit), now))
            {
                if (row.Unit == unit)
                {
                    return row;
                }
            }

            return null;
        }

        private Task DoAsync(Action change)
        {
            lock (gate)
            {
                change();
            }

            return Task.CompletedTask;
        }
    }
}
