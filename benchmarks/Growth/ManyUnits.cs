using PerfFlow.Benchmarks.Host;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Growth;

/// <summary>
/// Ten thousand projects over units of a hundred: what the last unit costs against the first. A few units unless asked for in full.
/// </summary>
internal static class ManyUnits
{
    private const int AllStages = 6;
    private const int AtOnce = 8;

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once, bool full)
    {
        var (count, size) = (full, once) switch { (true, _) => (100, 100), (_, true) => (2, 2), _ => (10, 100) };
        await using var app = await CountedApp.StartAsync();
        var bureau = Bureaus.Of(size);
        var sheets = new FilledSheets(bureau);
        var plan = Plans.Open(TimeProvider.System.GetUtcNow(), AllStages);
        var units = Enumerable.Range(1, count).Select(number => app.Units.Unit($"many-{number}", bureau, sheets, plan)).ToList();

        var first = await OneAsync(units[0]);
        await app.CountAsync($"{count - 2} units in between", () => Parallel.ForEachAsync(
            units[1..^1], new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (unit, _) => await PlayAsync(unit)));
        var last = await OneAsync(units[^1]);
        return
        [
            .. first.Each($"first of {count} units of {size}, registered, opened, a round uploaded, a project", size),
            .. last.Each($"last of {count} units of {size}, the same", size),
            new("last over first, ours", (double)last.Ours / first.Ours, "times"),
        ];

        Task<Counted> OneAsync(LoadedUnit unit) => app.CountAsync($"{unit.Id} of {count}", () => PlayAsync(unit));

        static async Task PlayAsync(LoadedUnit unit)
        {
            await unit.RegisterAsync();
            await unit.OpenAsync();
            foreach (var project in unit.Projects)
            {
                await unit.UploadAsync(project, Plans.Targets, 1);
            }
        }
    }
}
