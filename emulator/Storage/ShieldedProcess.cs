using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PerfFlow.Emulator.Storage;

/// <summary>
/// A process that leads a group of its own where the system allows it (Linux, macOS): signals of the terminal do not reach it,
/// and a signal to the group reaches whatever it started. Its output goes to a file, which outlives this process.
/// </summary>
internal sealed class ShieldedProcess
{
    private const int Interrupt = 2;
    private const int KillNow = 9;
    private const int Exists = 0;
    private const int TailLength = 2_000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    // Azurite on Windows can only be killed: give it the time to save first.
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(6);

    private readonly Process process;
    private readonly string output;

    private ShieldedProcess(Process process, string output)
    {
        this.process = process;
        this.output = output;
        Id = process.Id;
    }

    public bool HasExited => process.HasExited;

    /// <summary>Also the id of its group, where it leads one.</summary>
    public int Id { get; }

    public static ShieldedProcess Start(string command, IReadOnlyList<string> arguments, string output)
    {
        File.WriteAllText(output, "");
        var start = new ProcessStartInfo { UseShellExecute = false };
        string[] line = OperatingSystem.IsWindows()
            ? ["cmd.exe", "/d", "/c", command, .. arguments, ">", output, "2>&1"]
            : [.. GroupLeader(), "/bin/sh", "-c", "exec \"$@\" </dev/null >\"$0\" 2>&1", output, command, .. arguments];
        start.FileName = line[0];
        foreach (var argument in line.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        return new ShieldedProcess(Process.Start(start)!, output);
    }

    /// <summary>The end of what it printed.</summary>
    public string Printed()
    {
        var text = File.ReadAllText(output).Trim();
        return text.Length > TailLength ? text[^TailLength..] : text;
    }

    /// <summary>Asks it to end and waits until the whole group has; kills it after the deadline.</summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        if (OperatingSystem.IsWindows())
        {
            await Task.Delay(SaveInterval);
        }
        else
        {
            _ = NativeMethods.Kill(-Id, Interrupt);
            for (var waited = Stopwatch.StartNew(); NativeMethods.Kill(-Id, Exists) == 0 && waited.Elapsed < deadline;)
            {
                await Task.Delay(Step);
            }

            // Whoever is left: npx may have ended before the server that it started.
            _ = NativeMethods.Kill(-Id, KillNow);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string[] GroupLeader() =>
        CommandPath.Find("setsid") is { } setsid ? [setsid]
        : CommandPath.Find("perl") is { } perl ? [perl, "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die $!"] // macOS has no setsid
        : [];

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);
    }
}
