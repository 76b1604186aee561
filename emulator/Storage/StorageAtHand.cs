using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Hosting;

namespace PerfFlow.Emulator.Storage;

/// <summary>
/// With <c>UseDevelopmentStorage=true</c> and nobody listening, starts an Azurite and stops it after all else. One that already
/// runs, perhaps left by a run that was killed, is used and never stopped.
/// </summary>
internal sealed class StorageAtHand(AppSettings settings, ILogger<StorageAtHand> logger) : IHostedService
{
    private const string Folder = ".azurite";

    private AzuriteProcess? started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartIfNobodyListensAsync(cancellationToken);
        }
        catch (StartupException refusal) when (EmulatorSession.Current is null)
        {
            throw Refusal.End(refusal);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (started is not null)
        {
            await started.DisposeAsync();
        }
    }

    private async Task StartIfNobodyListensAsync(CancellationToken cancellationToken)
    {
        if (settings.FindConnection(null)?.Trim(' ', ';') is not { } connection
            || !connection.Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var ports = AzuritePorts.Default;
        var listening = await Task.WhenAll(ports.All().Select(AzuritePorts.ListensAsync));
        if (listening.All(listens => listens))
        {
            return;
        }

        if (listening.Any(listens => listens))
        {
            var taken = ports.All().Where((_, index) => listening[index]);
            throw new StartupException(
                $"Of the storage ports {string.Join(", ", ports.All())} only {string.Join(", ", taken)} is taken: stop what listens there, or start all of Azurite.");
        }

        var folder = Path.GetFullPath(Folder);
        logger.StartingAzurite(AzuriteProcess.Version, folder);
        started = await AzuriteProcess.StartAsync(folder, ports, cancellationToken);
    }
}
