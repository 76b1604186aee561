using System.Diagnostics;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.LocalHost.Azurite;

/// <summary>
/// An Azurite in a process group of its own, so that a Ctrl-C in the terminal does not reach it. It goes on when this process
/// is killed; <see cref="DisposeAsync"/> stops it gently and waits, since it saves only every five seconds and on its way out.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>The version started; later ones want a newer Node.js.</summary>
    public const string Version = "3.35.0";

    /// <summary>Name of its access log, in its folder.</summary>
    public const string LogName = "azurite.log";

    private const string AccountName = "devstoreaccount1";

    // The well-known key of every development account: published, no secret.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string Remedy =
        "Install Node.js, which brings npx (https://nodejs.org), or start an Azurite yourself, "
        + "or set AzureWebJobsStorage to a storage account.";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2); // the first start downloads it
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly ShieldedProcess process;

    private AzuriteProcess(ShieldedProcess process, AzuritePorts ports, string logFile)
    {
        this.process = process;
        LogFile = logFile;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
            $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{AccountName};" +
            $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{AccountName};" +
            $"TableEndpoint=http://127.0.0.1:{ports.Table}/{AccountName};";
    }

    /// <summary>
    /// The first process of the group it runs in: <c>npx</c>, which starts the server. On Windows, a process and no group.
    /// </summary>
    public int GroupId => process.Id;

    /// <summary>For storage clients and for <c>AzureWebJobsStorage</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Its access log: a line for each request, as it is answered.</summary>
    public string LogFile { get; }

    /// <summary>Starts it and waits until its three services answer.</summary>
    /// <param name="folder">Where it keeps its data and its log; made if missing.</param>
    /// <param name="ports">Null for free ones.</param>
    /// <param name="inMemory">Keep the data in memory, gone with the process; the folder has the log alone.</param>
    /// <exception cref="StartupException">It did not start; the message says why and what to do.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        string folder, AzuritePorts? ports = null, bool inMemory = false, CancellationToken cancellation = default)
    {
        ports ??= AzuritePorts.Free();
        foreach (var port in ports.All())
        {
            if (await AzuritePorts.ListensAsync(port))
            {
                throw new StartupException($"Port {port} is taken, and Azurite needs it: stop what listens there.");
            }
        }

        Directory.CreateDirectory(folder);
        var npx = CommandPath.Find("npx")
            ?? throw new StartupException($"Azurite is needed, and there is no npx to start it with. {Remedy}");
        var logFile = Path.Combine(folder, LogName);
        var process = ShieldedProcess.Start(
            npx,
            [
                "--yes", $"azurite@{Version}", "--skipApiVersionCheck", "--disableTelemetry",
                .. inMemory ? (string[])["--inMemoryPersistence"] : ["--location", folder],
                "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
                "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
            ],
            logFile);
        try
        {
            await UntilAnsweringAsync(process, ports, cancellation);
            return new AzuriteProcess(process, ports, logFile);
        }
        catch
        {
            await process.StopAsync(StopDeadline);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await process.StopAsync(StopDeadline);

    private static async Task UntilAnsweringAsync(ShieldedProcess process, AzuritePorts ports, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        foreach (var port in ports.All())
        {
            while (!await AnswersAsync(http, port, cancellation))
            {
                if (process.HasExited || waited.Elapsed > StartDeadline)
                {
                    throw new StartupException($"Azurite did not start. {Remedy} It printed: {process.Printed()}");
                }

                await Task.Delay(Step, cancellation);
            }
        }
    }

    // Any answer will do: without a signature it is a refusal.
    private static async Task<bool> AnswersAsync(HttpClient http, int port, CancellationToken cancellation)
    {
        try
        {
            using var _ = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/{AccountName}?comp=list"), cancellation);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
