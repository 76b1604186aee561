using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Durable.Client;
using PerfFlow.Emulator.Durable.Engine;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable;

/// <summary>
/// Runs the orchestrations of one task hub. It owns the hub from <see cref="StartAsync"/> to <see cref="StopAsync"/>, or until the
/// process dies: whatever was committed then continues at the next start.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    /// <summary>How long activities may go on when the host stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly HubRuntime _hub;
    private bool _stopped;

    public DurableEngine(IHubStore store, IDurableCode code, DurableOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _hub = new HubRuntime(store, code, options, time, loggers);
        Client = new HubClient(_hub);
    }

    /// <summary>Usable from <see cref="StartAsync"/> on.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Opens the hub and takes up whatever is live in it.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _hub.Store.OpenAsync(cancellation);
        var live = new List<InstanceHead>();
        await foreach (var head in _hub.Store.ReadLiveAsync(cancellation))
        {
            live.Add(head);
        }

        // All are known before the first one moves, so that none is looked up while it is being taken in.
        _hub.Adopt(live);
        _hub.Logger.HubOpened(_hub.Options.HubName, live.Count);
    }

    /// <summary>
    /// Takes no more work and gives the hub back. Activities under way have a moment to end; then they are cancelled and run again
    /// after the next start.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (!_stopped)
        {
            _stopped = true;
            await _hub.Activities.CloseAsync(Grace);
            _hub.Stop();
            await _hub.Store.CloseAsync();
            _hub.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
