using System.Text.Json.Nodes;
using PerfFlow.Azurite;
using PerfFlow.InProcess;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>
/// A host that serves PerfFlow.SemanticsApp. With <c>SEMANTICS_URL</c> set it is the one that already runs there, on the
/// storage account of <c>SEMANTICS_STORAGE</c>; otherwise the app is started in the local host, in each way there is.
/// One of each kind serves the whole test process: tests keep apart by unique names.
/// </summary>
public sealed class SemanticsHost
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<HostKind, Lazy<Task<SemanticsHost>>> Shared = new()
    {
        [HostKind.Given] = new(() => Task.FromResult(new SemanticsHost(
            new Uri(GivenUrl!), Environment.GetEnvironmentVariable("SEMANTICS_STORAGE") ?? "UseDevelopmentStorage=true"))),
        [HostKind.Azurite] = new(OnAzuriteAsync),
        [HostKind.Memory] = new(InMemoryAsync),
    };

    internal SemanticsHost(Uri address, string storage)
    {
        Http = new HttpClient { BaseAddress = new Uri(address, "api/"), Timeout = TimeSpan.FromMinutes(4) };
        Storage = storage;
    }

    /// <summary>Each way to run the app, unless a host is given.</summary>
    public static IEnumerable<HostKind> Kinds => IsGiven ? [HostKind.Given] : [HostKind.Azurite, HostKind.Memory];

    public static bool IsGiven => GivenUrl is not null;

    /// <summary>The app's own build output, from which a host runs it.</summary>
    public static string AppFolder { get; } = BuildOutput.Of("tests/Support/SemanticsApp");

    public HttpClient Http { get; }

    /// <summary>Connection string of the storage account whose blobs trigger functions.</summary>
    public string Storage { get; }

    private static string? GivenUrl => Environment.GetEnvironmentVariable("SEMANTICS_URL") is { Length: > 0 } url ? url : null;

    public static Task<SemanticsHost> GetAsync(HostKind kind) => Shared[kind].Value;

    private static async Task<SemanticsHost> OnAzuriteAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var app = await FunctionAppProcess.StartAsync(AppFolder, azurite.ConnectionString);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => app.Dispose();
        return new SemanticsHost(app.Address, azurite.ConnectionString);
    }

    /// <summary>On an Azurite of its own: two hosts of one app on one storage share its blobs and timers.</summary>
    private static async Task<SemanticsHost> InMemoryAsync()
    {
        var azurite = await AzuriteServer.StartAsync();
        var app = await InProcessApp.StartAsync(new(typeof(Journal).Assembly, new Dictionary<string, string?>(LocalSettings())
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzuriteLog"] = azurite.LogFile,
            ["AzureWebJobs:logging:logLevel:default"] = "Warning",
        }));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => app.DisposeAsync().AsTask().Wait(EndsWithin);
        return new SemanticsHost(app.Address, azurite.ConnectionString);
    }

    /// <summary>Those that lie beside the app; a host in this process has a folder of its own.</summary>
    private static Dictionary<string, string?> LocalSettings() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppFolder, "local.settings.json")))!["Values"]!
            .AsObject()
            .ToDictionary(value => value.Key, value => (string?)value.Value);
}

public enum HostKind
{
    /// <summary>The one at SEMANTICS_URL.</summary>
    Given,

    /// <summary>The local host and the worker as processes, orchestrations on Azurite.</summary>
    Azurite,

    /// <summary>Host and worker within the test process, orchestrations in memory.</summary>
    Memory,
}
