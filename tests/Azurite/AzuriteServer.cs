using System.Diagnostics;

namespace PerfFlow.Azurite;

/// <summary>
/// A real Azurite of its own on free loopback ports, in memory, under a temporary folder.
/// <see cref="SharedAsync"/> is one for the whole test process: classes keep apart by unique container and table names.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string AccountName = "devstoreaccount1";

    // The well-known key of every development account: published, no secret.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int StartAttempts = 3;
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<AzuriteServer>> Shared = new(StartSharedAsync);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private AzuriteServer(Process process, DirectoryInfo folder, Ports ports)
    {
        this.process = process;
        this.folder = folder;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
            $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{AccountName};" +
            $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{AccountName};" +
            $"TableEndpoint=http://127.0.0.1:{ports.Table}/{AccountName};";
    }

    /// <summary>For Azure.Storage.* and Azure.Data.Tables clients, and for <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>The one server of this process, started at the first call and stopped when the process ends.</summary>
    public static Task<AzuriteServer> SharedAsync() => Shared.Value;

    /// <summary>A server of its own; dispose it to stop it and delete its folder.</summary>
    /// <exception cref="InvalidOperationException">It did not start; the message has what it printed.</exception>
    public static async Task<AzuriteServer> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StartOnceAsync();
            }
            catch (InvalidOperationException) when (attempt < StartAttempts)
            {
                // Another process may have taken a port between finding and using it.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(process);
        folder.Delete(recursive: true);
    }

    private static async Task<AzuriteServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private static async Task<AzuriteServer> StartOnceAsync()
    {
        var ports = Ports.Free();
        var folder = Directory.CreateTempSubdirectory("perfflow-azurite-");
        var start = new ProcessStartInfo("npx")
        {
            WorkingDirectory = folder.FullName, // in memory Azurite takes no --location, yet writes a log file
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--yes", "azurite@3.35.0", "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence",
                "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
            },
        };
        var process = Process.Start(start)!;
        var printed = new Transcript(process);
        try
        {
            foreach (var port in (int[])[ports.Blob, ports.Queue, ports.Table])
            {
                await Ports.WaitUntilListeningAsync(port, process, StartDeadline);
            }

            return new AzuriteServer(process, folder, ports);
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
        {
            await StopAsync(process);
            folder.Delete(recursive: true);
            throw new InvalidOperationException($"Azurite did not start ({failure.Message}). It printed: {printed}", failure);
        }
    }

    private static async Task StopAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
