using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Hosting;

/// <summary>
/// Starts the listeners once all else is ready; on the way down waits for what runs, then asks it to end.
/// </summary>
internal sealed class TriggerService(
    IEnumerable<IListener> listeners, FunctionRunner runner, IHostApplicationLifetime lifetime, ILogger<TriggerService> logger)
    : IHostedService, IDisposable
{
    /// <summary>How long a function may go on after the host was asked to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => runner.CancelAfter(Grace));
        foreach (var listener in listeners)
        {
            await listener.PrepareAsync(cancellationToken);
        }

        running = Task.WhenAll(listeners.Select(listener => Task.Run(() => ListenAsync(listener), CancellationToken.None)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stopping.Dispose();

    private async Task ListenAsync(IListener listener)
    {
        try
        {
            await listener.ListenAsync(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            logger.ListenerFailed(failure);
            lifetime.StopApplication();
        }
    }
}
