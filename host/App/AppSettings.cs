using System.Collections;
using System.Text.RegularExpressions;

namespace PerfFlow.LocalHost.App;

/// <summary>
/// The settings of host and worker, weakest first: local.settings.json, the environment, what the caller gives. Under Core Tools
/// too the environment goes before the file.
/// </summary>
internal sealed partial class AppSettings
{
    /// <summary>Settings that change host.json, as everywhere: <c>AzureFunctionsJobHost__extensions__durableTask__hubName</c>.</summary>
    private const string HostJsonPrefix = "AzureFunctionsJobHost:";

    /// <summary>Below this section the WebJobs SDK looks for what host.json says.</summary>
    private const string SdkSection = "AzureWebJobs:";

    private readonly Dictionary<string, string?> own;
    private readonly IConfigurationRoot all;

    private AppSettings(Dictionary<string, string?> own, IConfigurationRoot all)
    {
        this.own = own;
        this.all = all;
    }

    public string? this[string name] => all[name] is { Length: > 0 } value ? value : null;

    /// <summary>Everything, for the WebJobs SDK: host.json stands below its section.</summary>
    public IEnumerable<KeyValuePair<string, string?>> All => all.AsEnumerable().Where(setting => setting.Value is not null);

    public static AppSettings Of(FunctionApp app, IReadOnlyDictionary<string, string?> local, IReadOnlyDictionary<string, string?> given)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable =>
                KeyValuePair.Create(((string)variable.Key).Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        var own = new Dictionary<string, string?>(
            local.Where(setting => !environment.ContainsKey(setting.Key)), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given)
        {
            own[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        own.TryAdd("FUNCTIONS_WORKER_RUNTIME", environment.GetValueOrDefault("FUNCTIONS_WORKER_RUNTIME") ?? "dotnet-isolated");
        own.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", environment.GetValueOrDefault("AZURE_FUNCTIONS_ENVIRONMENT") ?? "Development");
        own["CONTAINER_NAME"] = ""; // with a value, the Durable Task extension takes this machine for one of a consumption plan
        var settings = environment.Concat(own).ToLookup(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(app.HostJson.Select(value => KeyValuePair.Create(SdkSection + value.Key, value.Value)))
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Last())))
            .AddInMemoryCollection(settings
                .Where(setting => setting.Key.StartsWith(HostJsonPrefix, StringComparison.OrdinalIgnoreCase))
                .Select(setting => KeyValuePair.Create(SdkSection + setting.Key[HostJsonPrefix.Length..], setting.Last())));
        return new(own, configuration.Build());
    }

    /// <summary>A value of host.json, or of the setting that changes it; an empty one is a value too.</summary>
    public string? HostJson(string key) => all[SdkSection + key];

    /// <summary>For the worker: what its environment does not have already, named as variables are.</summary>
    public IReadOnlyDictionary<string, string?> ForWorker() =>
        own.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);

    /// <summary>The settings that a text like <c>%SweepSchedule%</c> names and that have no value.</summary>
    public IEnumerable<string> MissingIn(string text) =>
        from Match named in Placeholder.Matches(text)
        let name = named.Groups[1].Value
        where this[name] is null
        select name;

    /// <summary>The text with the values of the settings that it names.</summary>
    public string Resolve(string text) => Placeholder.Replace(text, named => this[named.Groups[1].Value] ?? named.Value);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder { get; }
}
