using System.Diagnostics;

namespace PerfFlow.Azurite;

/// <summary>A function app in the emulator as a child process on a free loopback port, so that a test can kill it at any moment.</summary>
public sealed class FunctionAppProcess : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

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

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>The first lines it printed, for a test's failure message.</summary>
    public string Printed => printed.ToString();

    /// <summary>Starts the app and waits until it takes connections.</summary>
    /// <param name="assembly">Path of the app's assembly; host.json lies beside it.</param>
    /// <param name="storage">Its <c>AzureWebJobsStorage</c>.</param>
    /// <param name="settings">More settings, as environment variables.</param>
    /// <exception cref="InvalidOperationException">It ended or does not listen; the message has what it printed.</exception>
    public static async Task<FunctionAppProcess> StartAsync(
        string assembly, string storage, params (string Name, string Value)[] settings)
    {
        var port = Port.Free();
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.GetDirectoryName(assembly),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { assembly, "--port", $"{port}" },
            Environment = { ["AzureWebJobsStorage"] = storage },
        };
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
            throw new InvalidOperationException($"{Path.GetFileName(assembly)} did not start ({failure.Message}). It printed: {printed}", failure);
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        leash.Dispose();
        process.Dispose();
    }
}
