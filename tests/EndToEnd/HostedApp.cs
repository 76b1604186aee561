using PerfFlow.Azurite;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The app as the demo starts it, a child process in the emulator, on an Azurite of the test's own.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-year-");
    private AppProcess? app;

    public static BureauYear Bureau { get; } = BureauYear.Load();

    public static People People { get; } = new(Bureau);

    public string Folder => folder.FullName;

    public async Task StartAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["SweepSchedule"] = "*/5 * * * * *",
        };
        app = await AppProcess.StartAsync(0, Path.Combine(Folder, "app.log"), settings);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        await app!.KillAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <param name="onRequest">Sees every request before it is sent.</param>
    public PerfFlowClient Client(Func<Task>? onRequest = null)
        => new(
            new HttpClient(new Watched(onRequest)) { BaseAddress = app!.Address },
            new DevelopmentTokens(DevelopmentKey.FromLocalSettings(), TimeProvider.System),
            People.Admin);

    public async ValueTask DisposeAsync()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        app = null;
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
            folder.Refresh();
        }
    }

    private sealed class Watched(Func<Task>? onRequest) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await (onRequest?.Invoke() ?? Task.CompletedTask);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
