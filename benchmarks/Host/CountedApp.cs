using PerfFlow.Azurite.Counting;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Host;

/// <summary>Storage transactions by whose tables, queues and containers they are for.</summary>
internal sealed record Counted(int Ours, int Engine, int Host)
{
    /// <param name="per">By how many things they were done for.</param>
    public IEnumerable<Figure> Each(string what, int per) =>
    [
        new($"{what}: ours", (double)Ours / per, "transactions"),
        new($"{what}: the engine's", (double)Engine / per, "transactions"),
        new($"{what}: the host's", (double)Host / per, "transactions"),
    ];
}

/// <summary>PerfFlow as processes on an Azurite in memory, with the proxy that counts in between.</summary>
internal sealed class CountedApp : IAsyncDisposable
{
    private readonly Storage storage;
    private readonly CountingProxy proxy;

    private CountedApp(Storage storage, CountingProxy proxy, HostedUnits units)
    {
        this.storage = storage;
        this.proxy = proxy;
        Units = units;
    }

    public HostedUnits Units { get; }

    public static async Task<CountedApp> StartAsync()
    {
        var storage = await Storage.StartAsync(inMemory: true);
        var proxy = await CountingProxy.StartAsync(storage.ConnectionString);
        return new(storage, proxy, await HostedUnits.StartAsync(proxy.ConnectionString, storage.LogFile));
    }

    /// <summary>What is done and all that follows from it, counted from quiet to quiet; the idle round is left out.</summary>
    public async Task<Counted> CountAsync(string what, Func<Task> done)
    {
        await Quiet.AfterAsync(proxy);
        proxy.Clear();
        await Console.Error.WriteLineAsync($"counting: {what} ...");
        await done();
        await Quiet.AfterAsync(proxy);
        return new(proxy.CountOf(Owner.App), proxy.CountOf(Owner.Engine), proxy.CountOf(Owner.Host));
    }

    public async ValueTask DisposeAsync()
    {
        Units.Dispose();
        await proxy.DisposeAsync();
        await storage.DisposeAsync();
    }
}
