using Microsoft.Extensions.Hosting;
using PerfFlow.Emulator.Durable;

namespace PerfFlow.Emulator.DurableHosting;

/// <summary>The engine runs from before the first trigger listens until after the last one has stopped.</summary>
internal sealed class DurableService(DurableEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
