using PerfFlow.Azurite;
using PerfFlow.Basics;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.Load;

/// <summary>PerfFlow in the local host as processes, and clients of it; no timer of its own goes off.</summary>
internal sealed class HostedUnits : IDisposable
{
    private const string Key = "a-key-of-these-measurements-alone-0123456789";
    private const string Never = "0 0 0 1 1 *";

    private readonly HttpClient http;
    private readonly DevelopmentTokens tokens = new(Key, TimeProvider.System);

    private HostedUnits(FunctionAppProcess process)
    {
        Process = process;
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
        {
            BaseAddress = process.Address,
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    public FunctionAppProcess Process { get; }

    /// <param name="storage">Its <c>AzureWebJobsStorage</c>: an Azurite, or what stands in front of it.</param>
    /// <param name="log">Access log of that Azurite.</param>
    public static async Task<HostedUnits> StartAsync(string storage, string log) => new(await FunctionAppProcess.StartAsync(
        BuildOutput.Of("functions"),
        storage,
        ("AzuriteLog", log),
        ("DevelopmentKey", Key),
        ("TellAfter", "00:00:00"),
        ("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "00:00:00.5"),
        ("SweepSchedule", Never),
        ("PurgeSchedule", Never)));

    /// <param name="name">Units of a run are told apart by it.</param>
    public LoadedUnit Unit(string name, BureauYear bureau, FilledSheets sheets, YearPlan plan) =>
        new(new PerfFlowClient(http, tokens, new People(bureau).Admin), bureau, sheets, name, plan);

    public void Dispose()
    {
        http.Dispose();
        Process.Dispose();
    }
}
