using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Emulator;

/// <summary>The app's settings and host.json, as the host itself reads them.</summary>
/// <param name="app">Environment and local.settings.json.</param>
/// <param name="host">host.json.</param>
internal sealed partial class AppSettings(IConfiguration app, IConfiguration host)
{
    public const string StorageName = "AzureWebJobsStorage";

    public IConfiguration Host { get; } = host;

    public string RoutePrefix => Host["extensions:http:routePrefix"] ?? "api";

    public int PoisonBlobThreshold => Host.GetValue("extensions:blobs:poisonBlobThreshold", 5);

    public int MaxConcurrentBlobs => Host.GetValue("extensions:blobs:maxDegreeOfParallelism", 8 * Environment.ProcessorCount);

    public string? this[string name] => app[name];

    /// <summary>Replaces each <c>%Name%</c> by its setting.</summary>
    /// <exception cref="StartupException">A setting is missing.</exception>
    public string Resolve(string text) => Reference().Replace(
        text,
        match => app[match.Groups[1].Value]
            ?? throw new StartupException($"the setting '{match.Groups[1].Value}' ('{text}') is missing; add it to local.settings.json or the environment."));

    /// <summary>A storage connection string by the name of its setting, with or without the prefix <c>AzureWebJobs</c>.</summary>
    /// <exception cref="StartupException">There is none.</exception>
    public string Connection(string? name) =>
        FindConnection(name)
        ?? throw new StartupException($"the storage connection '{name ?? StorageName}' is missing; add it to local.settings.json or the environment.");

    public string? FindConnection(string? name)
    {
        string?[] candidates = name is null ? [app[StorageName]] : [app[name], app[$"AzureWebJobs{name}"], app.GetConnectionString(name)];
        return candidates.FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate));
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
