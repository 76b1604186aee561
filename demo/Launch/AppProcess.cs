using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PerfFlow.Demo.Launch;

/// <summary>The function app in the emulator, as a child process. Disposing stops it and what it started.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly AppLog log;

    private AppProcess(Process process, AppLog log, Uri address)
    {
        this.process = process;
        this.log = log;
        Address = address;
    }

    public Uri Address { get; }

    public bool HasExited => process.HasExited;

    /// <summary>Starts the app and returns when it says it is ready.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="logFile">Where everything goes that the app prints.</param>
    /// <param name="settings">Environment of the app, on top of this process's.</param>
    /// <exception cref="DemoException">The port is taken, or the app did not start.</exception>
    public static async Task<AppProcess> StartAsync(int port, string logFile, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(Repository.FunctionApp))
        {
            throw new DemoException("The function app is not built: run dotnet build.");
        }

        port = port == 0 ? FreePort() : port;
        RefuseTakenPort(port);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Repository.FunctionApp, "--port", $"{port}" },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var app = new AppProcess(process, new AppLog(process, logFile), new Uri($"http://localhost:{port}"));
        try
        {
            await Readiness.WaitAsync(app.Address, () => app.process.HasExited, cancellation);
            return app;
        }
        catch (DemoException failure)
        {
            await app.KillAsync();
            throw new DemoException($"The function app did not start ({failure.Message}). It printed:{Environment.NewLine}{app.log.Tail}", failure);
        }
        catch
        {
            await app.KillAsync();
            throw;
        }
    }

    /// <summary>As <c>kill -9</c>: the app has no chance to finish anything. What it started lives on.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Returns when the app has ended by itself.</summary>
    public Task WaitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync();
        }

        process.Dispose();
        log.Dispose();
    }

    /// <summary>Asks first, so that the app can stop the storage that it may have started.</summary>
    private async Task StopAsync()
    {
        Signal.Terminate(process.Id);
        using var patience = new CancellationTokenSource(StopDeadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static void RefuseTakenPort(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException failure)
        {
            throw new DemoException(
                $"Port {port} is taken. Stop what listens there, choose another with --port, or play against it with --target http://localhost:{port}.",
                failure);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
