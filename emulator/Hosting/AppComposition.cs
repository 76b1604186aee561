using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Functions;
using PerfFlow.Emulator.Http;

namespace PerfFlow.Emulator.Hosting;

/// <summary>What stands behind the app's builder: the app's own services first, the host's triggers after, HTTP last.</summary>
internal sealed class AppComposition
{
    private const int DefaultPort = 7071;

    private readonly EmulatorSession? session = EmulatorSession.Current;
    private readonly Assembly assembly;
    private readonly AppSettings settings;

    public AppComposition(string[] args)
    {
        assembly = session?.Options.Assembly ?? Assembly.GetEntryAssembly()!;
        var folder = session?.Options.Folder ?? Path.GetDirectoryName(assembly.Location)!;
        var local = Attempt(() => LocalSettings.Read(folder));
        if (session is null)
        {
            local.AddToEnvironment();
        }

        Web = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Without watching files: each watcher costs the system an inotify instance, and many hosts may run side by side.
            Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
            ApplicationName = assembly.GetName().Name,
            ContentRootPath = folder,
            EnvironmentName = EnvironmentName(local),
        });
        Web.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = local.Values });
        Web.Configuration.AddInMemoryCollection(session?.Options.Settings ?? new Dictionary<string, string?>());
        settings = new AppSettings(Web.Configuration, Attempt(() => HostJson.Read(folder, Web.Configuration)));
        Web.WebHost.UseUrls(Url(local)).UseKestrel(kestrel => kestrel.AddServerHeader = false);
        ConsoleLines.Configure(Web.Logging, settings);
        HostServices.AddBeforeApp(Web.Services, settings);
    }

    public WebApplicationBuilder Web { get; }

    public InvocationPipeline Pipeline { get; } = new();

    /// <summary>HTTP functions can be served.</summary>
    public bool HttpIntegrated { get; set; }

    public IHost Build() => Attempt(BuildOrRefuse);

    private WebApplication BuildOrRefuse()
    {
        var catalog = FunctionCatalog.Find(assembly.GetTypes(), new FunctionBinder(settings, HttpIntegrated));
        HostServices.AddAfterApp(
            Web.Services, catalog, Pipeline, settings, session?.Options.Hub ?? HubStore.Storage, assembly.GetName().Name!.ToLowerInvariant());
        if (session?.Options.TimeProvider is { } clock)
        {
            Web.Services.Replace(ServiceDescriptor.Singleton(clock));
        }

        session?.Options.ConfigureServices?.Invoke(Web.Services);
        var app = Web.Build();
        HttpEndpoints.Map(app, catalog);
        app.Services.GetService<IDurableCode>(); // refuses a name that two orchestrators or activities claim
        StartupBanner.PrintWhenStarted(app, catalog, app.Logger);
        session?.Built.TrySetResult((app, app.Lifetime.ApplicationStarted));
        return app;
    }

    /// <summary>On its own, a refusal ends the process with its message and nothing else; inside another process it is thrown.</summary>
    private T Attempt<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (StartupException refusal) when (session is null)
        {
            throw Refusal.End(refusal);
        }
    }

    private string EnvironmentName(LocalSettings local)
    {
        const string Variable = "AZURE_FUNCTIONS_ENVIRONMENT";
        return session?.Options.Settings.GetValueOrDefault(Variable)
            ?? Environment.GetEnvironmentVariable(Variable)
            ?? local.Values.GetValueOrDefault(Variable)
            ?? Environments.Development;
    }

    private string Url(LocalSettings local) => session is not null
        ? $"http://127.0.0.1:{session.Options.Port}"
        : Web.Configuration["port"] is { } port
            ? $"http://localhost:{port}"
            : Web.Configuration["urls"] ?? $"http://localhost:{local.Port ?? DefaultPort}";
}
