using Azure.Storage.Blobs;
using Newtonsoft.Json.Linq;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Azurite;
using PerfFlow.LocalHost.Functions;

namespace PerfFlow.LocalHost.Events;

/// <summary>
/// The events' part beside a host that has none: Azurite tells nobody of its blobs, so func start alone never runs a trigger.
/// </summary>
internal static class EventsAlone
{
    /// <summary>For who does not want the key to stand in the list of processes.</summary>
    private const string KeySetting = "BlobsExtensionKey";

    /// <param name="folder">Where the app is built: functions.metadata names its triggers, local.settings.json its storage.</param>
    /// <exception cref="StartupException">The folder has no such files, or storage cannot be reached.</exception>
    public static async Task RunAsync(string folder, Uri target, string? key, CancellationToken cancellation)
    {
        var app = FunctionApp.In(Path.GetFullPath(folder));
        var settings = AppSettings.Of(app, LocalSettings.Read(app.Folder).Values, new Dictionary<string, string?>());
        using var loggers = HostLog.Create(settings, console: true);
        var connection = settings["AzureWebJobsStorage"] ?? throw new StartupException("AzureWebJobsStorage is not set.");
        await using var storage = await StorageAtHand.FindAsync(connection, loggers.CreateLogger(nameof(EventsAlone)), cancellation);
        using var http = new HttpClient();
        using var events = new BlobEvents(
            new BlobServiceClient(connection),
            $"alone-{app.Name.ToLowerInvariant()}",
            Subscriptions(app.Folder, settings),
            TellAsync,
            settings[FrontHost.AzuriteLogSetting] ?? StorageAtHand.LogFile,
            loggers.CreateLogger<BlobEvents>());
        key ??= settings[KeySetting];
        await events.StartAsync(cancellation);
        Console.WriteLine($"Telling {target} of blobs (Ctrl-C ends)");
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await events.StopAsync(CancellationToken.None);

        async Task<bool> TellAsync(string function, BlobState blob, Uri url, CancellationToken stop)
        {
            using var request = BlobCreated.Request(target, function, blob, url, DateTimeOffset.UtcNow, key);
            using var answer = await http.SendAsync(request, stop);
            return answer.IsSuccessStatusCode;
        }
    }

    private static List<BlobSubscription> Subscriptions(string folder, AppSettings settings)
    {
        var file = Path.Combine(folder, "functions.metadata");
        var found = JArray.Parse(
                File.Exists(file) ? File.ReadAllText(file) : throw new StartupException($"{file} is missing: build the app first."))
            .SelectMany(
                static function => function["bindings"]!.Select(binding => (Name: (string)function["name"]!, Binding: (JObject)binding)))
            .Where(static one => WorkerFunction.IsToldOfBlobs(one.Binding))
            .Select(one => BlobSubscription.Of(one.Name, settings.Resolve((string)one.Binding["path"]!)))
            .ToList();
        return found.Count > 0
            ? found
            : throw new StartupException($"No function in {folder} is told of blobs by Event Grid (Source = BlobTriggerSource.EventGrid).");
    }
}
