using System.Runtime.InteropServices;

namespace PerfFlow.LocalHost.Processes;

/// <summary>
/// A process that leads a group of its own (Linux, macOS): signals of the terminal do not reach it, and a signal to the group reaches
/// whatever it started. On Windows there are none.
/// </summary>
internal static class ProcessGroup
{
    private const int Interrupt = 2;
    private const int KillNow = 9;

    /// <summary>What to put before a command so that it leads a group; nothing where the system has no such program.</summary>
    public static string[] Leader() =>
        CommandPath.Find("setsid") is { } setsid ? [setsid]
        : CommandPath.Find("perl") is { } perl ? [perl, "-e", "setpgrp(0, 0); exec { $ARGV[0] } @ARGV or die $!"] // macOS has no setsid
        : [];

    public static bool Exists(int id) => NativeMethods.Kill(-id, 0) == 0;

    public static void AskToEnd(int id) => _ = NativeMethods.Kill(-id, Interrupt);

    public static void Kill(int id) => _ = NativeMethods.Kill(-id, KillNow);

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);
    }
}
