using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.News;

/// <summary>
/// Tells people of what was decided in a unit's year, whether or not an instance of it runs. Called again, it finds its own work done;
/// one that fails time and again leaves it to the sweep.
/// </summary>
public sealed class TellNews(Telling telling, ILogger<TellNews> log)
{
    [Function(nameof(TellNews))]
    public async Task RunAsync([QueueTrigger(NewsQueue.Name)] string message, CancellationToken cancellation)
    {
        if (NewsQueue.Parse(message) is not var (unit, year))
        {
            log.NotNews();
            return;
        }

        await telling.TellAsync(unit, year, cancellation);
    }
}
