using System.Diagnostics;
using PerfFlow.Azurite;
using PerfFlow.Basics;

namespace PerfFlow.Benchmarks.Host;

/// <summary>Processor time used and memory held, in bytes, by one process.</summary>
internal sealed record Usage(TimeSpan Processor, long Memory)
{
    public static Usage Of(int process)
    {
        using var info = Process.GetProcessById(process);
        return new(info.TotalProcessorTime, info.WorkingSet64);
    }
}

/// <summary>A function app in the local host, as processes, on an Azurite of its own.</summary>
internal sealed class App : IAsyncDisposable
{
    /// <summary>The app of the semantics suite.</summary>
    public const string Semantics = "tests/Support/SemanticsApp";

    /// <summary>PerfFlow itself.</summary>
    public const string PerfFlow = "functions";

    private readonly Storage storage;

    private App(Storage storage, FunctionAppProcess process)
    {
        this.storage = storage;
        Process = process;
        Http = new() { BaseAddress = new Uri(process.Address, "api/"), Timeout = TimeSpan.FromMinutes(10) };
    }

    public FunctionAppProcess Process { get; }

    public HttpClient Http { get; }

    public string ConnectionString => storage.ConnectionString;

    /// <param name="app">Its folder in the repository.</param>
    /// <param name="withLog">Whether the host may read the Azurite's access log, as it reads that of the one it starts itself.</param>
    public static async Task<App> StartAsync(string app, bool inMemory, bool withLog = true)
    {
        var storage = await Storage.StartAsync(inMemory);
        try
        {
            return new App(storage, await LaunchAsync(app, storage, withLog));
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the host, and returns when it listens.</summary>
    public static Task<FunctionAppProcess> LaunchAsync(string app, Storage storage, bool withLog = true) => FunctionAppProcess.StartAsync(
        BuildOutput.Of(app),
        storage.ConnectionString,
        ("TickSchedule", "0 0 0 1 1 *"), // the timers of both apps would be measured as idle load
        ("SweepSchedule", "0 0 0 1 1 *"),
        ("NightlySchedule", "0 0 0 1 1 *"),
        ("AzuriteLog", withLog ? storage.LogFile : ""));

    public Usage OfHost() => Usage.Of(Process.Id);

    public async Task<Usage> OfWorkerAsync() => Usage.Of((await Process.WorkersAsync()).Single());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Process.Dispose();
        await storage.DisposeAsync();
    }
}
