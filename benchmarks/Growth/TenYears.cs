using System.Diagnostics;
using PerfFlow.Benchmarks.Host;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Growth;

/// <summary>
/// Ten years of one unit in one storage: what a request costs in the tenth year against the first, when it stood there alone.
/// </summary>
internal static class TenYears
{
    private const int First = 2023;
    private const int Open = 2;
    private const int WarmUp = 60; // the first year must not pay for what is compiled once
    private const int Samples = 31;
    private const string Round = "q1";

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var (years, projects) = once ? (2, 2) : (10, 13);
        await using var app = await CountedApp.StartAsync();
        var figures = new List<Figure>();
        Year? alone = null;
        Year? last = null;
        for (var number = 0; number < years; number++)
        {
            await Console.Error.WriteLineAsync($"ten years: {First + number} ...");
            var bureau = Bureaus.Of(projects, First + number);
            var unit = app.Units.Unit("aging", bureau, new FilledSheets(bureau), Plans.Open(TimeProvider.System.GetUtcNow(), Open));
            await (number == 0 ? unit.RegisterAsync() : unit.RegisterProjectsAsync());
            await unit.OpenAsync();
            await ApproveTargetsAsync(unit);
            if (number == 0)
            {
                alone = await MeasureAsync(app, unit);
            }
            else if (number == years - 1)
            {
                last = await MeasureAsync(app, unit);
            }
        }

        figures.Add(new("a sheet, upload to scored, ours, first year alone", alone!.Sheet, "transactions"));
        figures.Add(new($"a sheet, upload to scored, ours, year {years} of {years}", last!.Sheet, "transactions"));
        foreach (var (name, (count, time)) in last.Requests)
        {
            var (before, beforeTime) = alone.Requests[name];
            figures.Add(new($"{name}, ours, first year alone", before, "transactions"));
            figures.Add(new($"{name}, ours, year {years} of {years}", count, "transactions"));
            figures.Add(new($"{name}, median time, year {years} over first", time / beforeTime, "times"));
        }

        return figures;
    }

    private static async Task ApproveTargetsAsync(LoadedUnit unit)
    {
        await using var boards = new BoardWatch([unit], TimeSpan.FromMilliseconds(500));
        await Task.WhenAll(unit.Projects.Select(async project =>
        {
            await unit.UploadAsync(project, Plans.Targets, 1);
            await boards.ScoredAsync(unit, project.Id, Plans.Targets, 1);
            await unit.DecideAsync(project, Plans.Targets, 1, red: false);
            await boards.LockedAsync(unit, project.Id, Plans.Targets);
        }));
    }

    private static async Task<Year> MeasureAsync(CountedApp app, LoadedUnit unit)
    {
        await unit.FillAsync(Round, 1);
        var requests = new Dictionary<string, (double, double)>();
        var sheets = await app.CountAsync(
            "uploads", () => Task.WhenAll(unit.Projects.Select(project => unit.UploadAsync(project, Round, 1))));
        await AskAsync("board", unit.BoardAsync);
        await AskAsync("tasks", unit.TasksAsync);
        await AskAsync("item", () => unit.ItemAsync(unit.Projects[0], Round));
        return new((double)sheets.Ours / unit.Projects.Count, requests);

        async Task AskAsync(string name, Func<Task> ask)
        {
            var counted = await app.CountAsync(name, ask);
            var times = new List<double>();
            for (var sample = -WarmUp; sample < Samples; sample++)
            {
                var clock = Stopwatch.StartNew();
                await ask();
                if (sample >= 0)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
            }

            requests[name] = (counted.Ours, times.Order().ElementAt(Samples / 2));
        }
    }

    /// <param name="Sheet">Transactions of ours from upload to scored.</param>
    /// <param name="Requests">By request: transactions of ours, and the median time in milliseconds.</param>
    private sealed record Year(double Sheet, IReadOnlyDictionary<string, (double Ours, double Time)> Requests);
}
