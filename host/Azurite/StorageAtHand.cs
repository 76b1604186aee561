using Azure;
using Azure.Storage.Blobs;

namespace PerfFlow.LocalHost.Azurite;

/// <summary>
/// Storage before all else. With <c>UseDevelopmentStorage=true</c> and nobody listening, an Azurite is started, and stopped last.
/// One that already runs, perhaps left by a host that was killed, is used and never stopped.
/// </summary>
internal sealed class StorageAtHand : IAsyncDisposable
{
    private const string Folder = ".azurite";
    private static readonly TimeSpan LookAtLog = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const long LongestLog = 16 * 1024 * 1024;

    private readonly AzuriteProcess? started;
    private readonly Timer? cutting;

    private StorageAtHand(AzuriteProcess? started, bool ownsLog)
    {
        this.started = started;
        cutting = ownsLog ? new Timer(static _ => CutLog(), null, LookAtLog, LookAtLog) : null;
    }

    /// <summary>Where an Azurite that was started in the current folder logs, by this host or by an earlier one.</summary>
    public static string LogFile => Path.GetFullPath(Path.Combine(Folder, AzuriteProcess.LogName));

    /// <exception cref="StartupException">There is no storage; the message says what to do.</exception>
    public static async Task<StorageAtHand> FindAsync(string connection, ILogger log, CancellationToken cancellation)
    {
        var storage = new StorageAtHand(
            IsDevelopment(connection) ? await StartIfNobodyListensAsync(log, cancellation) : null, IsDevelopment(connection));
        try
        {
            await ReachAsync(connection, cancellation);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (cutting?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (started?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Nobody shall pay for the traffic of a week with his disk: the Azurite of this folder appends to its log.</summary>
    private static void CutLog()
    {
        try
        {
            if (new FileInfo(LogFile) is { Exists: true, Length: > LongestLog })
            {
                using var stream = new FileStream(LogFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                stream.SetLength(0);
            }
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Somebody else's to cut, then.
        }
    }

    private static bool IsDevelopment(string connection) =>
        connection.Trim(' ', ';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase);

    private static async Task<AzuriteProcess?> StartIfNobodyListensAsync(ILogger log, CancellationToken cancellation)
    {
        var ports = AzuritePorts.Default;
        var listening = await Task.WhenAll(ports.All().Select(AzuritePorts.ListensAsync));
        if (listening.All(listens => listens))
        {
            return null;
        }

        if (listening.Any(listens => listens))
        {
            var taken = ports.All().Where((_, index) => listening[index]);
            throw new StartupException(
                $"Of the storage ports {string.Join(", ", ports.All())} only {string.Join(", ", taken)} is taken: "
                + "stop what listens there, or start all of Azurite.");
        }

        var folder = Path.GetFullPath(Folder);
        log.StartingAzurite(AzuriteProcess.Version, folder);
        return await AzuriteProcess.StartAsync(folder, ports, cancellation: cancellation);
    }

    private static async Task ReachAsync(string connection, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobClientOptions { Retry = { MaxRetries = 1, NetworkTimeout = Patience } };
            await new BlobServiceClient(connection, options).GetPropertiesAsync(cancellation);
        }
        catch (FormatException unreadable)
        {
            throw new StartupException($"AzureWebJobsStorage is no connection string: {unreadable.Message}", unreadable);
        }
        catch (Exception unreachable) when (unreachable is RequestFailedException or AggregateException)
        {
            throw new StartupException(
                $"The storage that AzureWebJobsStorage names cannot be reached: {unreachable.GetBaseException().Message} "
                + "Start it, correct the setting, or use UseDevelopmentStorage=true for an Azurite that is started here.",
                unreachable);
        }
    }
}
