using System.Reflection;
using DurableTask.Core.Query;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Azurite;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Launch;
using PerfFlow.Demo.Year;
using PerfFlow.InProcess;
using PerfFlow.Storage;

namespace PerfFlow.Load;

/// <summary>
/// What a year costs: the demo's 13 projects played over HTTP against the app in this process, on an in-memory hub, with every
/// storage transaction of our own counted. Counts, not times: a loaded machine changes only how often the demo looks.
/// </summary>
/// <param name="Own">Of the year itself.</param>
/// <param name="Waiting">What the demo asks while it waits, and a person looks at: the bill of its callers, not of the year.</param>
/// <param name="Rounds">What comes round by the clock, whatever happens in the year.</param>
/// <param name="Sweeps">How often it came round.</param>
/// <param name="History">Events in the histories of all instances, by orchestrator.</param>
internal sealed record PlayedCost(
    int Projects,
    IReadOnlyList<Sent> Own,
    IReadOnlyList<Sent> Waiting,
    IReadOnlyList<Sent> Rounds,
    int Sweeps,
    IReadOnlyDictionary<string, int> History)
{
    private const string Key = "a-key-of-this-count-alone-0123456789";
    private const double Pace = 0.3;
    private const string Sweep = "Sweep";

    private static readonly string[] Looks = ["GetItem", "GetUpload", "GetYear", "GetReport"];
    private static readonly string[] Clocked = [Sweep, "HealUploads", "HealInstances", "GuardLedger", "SendMails"];

    public static async Task<PlayedCost> OfTheDemosYearAsync()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var transactions = new Transactions();
        await using var host = await StartAsync(azurite, transactions);
        var bureau = BureauYear.Load();
        await PlayAsync(host, bureau);

        var all = transactions.All.Where(sent => sent.Function != Transactions.StartUp).ToList();
        return new(
            bureau.Projects.Count,
            [.. all.Where(sent => !Looks.Contains(sent.Function) && !Clocked.Contains(sent.Function))],
            [.. all.Where(sent => Looks.Contains(sent.Function))],
            [.. all.Where(sent => Clocked.Contains(sent.Function))],
            all.Count(sent => sent.Function == Sweep),
            await HistoryAsync(host.Hub));
    }

    private static async Task<Dictionary<string, int>> HistoryAsync(InMemoryHub hub)
    {
        var every = new OrchestrationQuery { PageSize = int.MaxValue - 1 };
        var found = await ((IOrchestrationServiceQueryClient)hub.GetDurabilityProvider()).GetOrchestrationWithQueryAsync(
            every, CancellationToken.None);
        return found.OrchestrationState
            .GroupBy(state => state.Name, state => hub.HistoryOf(state.OrchestrationInstance.InstanceId)?.Count ?? 0)
            .ToDictionary(group => group.Key, group => group.Sum());
    }

    private static Task<InProcessApp> StartAsync(AzuriteServer azurite, Transactions transactions)
    {
        // Built beside this program and not linked: whoever counts may have another app beside it, and both would bring a host.json.
        var app = Assembly.LoadFrom(Path.Combine(Repository.FunctionApp, "PerfFlow.Functions.dll"));
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["DevelopmentKey"] = Key,
            ["SweepSchedule"] = "*/20 * * * * *",
            ["AzureWebJobs:logging:logLevel:default"] = "Warning",
        };
        return InProcessApp.StartAsync(new(app, settings)
        {
            ConfigureServices = services =>
            {
                services.AddSingleton(StorageClients.Connect(azurite.ConnectionString, transactions));
                Transactions.Follow(services);
            },
        });
    }

    private static async Task PlayAsync(InProcessApp host, BureauYear bureau)
    {
        var folder = Directory.CreateTempSubdirectory("perfflow-cost-");
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(10) };
        var client = new PerfFlowClient(http, new DevelopmentTokens(Key, TimeProvider.System), new People(bureau).Admin);
        var run = new RunFile("cost", SecondsPlan.From(TimeProvider.System.GetUtcNow(), Pace));
        try
        {
            await new YearRun(client, bureau, run, folder.FullName, new Silence()).PlayAsync(CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Silence : IYearProgress
    {
        public void StageAnnounced(string stage, int sheets)
        {
        }

        public void StageOpened(string stage)
        {
        }

        public void SheetDone(string stage, Project? project)
        {
        }

        public void Note(string stage, Project? project, string text)
        {
        }
    }
}
