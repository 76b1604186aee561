using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PerfFlow.Azurite;

/// <summary>Processes that another process started; .NET does not tell whose child a process is.</summary>
public static class ChildProcesses
{
    /// <summary>The children whose command line contains the text.</summary>
    public static async Task<IReadOnlyList<int>> OfAsync(int parent, string command)
    {
        using var list = Process.Start(new ProcessStartInfo("ps")
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-A", "-ww", "-o", "pid=,ppid=,args=" },
        })!;
        var lines = await list.StandardOutput.ReadToEndAsync();
        await list.WaitForExitAsync();
        return
        [
            .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries))
                .Where(row => row.Length == 3 && Number(row[1]) == parent && row[2].Contains(command, StringComparison.Ordinal))
                .Select(row => Number(row[0])),
        ];

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it as a power cut would (SIGKILL), if it has not ended by itself.</summary>
    public static async Task KillAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended meanwhile.
        }
    }
}
