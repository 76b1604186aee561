using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PerfFlow.Demo.Launch;

/// <summary>
/// The local host with the app, as one child process: its worker, and the storage it may start, are its own to end.
/// Disposing stops it in order.
/// </summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45); // it gives its worker, then its storage, time of their own

    private readonly Process process;
    private readonly HostLog log;

    private HostProcess(Process process, HostLog log, Uri address)
    {
        this.process = process;
        this.log = log;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The last lines it printed, where it says why it ended.</summary>
    public string LastWords
    {
        get
        {
            if (process.HasExited)
            {
                process.WaitForExit(); // what it printed last may still be on its way
            }

            return log.LastWords;
        }
    }

    /// <summary>Starts the host and returns when the app says it is ready.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="logFile">Where everything goes that host and app print.</param>
    /// <param name="settings">Environment of the host, on top of this process's.</param>
    /// <exception cref="DemoException">The port is taken, something is missing, or host or app did not start.</exception>
    public static async Task<HostProcess> StartAsync(
        int port, string logFile, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(Repository.LocalHost) || !File.Exists(Path.Combine(Repository.FunctionApp, "worker.config.json")))
        {
            throw new DemoException("The app or its host is not built: run dotnet build in the repository's folder.");
        }

        port = port == 0 ? FreePort() : port;
        RefuseTakenPort(port);
        var process = Launch(port, settings ?? new Dictionary<string, string>());
        var host = new HostProcess(process, new HostLog(process, logFile), new Uri($"http://localhost:{port}"));
        try
        {
            await Readiness.WaitAsync(host.Address, () => host.process.HasExited, cancellation);
            return host;
        }
        catch (DemoException failure)
        {
            await host.StopAsync();
            var said = host.LastWords;
            await host.DisposeAsync();
            throw new DemoException(
                $"The host did not start the app ({failure.Message}). "
                + $"It printed:{Environment.NewLine}{said}{Environment.NewLine}All of it: {logFile}",
                failure);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>As <c>kill -9</c>: nothing is finished, nothing is ended in order.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Returns when the host has ended by itself.</summary>
    public Task WaitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
        log.Dispose();
    }

    private static Process Launch(int port, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Repository.LocalHost, "--app", Repository.FunctionApp, "--port", $"{port}" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new DemoException(
                "There is no dotnet on the PATH, and the host needs it: "
                + "install the .NET 10 SDK (https://dot.net), or add its folder to the PATH.",
                missing);
        }
    }

    /// <summary>Asks first, so that the host can end its worker and then the storage that it may have started.</summary>
    private async Task StopAsync()
    {
        if (process.HasExited)
        {
            return;
        }

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
                $"Port {port} is taken. "
                + $"Stop what listens there, choose another with --port, or play against it with --target http://localhost:{port}.",
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
