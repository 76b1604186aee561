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

namespace PerfFlow.Benchmarks.Cost;

/// <summary>
/// What a year costs: the demo's 13 projects played over HTTP against the app in this process, on an in-memory hub, with every
/// storage transaction of our own counted. Counts, not times: a loaded machine changes only how often the demo looks.
/// </summary>
internal static class YearCost
{
    private const string Key = "a-key-of-this-benchmark-alone-0123456789";
    private const int ProvinceUnits = 15_000;
    private const double Pace = 0.3;

    /// <summary>What the demo asks while it waits, and a person looks at: the bill of its callers, not of the year.</summary>
    private static readonly string[] Waiting = ["GetItem", "GetUpload", "GetYear", "GetReport"];

    /// <summary>What comes round by the clock, whatever happens in the year.</summary>
    private static readonly string[] Rounds = ["Sweep", "HealUploads", "HealInstances", "GuardLedger", "SendMails"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var transactions = new Transactions();
        await using var host = await StartAsync(azurite, transactions);
        var bureau = BureauYear.Load();
        await PlayAsync(host, bureau);

        var projects = bureau.Projects.Count;
        var all = transactions.All.Where(sent => sent.Function != "start-up").ToList();
        var own = all.Where(sent => !Waiting.Contains(sent.Function) && !Rounds.Contains(sent.Function)).ToList();
        var perProject = (double)own.Count / projects;
        return
        [
            .. own.GroupBy(sent => sent.Function)
                .OrderByDescending(group => group.Count())
                .Select(group => new Figure($"{group.Key}, a project-year", Per(group.Count()), "transactions")),
            new("tables, a project-year", Per(own.Count(sent => sent.IsTable)), "transactions"),
            new("blobs, a project-year", Per(own.Count(sent => !sent.IsTable)), "transactions"),
            new("total, a project-year", perProject, "transactions"),
            new("a province of 15,000 such units, a year", perProject * projects * ProvinceUnits / 1e6, "million transactions"),
            new("looking while it waits, a project-year of the demo", Per(all.Count(sent => Waiting.Contains(sent.Function))), "transactions"),
            .. SweepOf(all),
            .. await HistoryAsync(host.Hub, projects),
        ];

        double Per(int count) => (double)count / projects;
    }

    /// <summary>By unit and round, since it goes on whether or not anything happens.</summary>
    private static IEnumerable<Figure> SweepOf(List<Sent> all)
    {
        var runs = all.Count(sent => sent.Function == "Sweep");
        if (runs > 0)
        {
            var one = (double)all.Count(sent => Rounds.Contains(sent.Function)) / runs;
            yield return new("one round of the sweep, a unit", one, "transactions");
        }
    }

    private static async Task<IReadOnlyList<Figure>> HistoryAsync(InMemoryHub hub, int projects)
    {
        var every = new OrchestrationQuery { PageSize = int.MaxValue - 1 };
        var found = await ((IOrchestrationServiceQueryClient)hub.GetDurabilityProvider()).GetOrchestrationWithQueryAsync(every, CancellationToken.None);
        return
        [
            .. found.OrchestrationState
                .GroupBy(state => state.Name, state => hub.HistoryOf(state.OrchestrationInstance.InstanceId)?.Count ?? 0)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Figure($"{group.Key}, history of a project-year", (double)group.Sum() / projects, "events")),
        ];
    }

    private static Task<InProcessApp> StartAsync(AzuriteServer azurite, Transactions transactions)
    {
        // Built beside this program and not linked: both apps of the benchmarks would bring a host.json.
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
