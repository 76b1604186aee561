using Microsoft.Extensions.Hosting;
using PerfFlow.Storage;

namespace PerfFlow.Functions;

/// <summary>
/// Creates tables and containers at the start. On the official host the first requests may come in meanwhile: what is not there yet
/// is answered 503, see <see cref="Http.ProblemMiddleware"/>.
/// </summary>
internal sealed class StorageSetup(StorageSchema schema) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => schema.EnsureCreatedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
