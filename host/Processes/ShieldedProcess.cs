using System.Diagnostics;

namespace PerfFlow.LocalHost.Processes;

/// <summary>
/// A process that leads a group of its own where the system allows it (Linux, macOS): signals of the terminal do not reach it,
/// and a signal to the group reaches whatever it started. Its output goes to a file, which outlives this process.
/// </summary>
internal sealed class ShieldedProcess
{
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
            : [.. ProcessGroup.Leader(), "/bin/sh", "-c", "exec \"$@\" </dev/null >>\"$0\" 2>&1", output, command, .. arguments];
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
            ProcessGroup.AskToEnd(Id);
            for (var waited = Stopwatch.StartNew(); ProcessGroup.Exists(Id) && waited.Elapsed < deadline;)
            {
                await Task.Delay(Step);
            }

            // Whoever is left: npx may have ended before the server that it started.
            ProcessGroup.Kill(Id);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }
}
