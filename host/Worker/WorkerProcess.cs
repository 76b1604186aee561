using System.ComponentModel;
using System.Diagnostics;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.LocalHost.Worker;

/// <summary>
/// The isolated worker: the app itself, in a process of its own. It leads a group, so that the terminal's Ctrl-C reaches the host
/// alone, and is on a leash, so that it does not outlive a host that was killed.
/// </summary>
internal sealed class WorkerProcess : IWorker
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly bool leadsGroup;
    private readonly Leash leash;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(Process process, bool leadsGroup, ILogger log)
    {
        this.process = process;
        this.leadsGroup = leadsGroup;
        leash = leadsGroup ? Leash.OfGroup(process.Id) : Leash.OfProcess(process.Id);
        process.Exited += (_, _) => ended.TrySetResult(); // waiting for its end waits for its output too, which a child of it may hold open
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Print(line.Data);
        process.ErrorDataReceived += (_, line) => Print(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Print(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                log.WorkerPrinted(line);
            }
        }
    }

    public Task Ended => ended.Task;

    /// <exception cref="StartupException">There is no <c>dotnet</c> to start it with.</exception>
    public static WorkerProcess Start(
        FunctionApp app, Uri endpoint, string workerId, IReadOnlyDictionary<string, string?> settings, ILogger log)
    {
        var leader = ProcessGroup.Leader();
        string[] command =
        [
            .. leader, Dotnet(), app.Assembly,
            "--functions-uri", endpoint.ToString(), "--functions-worker-id", workerId,
            "--functions-request-id", Guid.NewGuid().ToString(), "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = app.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        start.Environment["AzureWebJobsScriptRoot"] = app.Folder;
        start.Environment.Remove("ASPNETCORE_URLS"); // the worker's server takes a port of its own choice
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        try
        {
            return new(Process.Start(start)!, leader.Length > 0, log);
        }
        catch (Win32Exception missing)
        {
            throw new StartupException($"The worker cannot be started with {command[0]}: {missing.Message}", missing);
        }
    }

    /// <summary>Gives a worker that was asked to end the time for it, then ends it and whatever it has started.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(Ended, Task.Delay(Grace));
        Kill();
        await Task.WhenAny(Ended, Task.Delay(Grace));
        leash.Dispose();
        process.Dispose();
    }

    public void Kill()
    {
        if (leadsGroup)
        {
            ProcessGroup.Kill(process.Id);
        }
        else if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    // The one that runs the host, whatever the PATH says.
    private static string Dotnet() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own
        : CommandPath.Find("dotnet")
            ?? throw new StartupException(
                "There is no dotnet on the PATH to start the worker with: install the .NET SDK the app is built with (https://dot.net).");
}
