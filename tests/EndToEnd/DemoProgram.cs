using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.Basics;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The demo as a person starts it: a program with a command line.</summary>
internal static class DemoProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Folder it was built into.</summary>
    public static string Folder { get; } = BuildOutput.Of("demo");

    public static Process Start(IEnumerable<string> args, string? folder = null, params (string Name, string Value)[] environment)
    {
        var start = Interruptible.Of(
            Path.Combine(folder ?? Folder, OperatingSystem.IsWindows() ? "PerfFlow.Demo.exe" : "PerfFlow.Demo"), args);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Environment.ProcessPath);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end: exit code and what it wrote to standard error.</summary>
    public static async Task<(int Code, string Said)> RunAsync(
        IEnumerable<string> args, string? folder = null, params (string Name, string Value)[] environment)
    {
        using var demo = Start(args, folder, environment);
        return await EndAsync(demo);
    }

    public static async Task<(int Code, string Said)> EndAsync(Process demo)
    {
        try
        {
            var (printed, said) = (demo.StandardOutput.ReadToEndAsync(), demo.StandardError.ReadToEndAsync());
            await Task.WhenAll(demo.WaitForExitAsync(), printed, said).WaitAsync(Deadline);
            return (demo.ExitCode, await said);
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }
    }
}
