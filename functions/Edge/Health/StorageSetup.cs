using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Edge.Health;

/// <summary>
/// Makes tables and containers in an empty account at the start. Storage that is away, or has lost what was made in it, does not keep the
/// application from starting: it answers 503 and sees to it again with each request, until storage is there. Data of another version
/// stops the start.
/// </summary>
public sealed class StorageSetup(
    StorageSchema schema, StorageClients clients, StoragePatience patience, ILogger<StorageSetup> log) : IHostedService
{
    private readonly Lock gate = new();
    private Task? attempt;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RequireAsync(cancellationToken);
        }
        catch (OtherStorageException refused)
        {
            log.StorageRefused(refused.Message);
            throw;
        }
        catch (Exception fault) when (StorageUnavailableException.Says(fault))
        {
            NotReady(fault);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>For everybody before anything is done. Nothing to pay when all is well.</summary>
    /// <exception cref="StorageUnavailableException">It is away, or not the storage that this process began on.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        await SetUpAsync().WaitAsync(cancellation);
        await clients.Known.RequireAsync(cancellation);
    }

    /// <summary>As above, and looks whether all of it is there.</summary>
    /// <inheritdoc cref="RequireAsync"/>
    public async Task ProbeAsync(CancellationToken cancellation)
    {
        await SetUpAsync().WaitAsync(cancellation);
        await clients.Known.ProbeAsync(cancellation);
    }

    internal void NotReady(Exception fault)
    {
        if (fault is StorageMissingException)
        {
            log.StorageRefused(fault.Message);
        }
        else
        {
            log.NotReady(fault);
        }
    }

    /// <summary>One attempt for all who ask meanwhile, and another for who asks after one that failed.</summary>
    private Task SetUpAsync()
    {
        lock (gate)
        {
            return attempt = attempt is null or { IsFaulted: true } or { IsCanceled: true } ? Task.Run(MakeAsync) : attempt;
        }
    }

    private Task MakeAsync()
    {
        new RequestPatience(patience.InAll).Enter();
        return schema.EnsureCreatedAsync(CancellationToken.None);
    }
}
