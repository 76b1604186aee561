using PerfFlow.Azurite;
using PerfFlow.Azurite.Counting;
using PerfFlow.Load;

// One app at a time: what is counted is counted until the app is quiet.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PerfFlow.Cost.Tests;

[CollectionDefinition(Name)]
public sealed class CountedCollection : ICollectionFixture<CountedApp>
{
    public const string Name = "counted";
}

/// <summary>
/// Host and worker as processes, the official engine on a real Azurite, and the proxy in between. One test at a time uses it.
/// </summary>
public sealed class CountedApp : IAsyncLifetime
{
    internal const int Projects = 13;

    private static int units;
    private AzuriteServer azurite = null!;
    private HostedUnits app = null!;

    public CountingProxy Proxy { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        Proxy = await CountingProxy.StartAsync(azurite.ConnectionString);
        app = await HostedUnits.StartAsync(Proxy.ConnectionString, azurite.LogFile);
    }

    public async Task DisposeAsync()
    {
        app.Dispose();
        await Proxy.DisposeAsync();
        await azurite.DisposeAsync();
    }

    /// <summary>A registered unit whose year is not open yet, and an app that has nothing left to do.</summary>
    /// <param name="open">Stages open from the start.</param>
    internal async Task<LoadedUnit> UnitAsync(int open, int projects = Projects)
    {
        var bureau = Bureaus.Of(projects);
        var unit = app.Unit(
            $"c{Interlocked.Increment(ref units)}", bureau, new FilledSheets(bureau), Plans.Open(TimeProvider.System.GetUtcNow(), open));
        await unit.RegisterAsync();
        await QuietAsync();
        return unit;
    }

    /// <summary>What is done, counted from nothing until the app is quiet again.</summary>
    /// <returns>Transactions of the engine and of the app.</returns>
    internal async Task<(int Engine, int App)> CountAsync(Func<Task> done)
    {
        Proxy.Clear();
        await done();
        await QuietAsync();
        return (Proxy.CountOf(Owner.Engine), Proxy.CountOf(Owner.App));
    }

    private Task QuietAsync() => Quiet.AfterAsync(Proxy);
}
