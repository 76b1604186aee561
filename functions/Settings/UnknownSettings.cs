using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Settings;

/// <summary>Says at the start what is set and nobody reads: most often a name that was mistyped, whose default then holds unseen.</summary>
internal sealed class UnknownSettings(GatheredSettings settings, ILogger<UnknownSettings> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, meant) in settings.Unknown())
        {
            log.SettingUnknown(name, meant);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
