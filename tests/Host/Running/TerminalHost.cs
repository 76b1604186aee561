using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.LocalHost.Processes;

namespace PerfFlow.LocalHost.Tests.Running;

/// <summary>The host as it runs in a terminal, in a folder of its own.</summary>
internal sealed class TerminalHost : IDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly Leash leash;
    private readonly Uri address;

    private TerminalHost(Process process, Uri address)
    {
        this.process = process;
        this.address = address;
        leash = Leash.OfProcess(process.Id);
    }

    /// <summary>Process id of the worker that the host has now.</summary>
    public async Task<int> WorkerAsync() => Assert.Single(await ChildProcesses.OfAsync(process.Id, "--functions-worker-id"));

    public static bool IsAlive(int id)
        => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<TerminalHost> StartAsync(string folder, string storage)
    {
        var port = LoopbackPort.Free();
        var start = Interruptible.Of("dotnet", [HostProcess.Dll, "--app", HostProcess.App, "--port", $"{port}"]);
        (start.WorkingDirectory, start.RedirectStandardOutput) = (folder, true);
        (start.Environment["AzureWebJobsStorage"], start.Environment["TickSchedule"]) = (storage, "0 0 0 1 1 *");
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        var host = new TerminalHost(process, new Uri($"http://127.0.0.1:{port}/"));
        await Eventually.HoldsAsync(host.AnswersAsync, "the host answers");
        return host;
    }

    public async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(address, "admin/host/status"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The answer of a function.</summary>
    public Task<string> AskAsync() => Http.GetStringAsync(new Uri(address, "api/routes/units/2023/x"));

    /// <param name="signal">TERM, INT or KILL.</param>
    public async Task<int> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(EndsWithin);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        leash.Dispose();
        process.Dispose();
    }
}
