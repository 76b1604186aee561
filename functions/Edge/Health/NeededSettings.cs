using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Functions.Edge.Health;

/// <summary>
/// The settings that triggers name as <c>%…%</c>. Without its setting a function is disabled by the host, which starts all the
/// same: nothing would heal, and nobody would know. The log says it at the start, and readiness of the one that everything rests on.
/// </summary>
public sealed partial class NeededSettings(IConfiguration configuration, ILogger<NeededSettings> log) : IHostedService
{
    internal static readonly IReadOnlyList<string> Named =
    [
        .. typeof(NeededSettings).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributesData())
            .SelectMany(attribute => attribute.ConstructorArguments)
            .SelectMany(argument => Setting.Matches(argument.Value as string ?? ""))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting { get; }

    /// <summary>Without it nothing heals what was lost; without the others only housekeeping waits.</summary>
    private const string Vital = "SweepSchedule";

    /// <summary>What keeps the app from being ready; null when nothing does.</summary>
    public string? MissingVital => Missing.FirstOrDefault(name => name == Vital);

    /// <summary>Those that have no value.</summary>
    public IEnumerable<string> Missing => Named.Where(name => string.IsNullOrWhiteSpace(configuration[name]));

    /// <summary>Says what is missing; the app serves people all the same.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Missing)
        {
            log.SettingMissing(name);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
