using System.Reflection;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.LocalHost;

namespace PerfFlow.InProcess;

/// <summary>How <see cref="InProcessApp"/> runs an app.</summary>
/// <param name="App">The isolated-worker app: its entry point composes it. host.json lies beside it.</param>
/// <param name="Settings">Of host and worker; they win over the environment.</param>
public sealed record InProcessOptions(Assembly App, IReadOnlyDictionary<string, string?> Settings)
{
    /// <summary>Runs after the app's own composition: the place to replace what stands at the edge of the process.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>
    /// The clock of the app, of its orchestrations and their durable timers; null for the machine's. Timer triggers run on the machine's.
    /// </summary>
    public TimeProvider? Clock { get; init; }
}

/// <summary>An isolated-worker app with its host and its hub in this process. Several may run side by side, also on one storage.</summary>
public sealed class InProcessApp : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly InMemoryHub hub;
    private InProcessWorker? worker;
    private LocalFunctionsHost? host;

    private InProcessApp(DirectoryInfo folder, InMemoryHub hub) => (this.folder, this.hub) = (folder, hub);

    /// <summary>Where it answers, without the route prefix.</summary>
    public Uri Address => host!.Address;

    /// <summary>The app's own.</summary>
    public IServiceProvider Services => worker!.Services;

    /// <summary>The host's, such as the Durable Task extension.</summary>
    public IServiceProvider HostServices => host!.Services;

    /// <summary>Where its orchestrations are.</summary>
    public InMemoryHub Hub => hub;

    /// <summary>Returns when its triggers listen.</summary>
    public static async Task<InProcessApp> StartAsync(InProcessOptions options)
    {
        // A folder of its own, without local settings; its name is the host's, under which it keeps locks and what it has told.
        var folder = Directory.CreateTempSubdirectory("perfflow-host-");
        File.Copy(Path.Combine(Path.GetDirectoryName(options.App.Location)!, "host.json"), Path.Combine(folder.FullName, "host.json"));
        var app = new InProcessApp(folder, new InMemoryHub(options.Clock));
        try
        {
            app.host = await LocalFunctionsHost.StartAsync(new(folder.FullName, Port: 0)
            {
                HostId = folder.Name,
                Settings = new Dictionary<string, string?>(options.Settings) { [InMemoryHub.Selected.Key] = InMemoryHub.Selected.Value },
                StartWorker = async (endpoint, id, settings) =>
                    app.worker = await InProcessWorker.StartAsync(options.App, endpoint, id, settings, services =>
                    {
                        if (options.Clock is { } clock)
                        {
                            services.AddSingleton(clock);
                        }

                        options.ConfigureServices?.Invoke(services);
                    }),
                Services = services => services.AddSingleton<IDurabilityProviderFactory>(app.hub),
            });
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The host ends its worker.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
