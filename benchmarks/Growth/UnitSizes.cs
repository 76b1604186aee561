using System.Diagnostics;
using PerfFlow.Benchmarks.Host;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Growth;

/// <summary>What a project costs in units of 13, 100 and 500 projects: transactions, which are exact, and times side by side.</summary>
internal static class UnitSizes
{
    private const int AllStages = 6;
    private const int Samples = 31;
    private const int AtOnce = 16;

    private static readonly int[] Usual = [13, 100, 500];
    private static readonly int[] Smallest = [2, 4];

    /// <summary>Through the proxy; the last size is held against the first.</summary>
    public static async Task<IReadOnlyList<Figure>> TransactionsAsync(bool once)
    {
        await using var app = await CountedApp.StartAsync();
        var figures = new List<Figure>();
        var costs = new List<(double Registering, double Opening, double Sheet)>();
        foreach (var size in once ? Smallest : Usual)
        {
            var unit = Unit(app.Units, size);
            await unit.RegisterPeopleAsync();
            var registering = await CountAsync(size, "registering, a project", size, unit.RegisterProjectsAsync);
            var opening = await CountAsync(size, "opening the unit-year, a project", size, unit.OpenAsync);
            await unit.FillAsync(Plans.Targets, 1);
            var sheet = await CountAsync(size, "a round of uploads, a sheet", size, () => UploadAsync(unit));
            await CountAsync(size, "a look at the board", 1, unit.BoardAsync);
            await CountAsync(size, "a look at the tasks", 1, unit.TasksAsync);
            costs.Add((registering, opening, sheet));
        }

        var (first, last) = (costs[0], costs[^1]);
        return
        [
            .. figures,
            new("largest unit over smallest, ours: registering a project", last.Registering / first.Registering, "times"),
            new("largest unit over smallest, ours: opening, a project", last.Opening / first.Opening, "times"),
            new("largest unit over smallest, ours: a sheet", last.Sheet / first.Sheet, "times"),
        ];

        async Task<double> CountAsync(int size, string what, int per, Func<Task> done)
        {
            var counted = await app.CountAsync($"{size} projects, {what}", done);
            figures.AddRange(counted.Each($"{size} projects, {what}", per));
            return (double)counted.Ours / per;
        }
    }

    /// <summary>Without the proxy: what board and tasks take, answered to a client on this machine, each size in turn.</summary>
    public static async Task<IReadOnlyList<Figure>> TimesAsync(bool once)
    {
        await using var storage = await Host.Storage.StartAsync(inMemory: true);
        using var app = await HostedUnits.StartAsync(storage.ConnectionString, storage.LogFile);
        var units = (once ? Smallest : Usual).Select(size => Unit(app, size)).ToList();
        foreach (var unit in units)
        {
            await Console.Error.WriteLineAsync($"times: {unit.Projects.Count} projects registered, opened, uploaded ...");
            await unit.RegisterAsync();
            await unit.OpenAsync();
            await UploadAsync(unit);
            await using var boards = new BoardWatch([unit], TimeSpan.FromSeconds(1));
            await Task.WhenAll(unit.Projects.Select(project => boards.ScoredAsync(unit, project.Id, Plans.Targets, 1)));
        }

        return
        [
            .. await CompareAsync(units, "board", unit => unit.BoardAsync()),
            .. await CompareAsync(units, "tasks", unit => unit.TasksAsync()),
        ];
    }

    private static async Task<List<Figure>> CompareAsync(List<LoadedUnit> units, string what, Func<LoadedUnit, Task> ask)
    {
        var times = units.ToDictionary(unit => unit, _ => new List<double>());
        for (var sample = 0; sample <= Samples; sample++)
        {
            foreach (var unit in units)
            {
                var clock = Stopwatch.StartNew();
                await ask(unit);
                if (sample > 0)
                {
                    times[unit].Add(clock.Elapsed.TotalMilliseconds); // the first compiles
                }
            }
        }

        var medians = units.Select(unit => times[unit].Order().ElementAt(Samples / 2)).ToList();
        return
        [
            .. units.Zip(
                medians, (unit, median) => new Figure($"{what} of {unit.Projects.Count} projects, median of {Samples}", median, "ms")),
            new($"{what}, largest unit over smallest", medians[^1] / medians[0], "times"),
        ];
    }

    private static LoadedUnit Unit(HostedUnits app, int size)
    {
        var bureau = Bureaus.Of(size);
        return app.Unit($"of-{size}", bureau, new FilledSheets(bureau), Plans.Open(TimeProvider.System.GetUtcNow(), AllStages));
    }

    private static Task UploadAsync(LoadedUnit unit) => Parallel.ForEachAsync(
        unit.Projects,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (project, _) => await unit.UploadAsync(project, Plans.Targets, 1));
}
