using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.Demo;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>
/// Host and app as the demo starts them, on one Azurite in memory for all years, so that the next year meets the storage of the last.
/// </summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private const string Worker = "--functions-worker-id";

    private static readonly TimeSpan WorkerDeadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-year-");
    private readonly List<IDisposable> clients = [];
    private HostProcess? host;

    public static BureauYear Bureau { get; } = BureauYear.Load();

    public static People People { get; } = new(Bureau);

    public string Folder => folder.FullName;

    public async Task StartAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var settings = new Dictionary<string, string>(Host.QuickToHeal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzuriteLog"] = azurite.LogFile,
        };
        host = await HostProcess.StartAsync(0, Path.Combine(Folder, "host.log"), settings);
    }

    /// <summary>
    /// SIGKILL of the host: nothing is finished, nothing is flushed, and the worker must see for itself that it is alone.
    /// </summary>
    public async Task KillHostAsync()
    {
        var workers = await WorkersAsync();
        await host!.KillAsync();
        await Task.WhenAll(workers.Select(GoneAsync));
    }

    /// <summary>SIGKILL of the worker alone; the host starts another.</summary>
    public async Task KillWorkerAsync() => await Task.WhenAll((await WorkersAsync()).Select(ChildProcesses.KillAsync));

    /// <summary>SIGKILL of both at once, as when the machine loses power.</summary>
    public async Task KillBothAsync()
    {
        var workers = await WorkersAsync();
        await Task.WhenAll([host!.KillAsync(), .. workers.Select(ChildProcesses.KillAsync)]);
    }

    /// <param name="onRequest">Sees every request before it is sent.</param>
    public PerfFlowClient Client(Action? onRequest = null)
    {
        var started = host!;
        var patient = new PatientHandler(new Watched(onRequest), ended: () => started.HasExited ? "The host has ended." : null);
        clients.Add(patient);
        return new(
            patient.ClientOf(started.Address),
            new DevelopmentTokens(DevelopmentKey.FromLocalSettings(), TimeProvider.System),
            People.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
            folder.Refresh();
        }
    }

    private Task<IReadOnlyList<int>> WorkersAsync() => ChildProcesses.OfAsync(host!.Id, Worker);

    private static async Task GoneAsync(int worker)
    {
        try
        {
            using var process = Process.GetProcessById(worker);
            await process.WaitForExitAsync().WaitAsync(WorkerDeadline);
        }
        catch (ArgumentException)
        {
            // It was quicker.
        }
    }

    private sealed class Watched(Action? onRequest) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            onRequest?.Invoke();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
