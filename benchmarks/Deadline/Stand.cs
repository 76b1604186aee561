using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>
/// Azurite in memory, host and worker as processes, and units of one size whose stages are all open once they are opened.
/// </summary>
internal sealed class Stand : IAsyncDisposable
{
    private const int AllStages = 6;

    private readonly Host.Storage storage;
    private readonly HostedUnits app;

    private Stand(Host.Storage storage, HostedUnits app, Parties parties, IReadOnlyList<LoadedUnit> units, TimeSpan looks)
    {
        this.storage = storage;
        this.app = app;
        Parties = parties;
        Units = units;
        Boards = new(units, looks);
    }

    public Parties Parties { get; }

    public IReadOnlyList<LoadedUnit> Units { get; }

    public BoardWatch Boards { get; }

    public string ConnectionString => storage.ConnectionString;

    /// <param name="looks">Time between two looks at a board.</param>
    public static async Task<Stand> StartAsync(Scale scale, TimeSpan looks)
    {
        var storage = await Host.Storage.StartAsync(inMemory: true);
        var app = await HostedUnits.StartAsync(storage.ConnectionString, storage.LogFile);
        var bureau = Bureaus.Of(scale.Projects);
        var sheets = new FilledSheets(bureau);
        var plan = Plans.Open(TimeProvider.System.GetUtcNow(), AllStages);
        var units = Enumerable.Range(1, scale.Units).Select(number => app.Unit($"unit-{number}", bureau, sheets, plan)).ToList();
        var worker = (await app.Process.WorkersAsync()).Single();
        return new(storage, app, new(storage.GroupId, app.Process.Id, worker), units, looks);
    }

    public List<Desk> Desks(params string[] stages) =>
        [.. stages.SelectMany(stage => Units[0].Projects.SelectMany(project => Units.Select(unit => new Desk(unit, project, stage))))];

    public async ValueTask DisposeAsync()
    {
        await Boards.DisposeAsync();
        app.Dispose();
        await storage.DisposeAsync();
    }
}
