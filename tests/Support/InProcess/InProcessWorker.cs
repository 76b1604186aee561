using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfFlow.LocalHost;
using PerfFlow.LocalHost.Worker;

namespace PerfFlow.InProcess;

/// <summary>An isolated-worker app run by its own Program within this process, with services replaced before it is built.</summary>
internal sealed class InProcessWorker : IWorker
{
    /// <summary>The worker finds the app's generated code through the entry assembly, which is one for the whole process.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    private readonly IHost host;
    private readonly Task program;

    private InProcessWorker(IHost host, Task program) => (this.host, this.program) = (host, program);

    public IServiceProvider Services => host.Services;

    public Task Ended => program;

    /// <param name="endpoint">Where the host waits for the worker.</param>
    /// <param name="settings">Win over the environment.</param>
    /// <param name="configure">Runs after the app's own composition.</param>
    public static async Task<InProcessWorker> StartAsync(
        Assembly app, Uri endpoint, string workerId, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection> configure)
    {
        await OneAtATime.WaitAsync();
        try
        {
            Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", Path.GetDirectoryName(app.Location));
            Environment.SetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT", Environments.Development); // goes before any argument
            Assembly.SetEntryAssembly(app);
            using var build = new BuildWatch(services =>
            {
                TakeOwnPort(services);
                configure(services);
            });
            // A thread of its own: a Program that runs to its end blocks it.
            var program = Task.Factory.StartNew(
                () => build.RunAsync(app.EntryPoint!, Arguments(endpoint, workerId, settings)),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap();
            await Task.WhenAny(build.Built, program);
            if (!build.Built.IsCompleted)
            {
                await program; // shows why it ended
                throw new InvalidOperationException($"The entry point of {app.GetName().Name} ended without running the app.");
            }

            return new(await build.Built, program);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!program.IsCompleted)
        {
            host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        }

        await program.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // why it failed, whoever waits for its end has seen
    }

    /// <summary>The long names: the short ones are read from the process's command line, not from these.</summary>
    private static string[] Arguments(Uri endpoint, string workerId, IReadOnlyDictionary<string, string?> settings) =>
    [
        "--Functions:Worker:HostEndpoint", endpoint.ToString(),
        "--Functions:Worker:WorkerId", workerId,
        "--Functions:Worker:RequestId", Guid.NewGuid().ToString(),
        "--Functions:Worker:GrpcMaxMessageLength", $"{int.MaxValue}",
        .. settings.SelectMany(
            static setting => (string[])[$"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}", setting.Value ?? ""]),
    ];

    /// <summary>The HTTP extension finds one free port for the whole process; each worker here needs its own.</summary>
    private static void TakeOwnPort(IServiceCollection services)
    {
        var port = LoopbackPort.Free();
        services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        services.PostConfigure<WorkerOptions>(worker => worker.Capabilities["HttpUri"] = $"http://127.0.0.1:{port}");
    }
}
