using System.Diagnostics;

namespace PerfFlow.LocalHost.Tests.Running;

/// <summary>The host as a person starts it at the terminal, until it ends.</summary>
internal static class HostProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static readonly string Dll = Path.Combine(BuildOutput.Of("host"), "PerfFlow.LocalHost.dll");

    public static readonly string App = BuildOutput.Of("tests/Support/SemanticsApp");

    /// <summary>Runs to its end.</summary>
    /// <param name="settings">As environment variables; null values are taken away.</param>
    public static async Task<(int Code, string Said, string Complained)> RunAsync(
        string[] arguments, params (string Name, string? Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await said, (await complained).Trim());
    }
}
