using Microsoft.Extensions.Time.Testing;
using PerfFlow.Azurite;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.App;

/// <summary>An app on a clock that the test moves, from a whole second on, and on storage whose units no other app takes care of.</summary>
internal sealed class ClockedApp : IAsyncDisposable
{
    private readonly AzuriteServer storage;
    private readonly bool isShared;

    private ClockedApp(AzuriteServer storage, bool isShared)
    {
        (this.storage, this.isShared) = (storage, isShared);
        var now = TimeProvider.System.GetUtcNow();
        Clock = new(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
    }

    public FakeTimeProvider Clock { get; }

    public TestApp App { get; private set; } = null!;

    /// <summary>The tests' own: not counted, and not remembering what the app's have seen.</summary>
    public StorageClients Clients => StorageClients.Connect(storage.ConnectionString);

    /// <param name="shared">With other tests, which must not run meanwhile; null: an Azurite of its own.</param>
    public static async Task<ClockedApp> StartAsync(Func<AzuriteServer, TimeProvider, TestApp> compose, OwnStorage? shared = null)
    {
        var clocked = new ClockedApp(shared?.Azurite ?? await AzuriteServer.StartAsync(), shared is not null);
        await clocked.RestartAsync(compose);
        return clocked;
    }

    /// <summary>Later, and on what is stored: the memory of the hub died with the process.</summary>
    public async Task RestartAsync(Func<AzuriteServer, TimeProvider, TestApp> compose)
    {
        App = compose(storage, Clock);
        await App.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (!isShared)
        {
            await storage.DisposeAsync();
        }
    }
}
