using System.Globalization;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>
/// Host, worker or both are killed (SIGKILL) at random points while voyages run, and started again: each voyage completes, once and
/// whole. Ten seeds, or as many as <c>CRASH_SEEDS</c> says. Each sends off voyages of its own and kills once or twice; nobody waits
/// for their ends before the next seed, since the engine waits a minute for messages that the dead host had taken: so the kills
/// of later seeds hit voyages of earlier ones too.
/// </summary>
public sealed class CrashTests
{
    private const int Voyages = 4;
    private const int Legs = 2;

    /// <summary>
    /// A point for each request of a voyage that is answered and each step that it takes: up to here no voyage has ended.
    /// </summary>
    private const int MostProgress = Voyages * (Legs + SemanticsApp.Durable.Voyages.StepsOfLeg);

    private static int Seeds =>
        int.TryParse(Environment.GetEnvironmentVariable("CRASH_SEEDS"), CultureInfo.InvariantCulture, out var count) ? count : 10;

    [OwnHostFact]
    public async Task After_kills_at_random_points_every_voyage_completes_once_and_whole()
    {
        await using var host = await FragileHost.StartAsync();
        var sailing = new List<Task<VoyageClient>>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            sailing.AddRange(await SendOffAsync(host, seed));
        }

        Assert.All(await Task.WhenAll(sailing), voyage => voyage.AssertWhole());
    }

    private static async Task<IEnumerable<Task<VoyageClient>>> SendOffAsync(FragileHost host, int seed)
    {
        var random = new Random(seed);
        var progress = new Progress();
        var sailing = Enumerable.Range(0, Voyages)
            .Select(number => new VoyageClient(host, progress, $"voyage-{seed}-{number}", Legs).SailAsync())
            .ToArray();

        await Task.WhenAny([progress.ReachAsync(random.Next(MostProgress)), .. sailing]);
        await host.DieAsync(RandomDeath());
        if (random.Next(3) == 0)
        {
            await host.DieAsync(RandomDeath()); // again, while it still recovers
        }

        return sailing;

        Death RandomDeath() => random.GetItems(Enum.GetValues<Death>(), 1)[0];
    }
}
