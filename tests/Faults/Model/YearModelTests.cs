using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Azurite;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Storage;
using Xunit.Abstractions;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>
/// The app over HTTP on Azurite against a plain model: random people ask random things, in any order, twice, of versions gone by,
/// and the process dies at any write. Nothing runs by itself here: readings and wake-ups come when the sequence says.
/// <c>PERFFLOW_MODEL_SEQUENCES=1000 dotnet test tests/Faults --filter YearModel</c> looks longer; a failure prints its seed,
/// and <c>CsCheck_Seed</c> plays it again.
/// </summary>
public class YearModelTests(ITestOutputHelper output)
{
    private const int AtOnce = 4;

    private static readonly Verb[] Core = [Verb.Upload, Verb.Read, Verb.Submit, Verb.Check, Verb.Approve, Verb.Tend];

    private static int Sequences =>
        int.Parse(Environment.GetEnvironmentVariable("PERFFLOW_MODEL_SEQUENCES") ?? "14", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Whatever_people_do_state_board_and_ledger_agree_and_every_item_can_be_brought_to_its_lock()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var storage = StorageClients.Connect(azurite.ConnectionString);
        await new StorageSchema(storage).EnsureCreatedAsync();
        var faults = new UnitFaults();
        await using var app = new TestApp(azurite)
        {
            Settings = new Dictionary<string, string?>(HttpAlone())
            {
                ["RateLimit:PerMinute"] = "1000000",
                ["RateLimit:Burst"] = "1000000",
            },
            Policies = [faults],
        };
        await app.InitializeAsync();
        var units = 0;
        var reached = new ConcurrentQueue<string>();

        await Step.Sequences.SampleAsync(
            async steps =>
            {
                var year = new ModelledYear(
                    app, storage, faults, string.Create(CultureInfo.InvariantCulture, $"fault{Interlocked.Increment(ref units):D3}"));
                try
                {
                    await year.PlayAsync(steps);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"{failure.Message}\n{year}", failure);
                }

                foreach (var what in year.Reached)
                {
                    reached.Enqueue(what);
                }
            },
            iter: Sequences,
            threads: AtOnce);

        foreach (var (what, times) in reached.CountBy(what => what).OrderBy(what => what.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{times,5} {what}");
        }

        Assert.All(Core, verb => Assert.Contains($"{verb} done", reached));
        Assert.Contains(reached, what => what.EndsWith("died", StringComparison.Ordinal));
    }

    /// <summary>No trigger and no orchestration: the setting by which any host leaves a function out.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> HttpAlone() =>
        from method in typeof(ItemApi).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null && !method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute)))
        select KeyValuePair.Create($"AzureWebJobs.{function.Name}.Disabled", (string?)"true");
}
