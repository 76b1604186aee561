using PerfFlow.Benchmarks.Host;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>
/// What a unit's sheets cost in storage transactions, counted by a proxy in front of Azurite: ours, the engine's and the host's apart.
/// </summary>
internal static class DeadlineCounts
{
    private const int Projects = 13;
    private const int AllStages = 6;
    private const string Round = "q1";

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        await using var app = await CountedApp.StartAsync();
        var bureau = Bureaus.Of(once ? 2 : Projects);
        var unit = app.Units.Unit("counted", bureau, new FilledSheets(bureau), Plans.Open(TimeProvider.System.GetUtcNow(), AllStages));
        var count = unit.Projects.Count;
        var figures = new List<Figure>();

        await CountAsync("registering unit, people and projects, a project", count, unit.RegisterAsync);
        await CountAsync("opening the unit-year, all stages", 1, unit.OpenAsync);
        await RoundAsync(Plans.Targets);
        await RoundAsync(Round);
        await RoundAsync(Plans.SelfEvaluation);
        await CountAsync("a look at the board", 1, unit.BoardAsync);
        return figures;

        // Without looks in between: who waits waits for the app to be quiet.
        async Task RoundAsync(string stage)
        {
            await unit.FillAsync(stage, 1);
            await CountAsync(
                $"{stage}, a sheet from upload to scored",
                count,
                () => Task.WhenAll(unit.Projects.Select(project => unit.UploadAsync(project, stage, 1))));
            var red = (await unit.BoardAsync()).Projects.ToDictionary(line => line.Project, line => line.Stages[stage].Light == "red");
            await CountAsync($"{stage}, an item from submit to locked", count, () => Task.WhenAll(
                unit.Projects.Select(project => unit.DecideAsync(project, stage, 1, red[project.Id]))));
        }

        async Task CountAsync(string what, int per, Func<Task> done) =>
            figures.AddRange((await app.CountAsync(what, done)).Each(what, per));
    }
}
