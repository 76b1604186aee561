using System.Diagnostics;
using PerfFlow.Basics;
using PerfFlow.LocalHost;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.Azurite;

/// <summary>
/// A function app in the local host as a child process on a free loopback port, so that a test can kill it at any moment: the host, or
/// the worker, which is the host's own child.
/// </summary>
public sealed class FunctionAppProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromMinutes(1);
    private static readonly string Host = Path.Combine(BuildOutput.Of("host"), "PerfFlow.LocalHost.dll");

    private readonly Process process;
    private readonly Transcript printed;
    private readonly Leash leash;

    private FunctionAppProcess(Process process, Transcript printed, Uri address)
    {
        this.process = process;
        this.printed = printed;
        leash = Leash.OfProcess(process.Id);
        Address = address;
    }

    /// <summary>Where it serves, without the route prefix.</summary>
    public Uri Address { get; }

    /// <summary>Of the host.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The first and the last lines that host and worker printed, for a test's failure message.</summary>
    public string Printed => printed.ToString();

    /// <summary>Starts the app and waits until it takes connections.</summary>
    /// <param name="folder">The app's own build output, see <see cref="BuildOutput"/>: worker.config.json and host.json lie in it.</param>
    /// <param name="storage">Its <c>AzureWebJobsStorage</c>.</param>
    /// <param name="settings">More settings, as environment variables.</param>
    /// <exception cref="InvalidOperationException">It ended or does not listen; the message has what it printed.</exception>
    public static async Task<FunctionAppProcess> StartAsync(
        string folder, string storage, params (string Name, string Value)[] settings)
    {
        var port = LoopbackPort.Free();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Host, "--app", folder, "--port", $"{port}" },
            Environment = { ["AzureWebJobsStorage"] = storage },
        };
        if (AzuriteServer.LogFileOf(storage) is { } log)
        {
            start.Environment["AzuriteLog"] = log; // so that the host hears of blobs at once
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var printed = new Transcript(process);
        var app = new FunctionAppProcess(process, printed, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await Port.WaitUntilListeningAsync(port, process, StartDeadline);
            return app;
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
        {
            app.Dispose();
            throw new InvalidOperationException($"{folder} did not start ({failure.Message}). It printed: {printed}", failure);
        }
    }

    /// <summary>Ends host and worker as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        var workers = await WorkersAsync();
        await KillHostAsync();
        await Task.WhenAll(workers.Select(ChildProcesses.KillAsync));
    }

    /// <summary>Ends the host alone (SIGKILL) and leaves its worker to itself.</summary>
    public async Task KillHostAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Ends the worker alone (SIGKILL); the host lives on.</summary>
    public async Task KillWorkerAsync() => await Task.WhenAll((await WorkersAsync()).Select(ChildProcesses.KillAsync));

    /// <summary>The process ids of the running workers: one, or none while it is started again.</summary>
    public Task<IReadOnlyList<int>> WorkersAsync() => ChildProcesses.OfAsync(process.Id, "--functions-worker-id");

    /// <summary>Asks it to end (SIGTERM), as a service is stopped, and waits until it has.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-s", "TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(StopDeadline);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        leash.Dispose();
        process.Dispose();
    }
}
