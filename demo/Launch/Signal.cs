using System.Diagnostics;

namespace PerfFlow.Demo.Launch;

/// <summary>Asks a process to end.</summary>
internal static class Signal
{
    /// <summary>SIGTERM; where there are no signals the process is ended at once.</summary>
    public static void Terminate(int processId)
    {
        if (OperatingSystem.IsWindows())
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
            return;
        }

        using var kill = Process.Start("kill", ["-TERM", $"{processId}"]);
        kill.WaitForExit();
    }
}
