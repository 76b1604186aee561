using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage;

namespace PerfFlow.Functions;

/// <summary>
/// Creates tables and containers at the start. On the official host the first requests may come in meanwhile: what is not there yet
/// is answered 503, see <see cref="Edge.Http.ProblemMiddleware"/>. Data of another version stops the start.
/// </summary>
internal sealed class StorageSetup(StorageSchema schema, ILogger<StorageSetup> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await schema.EnsureCreatedAsync(cancellationToken);
        }
        catch (OtherStorageException refused)
        {
            log.StorageRefused(refused.Message);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
