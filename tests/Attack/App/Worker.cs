using System.Diagnostics;
using System.Globalization;

namespace PerfFlow.Attack.Tests.App;

/// <summary>The worker process of an app as the kernel sees it.</summary>
internal static class Worker
{
    /// <summary>Bytes of memory that are its own, in RAM.</summary>
    public static async Task<long> MemoryAsync(this AttackedApp app)
    {
        var resident = (await File.ReadAllLinesAsync($"/proc/{await IdAsync(app)}/status"))
            .Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Files, sockets and all else that it holds open.</summary>
    public static async Task<int> HandlesAsync(this AttackedApp app) =>
        Directory.EnumerateFileSystemEntries($"/proc/{await IdAsync(app)}/fd").Count();

    /// <summary>Time of processors that it has used.</summary>
    public static async Task<TimeSpan> BusyAsync(this AttackedApp app)
    {
        using var process = Process.GetProcessById(await IdAsync(app));
        return process.TotalProcessorTime;
    }

    private static async Task<int> IdAsync(AttackedApp app) => (await app.Process.WorkersAsync()).Single();
}
