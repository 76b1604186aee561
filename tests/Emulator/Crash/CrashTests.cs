using System.Net;
using System.Text.Json;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Emulator.Tests.Crash;

/// <summary>
/// The app is a child process on Azurite, killed (SIGKILL) at random points while voyages run, and started again: each voyage
/// completes, with nothing lost and nothing applied twice. Ten seeds, or as many as <c>CRASH_SEEDS</c> says.
/// </summary>
public sealed class CrashTests
{
    private const int Voyages = 8;
    private const int Legs = 2;
    private const int MostKills = 3;

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("CRASH_SEEDS"), out var count) ? count : 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_kills_at_random_points_every_voyage_completes_once_and_whole(int seed)
    {
        var random = new Random(seed);
        await using var app = await FragileApp.StartAsync(hub: $"Crash{seed}", liveExecutions: seed % 2 == 0);
        var kills = Enumerable.Range(0, random.Next(1, MostKills + 1)).Select(_ => TimeSpan.FromMilliseconds(random.Next(20, 900))).ToArray();

        var killing = app.KillAndRestartAfterAsync(kills);
        var sent = await Task.WhenAll(Enumerable.Range(0, Voyages).Select(number => SendOffAsync(app, $"voyage-{number}")));
        await killing;
        var ends = await Task.WhenAll(sent.Select(async voyage => (voyage, End: await app.EndAsync(voyage.Id))));

        Assert.All(ends, end => AssertWhole(end.voyage, end.End));
    }

    /// <summary>Starts a voyage and raises its cargo events, again where a kill took the answer.</summary>
    private static async Task<Sent> SendOffAsync(FragileApp app, string id)
    {
        var input = new Voyages.VoyageState(Legs, []);
        await app.PostUntilAnsweredAsync($"start/{nameof(SemanticsApp.Durable.Voyages.Voyage)}/{id}", input, HttpStatusCode.Accepted, HttpStatusCode.Conflict);
        var tries = new Dictionary<string, int>();
        for (var leg = 0; leg < Legs; leg++)
        {
            var cargo = $"{id}/cargo-{leg}";

            // Cargo that was taken twice, since its answer was lost, may have ended the voyage already: it then takes no more.
            HttpStatusCode[] answers = tries.Values.Any(count => count > 1) ? [HttpStatusCode.Accepted, HttpStatusCode.Conflict] : [HttpStatusCode.Accepted];
            tries[cargo] = await app.PostUntilAnsweredAsync($"instances/{id}/events/cargo", cargo, answers);
        }

        return new Sent(id, tries);
    }

    private static void AssertWhole(Sent voyage, InstanceView end)
    {
        Assert.True(end.Status == "Completed", $"{end}");
        var legs = JsonSerializer.Deserialize<Voyages.VoyageState>(end.Output!, JsonSerializerOptions.Web)!.Legs;

        // What one uninterrupted voyage gives; receipts are unique to the execution of the activity that was recorded.
        Assert.Equal(
            Enumerable.Range(0, Legs).Select(leg => (Subject: $"{voyage.Id}/{leg}", Sum: 2 * ((3 * leg) + 3), Stopover: $"stopover {leg}")),
            legs.Select(leg => (leg.Receipt.Split('#')[0], leg.Sum, leg.Stopover)));
        Assert.All(legs, leg => Assert.Equal(leg.Receipt, leg.Repeated));
        Assert.Equal(Legs, legs.Select(leg => leg.Receipt).Distinct().Count());

        // An event is taken once for each time it was sent: a client that had no answer sent it again.
        Assert.All(legs.CountBy(leg => leg.Cargo), cargo => Assert.InRange(cargo.Value, 1, voyage.Tries[cargo.Key]));
        if (voyage.Tries.Values.All(tries => tries == 1))
        {
            Assert.Equal(voyage.Tries.Keys.Order(), legs.Select(leg => leg.Cargo).Order());
        }
    }

    /// <param name="Tries">By cargo: how often it was sent until the answer came.</param>
    private sealed record Sent(string Id, IReadOnlyDictionary<string, int> Tries);
}
