using System.Diagnostics;

namespace PerfFlow.LocalHost.Processes;

/// <summary>
/// Ends what this process started as soon as this process is gone, however it went: a test runner kills its test host without
/// asking, and then no handler in it runs. A shell outside our process tree waits for a pipe to close.
/// </summary>
public sealed class Leash : IDisposable
{
    // A line means: all is done. The end of the pipe without one: we are dead. What does not listen for 30 seconds is killed.
    private const string Script =
        """
        exec 3<&0
        (
          trap "" INT TERM HUP
          read -r released && exit
          kill -s "$1" -- "$2"
          for step in $(seq 300); do kill -s 0 -- "$2" || break; sleep 0.1; done
          kill -s KILL -- "$2"
          [ -z "$3" ] || rm -rf -- "$3"
        ) <&3 >/dev/null 2>&1 &
        """;

    private readonly Process? shell;

    private Leash(string signal, string target, string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        shell = Process.Start(new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            ArgumentList = { "-c", Script, nameof(Leash), signal, target, folder },
        })!;
        shell.WaitForExit(); // only the part in the background goes on, as nobody's child
    }

    /// <summary>Holds a process group, which is asked to end, and the folder it works in.</summary>
    public static Leash OfGroup(int groupId, DirectoryInfo folder) => new("INT", $"-{groupId}", folder.FullName);

    /// <summary>Holds a process group that may be killed at any moment.</summary>
    internal static Leash OfGroup(int groupId) => new("KILL", $"-{groupId}", "");

    /// <summary>Holds a process that may be killed at any moment.</summary>
    public static Leash OfProcess(int processId) => new("KILL", $"{processId}", "");

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        shell?.StandardInput.WriteLine();
        shell?.Dispose();
    }
}
