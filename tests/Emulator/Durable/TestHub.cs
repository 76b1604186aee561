using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Azurite;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Durable.Stores;
using PerfFlow.Emulator.Durable.Stores.Tables;

namespace PerfFlow.Emulator.Tests.Durable;

/// <summary>Where a hub lives in a test, and whether executions stay in memory between turns.</summary>
public enum HubKind
{
    Memory,
    MemoryReplay,
    Azurite,
}

/// <summary>An engine on a store that outlives it, under a clock that only the test moves.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Func<IHubStore> _open;
    private DurableEngine _engine = null!;

    private TestHub(Func<IHubStore> open, TestCode code, DurableOptions options)
    {
        _open = open;
        Code = code;
        Options = options;
    }

    public TestCode Code { get; set; }

    public DurableOptions Options { get; set; }

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public FakeTimeProvider Time { get; } = new(Start);

    public DurableTaskClient Client => _engine.Client;

    public IHubStore Store { get; private set; } = null!;

    public static async Task<TestHub> OpenAsync(HubKind kind, TestCode code, Action<DurableOptions>? configure = null)
    {
        var options = new DurableOptions { HubName = "Test", ExtendedSessionsEnabled = kind != HubKind.MemoryReplay };
        configure?.Invoke(options);
        var hub = new TestHub(await StoreAsync(kind), code, options);
        await hub.BeginAsync();
        return hub;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await BeginAsync();
    }

    public async Task StopAsync() => await _engine.DisposeAsync();

    public async Task BeginAsync()
    {
        Store = _open();
        _engine = new DurableEngine(Store, Code, Options, Time, Loggers);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null)
    {
        var started = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        return await EndOf(started);
    }

    public Task<OrchestrationMetadata> EndOf(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Deadline);

    /// <summary>Waits, in real time, for what the engine does on its own threads.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            await Task.Delay(5, late.Token);
        }
    }

    public Task UntilStatusAsync(string id, OrchestrationRuntimeStatus status) =>
        UntilAsync(async () => (await Client.GetInstanceAsync(id, getInputsAndOutputs: false))?.RuntimeStatus == status);

    /// <summary>Waits until the instance has set this custom status, which says how far it has come.</summary>
    public Task UntilAtAsync(string id, string step) =>
        UntilAsync(async () => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))?.SerializedCustomStatus == $"\"{step}\"");

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static async Task<Func<IHubStore>> StoreAsync(HubKind kind)
    {
        if (kind != HubKind.Azurite)
        {
            var memory = new MemoryHubStore();
            return () => memory;
        }

        var connection = (await AzuriteServer.SharedAsync()).ConnectionString;
        var name = $"Hub{Guid.NewGuid():N}";
        return () => new TableHubStore(
            new TableServiceClient(connection), new BlobServiceClient(connection), name, NullLogger.Instance);
    }
}
