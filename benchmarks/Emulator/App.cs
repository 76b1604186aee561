using System.Diagnostics;
using PerfFlow.Azurite;

namespace PerfFlow.Benchmarks.Emulator;

/// <summary>The semantics app in the emulator, as a child process on an Azurite of its own.</summary>
internal sealed class App : IAsyncDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "PerfFlow.SemanticsApp.dll");

    private readonly AzuriteServer azurite;
    private FunctionAppProcess process;

    private App(AzuriteServer azurite, FunctionAppProcess process)
    {
        this.azurite = azurite;
        this.process = process;
        Http = Client(process);
    }

    public HttpClient Http { get; private set; }

    public string Storage => azurite.ConnectionString;

    public static async Task<App> StartAsync()
    {
        var azurite = await AzuriteServer.StartAsync();
        return new App(azurite, await LaunchAsync(azurite));
    }

    public async Task KillAndStartAsync()
    {
        await process.KillAsync();
        Http.Dispose();
        process.Dispose();
        process = await LaunchAsync(azurite);
        Http = Client(process);
    }

    /// <summary>Processor time the process has used, and the memory it holds now in bytes.</summary>
    public (TimeSpan Processor, long Memory) Usage()
    {
        using var info = Process.GetProcessById(process.Id);
        return (info.TotalProcessorTime, info.WorkingSet64);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Dispose();
        await azurite.DisposeAsync();
    }

    // The timer of the semantics app ticks every second; here it would be measured as idle load.
    private static Task<FunctionAppProcess> LaunchAsync(AzuriteServer azurite) => FunctionAppProcess.StartAsync(
        Assembly, azurite.ConnectionString, ("TickSchedule", "0 0 0 1 1 *"), ("AzureFunctionsJobHost__extensions__durableTask__extendedSessionsEnabled", "true"));

    private static HttpClient Client(FunctionAppProcess process) =>
        new() { BaseAddress = new Uri(process.Address, "api/"), Timeout = TimeSpan.FromMinutes(10) };
}
