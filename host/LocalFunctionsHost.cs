using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.WebJobs.Host.Indexers;
using Microsoft.Extensions.Options;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Azurite;
using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Worker;

namespace PerfFlow.LocalHost;

/// <summary>
/// What <c>func start</c> is, from official packages: the extensions in the WebJobs SDK's host, and the isolated worker beside it.
/// Started in the order storage, worker, host; stopped the other way round.
/// </summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private const int DefaultPort = 7071;

    /// <summary>The engine waits for its queues when it stops; whatever it holds is taken up at the next start anyway.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(6);

    private readonly ILoggerFactory loggers;
    private readonly TaskCompletionSource<Exception> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StorageAtHand? storage;
    private RpcServer? rpc;
    private Workers? workers;
    private WebApplication? front;
    private bool listens;

    private LocalFunctionsHost(ILoggerFactory loggers) => this.loggers = loggers;

    /// <summary>Where it serves, without the route prefix.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The host's own services, not the worker's.</summary>
    public IServiceProvider Services => front!.Services;

    /// <summary>The functions that run, in the order in which their routes are tried.</summary>
    public IReadOnlyList<HostedFunction> Functions { get; private set; } = [];

    /// <summary>
    /// Completes with the reason when the host is of no use any more: no worker can be kept alive, or a listener has failed.
    /// </summary>
    public Task<Exception> Failed => failed.Task;

    /// <exception cref="StartupException">The app cannot be started as it is.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(LocalHostOptions options, CancellationToken cancellation = default)
    {
        var folder = Path.GetFullPath(options.AppFolder);
        var app = options.StartWorker is null ? FunctionApp.In(folder) : FunctionApp.WithoutWorkerIn(folder);
        var local = LocalSettings.Read(app.Folder);
        var port = options.Port ?? local.Port ?? DefaultPort;
        port = port == 0 ? LoopbackPort.Free() : port;
        var settings = AppSettings.Of(
            app, local.Values, new Dictionary<string, string?>(options.Settings) { ["WEBSITE_HOSTNAME"] = $"localhost:{port}" });
        var host = new LocalFunctionsHost(HostLog.Create(settings, options.Console)) { Address = new($"http://127.0.0.1:{port}/") };
        try
        {
            await host.StartAsync(app, settings, options, port, cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Each part is ended whatever became of the one before.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(() => front is null ? ValueTask.CompletedTask : new(StopFrontAsync(front)));
        await EndAsync(() => workers?.DisposeAsync() ?? ValueTask.CompletedTask);
        await EndAsync(() => rpc?.DisposeAsync() ?? ValueTask.CompletedTask);
        await EndAsync(() => storage?.DisposeAsync() ?? ValueTask.CompletedTask);
        loggers.Dispose();
    }

    private async Task EndAsync(Func<ValueTask> end)
    {
        try
        {
            await end();
        }
        catch (Exception failure)
        {
            loggers.CreateLogger<LocalFunctionsHost>().NotEnded(failure);
        }
    }

    private async Task StartAsync(FunctionApp app, AppSettings settings, LocalHostOptions options, int port, CancellationToken cancellation)
    {
        var log = loggers.CreateLogger<LocalFunctionsHost>();
        RefuseTaken(port);
        if (settings["FUNCTIONS_WORKER_RUNTIME"] is { } runtime && runtime != "dotnet-isolated")
        {
            throw new StartupException($"FUNCTIONS_WORKER_RUNTIME is {runtime}: this host runs dotnet-isolated apps only.");
        }

        var connection = settings["AzureWebJobsStorage"]
            ?? throw new StartupException(
                "AzureWebJobsStorage is not set: set it to UseDevelopmentStorage=true in local.settings.json or in the environment.");
        storage = await StorageAtHand.FindAsync(connection, log, cancellation);
        rpc = await RpcServer.StartAsync(cancellation);
        workers = new(rpc, app, Start, FunctionTimeout(settings), loggers) { GivenUp = failure => failed.TrySetResult(failure) };
        var described = await workers.StartAsync(cancellation);
        var functions = Runnable.Of(described.Select(static one => new WorkerFunction(one)), settings, log);
        Functions = [.. functions.Select(function => HostedFunction.Of(function, settings))];
        try
        {
            front = FrontHost.Build(app, settings, options, port, connection, functions, workers, failure => failed.TrySetResult(failure));
            await front.StartAsync(cancellation);
            listens = true;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw Taken(port, taken);
        }
        catch (Exception refused) when (refused
            is ArgumentException or InvalidOperationException or FormatException or OptionsValidationException or FunctionIndexingException)
        {
            throw new StartupException($"An extension refuses the app or its host.json: {refused.GetBaseException().Message}", refused);
        }

        async Task<IWorker> Start(Uri endpoint, string workerId) => options.StartWorker is { } start
            ? await start(endpoint, workerId, settings.ForWorker())
            : WorkerProcess.Start(app, endpoint, workerId, settings.ForWorker(), loggers.CreateLogger("Worker"));
    }

    private async Task StopFrontAsync(WebApplication stopped)
    {
        var ending = StopAndDisposeAsync(stopped);
        if (await Task.WhenAny(ending, Task.Delay(StopWithin)) == ending)
        {
            await ending;
        }
        else
        {
            loggers.CreateLogger<LocalFunctionsHost>().StopCutShort(StopWithin); // it goes on ending beside the rest
        }
    }

    private async Task StopAndDisposeAsync(WebApplication stopped)
    {
        try
        {
            if (listens)
            {
                await stopped.StopAsync();
            }
        }
        finally
        {
            await stopped.DisposeAsync();
        }
    }

    /// <summary><c>functionTimeout</c> of host.json: half an hour when it is not there, none when it is -1.</summary>
    private static TimeSpan? FunctionTimeout(AppSettings settings) => settings.HostJson("functionTimeout") switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" => null,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) => limit,
        var text => throw new StartupException($"host.json: functionTimeout {text} is no time span such as 00:10:00, nor -1."),
    };

    private static void RefuseTaken(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw Taken(port, taken);
        }
    }

    private static StartupException Taken(int port, Exception reason) =>
        new($"Port {port} is taken: stop what listens there, or choose another with --port.", reason);
}
