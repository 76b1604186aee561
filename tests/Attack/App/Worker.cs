using System.Diagnostics;
using System.Globalization;

namespace PerfFlow.Attack.Tests.App;

/// <summary>The worker process of an app as the kernel sees it.</summary>
internal static class Worker
{
    /// <summary>Bytes of memory that it has in RAM.</summary>
    public static Task<long> MemoryAsync(this AttackedApp app) => BytesAsync(app, "VmRSS");

    /// <summary>The most that it ever had, or since <see cref="ForgetPeakAsync"/>.</summary>
    public static Task<long> PeakAsync(this AttackedApp app) => BytesAsync(app, "VmHWM");

    /// <summary>Its peak is what it has now (proc(5), clear_refs).</summary>
    public static async Task ForgetPeakAsync(this AttackedApp app) =>
        await File.WriteAllTextAsync($"/proc/{await IdAsync(app)}/clear_refs", "5");

    /// <summary>Files, sockets and all else that it holds open.</summary>
    public static async Task<int> HandlesAsync(this AttackedApp app) =>
        Directory.EnumerateFileSystemEntries($"/proc/{await IdAsync(app)}/fd").Count();

    /// <summary>Time of processors that it has used.</summary>
    public static async Task<TimeSpan> BusyAsync(this AttackedApp app)
    {
        using var process = Process.GetProcessById(await IdAsync(app));
        return process.TotalProcessorTime;
    }

    private static async Task<long> BytesAsync(AttackedApp app, string field)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{await IdAsync(app)}/status"))
            .Single(line => line.StartsWith($"{field}:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task<int> IdAsync(AttackedApp app) => (await app.Process.WorkersAsync()).Single();
}
