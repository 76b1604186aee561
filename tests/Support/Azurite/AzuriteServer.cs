using System.Collections.Concurrent;
using PerfFlow.LocalHost;
using PerfFlow.LocalHost.Azurite;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.Azurite;

/// <summary>
/// A real Azurite of its own on free loopback ports, in a temporary folder. <see cref="SharedAsync"/> is one for the whole test
/// process: classes keep apart by unique container and table names.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const int StartAttempts = 3;
    private static readonly Lazy<Task<AzuriteServer>> Shared = new(StartSharedAsync);

    // Held until disposed: the leash of a server that is collected as garbage ends it.
    private static readonly ConcurrentDictionary<AzuriteServer, bool> Running = new();

    private readonly AzuriteProcess process;
    private readonly DirectoryInfo folder;
    private readonly Leash leash;

    private AzuriteServer(AzuriteProcess process, DirectoryInfo folder)
    {
        this.process = process;
        this.folder = folder;
        leash = Leash.OfGroup(process.GroupId, folder);
        Running[this] = true;
    }

    /// <summary>For Azure.Storage.* and Azure.Data.Tables clients, and for <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString => process.ConnectionString;

    /// <summary>Its access log.</summary>
    public string LogFile => process.LogFile;

    /// <summary>The access log of the server that a connection string names; null for any other storage.</summary>
    internal static string? LogFileOf(string connection) =>
        Running.Keys.FirstOrDefault(server => server.ConnectionString == connection)?.LogFile;

    /// <summary>The one server of this process, started at the first call and stopped when the process ends.</summary>
    public static Task<AzuriteServer> SharedAsync() => Shared.Value;

    /// <summary>A server of its own; dispose it to stop it and delete its folder.</summary>
    /// <exception cref="StartupException">It did not start; the message says why.</exception>
    public static async Task<AzuriteServer> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = Directory.CreateTempSubdirectory("perfflow-azurite-");
            try
            {
                return new AzuriteServer(await AzuriteProcess.StartAsync(folder.FullName, inMemory: true), folder);
            }
            catch (StartupException) when (attempt < StartAttempts)
            {
                // Another process may have taken a port between finding and using it.
                folder.Delete(recursive: true);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Running.TryRemove(this, out _);
        await process.DisposeAsync();
        folder.Delete(recursive: true);
        leash.Dispose();
    }

    private static async Task<AzuriteServer> StartSharedAsync()
    {
        var server = await StartAsync();
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere the leash does it, which no test runner cuts short.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        return server;
    }
}
