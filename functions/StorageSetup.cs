using Microsoft.Extensions.Hosting;
using PerfFlow.Storage;

namespace PerfFlow.Functions;

/// <summary>Creates tables and containers before the first function runs: the blob trigger wants its container.</summary>
internal sealed class StorageSetup(StorageSchema schema) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => schema.EnsureCreatedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
