using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;

namespace PerfFlow.Functions.Tests.Sweeping;

/// <summary>
/// An app with storage and a clock of its own that is swept every second of the machine's time, and everything it sends to storage.
/// A test moves the clock, and waits for rounds.
/// </summary>
internal sealed class SweptApp : IAsyncDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>Between two rounds of the deployed app.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    private readonly ClockedApp clocked;
    private readonly Requests requests;

    private SweptApp(ClockedApp clocked, Requests requests) => (this.clocked, this.requests) = (clocked, requests);

    public FakeTimeProvider Clock => clocked.Clock;

    public TestApp App => clocked.App;

    /// <summary>Of the tests' own: not counted, and not remembering what the app's has seen.</summary>
    public StorageClients Clients => clocked.Clients;

    public static async Task<SweptApp> StartAsync(string nightly = TestApp.Never, params HttpPipelinePolicy[] policies)
    {
        var requests = new Requests();
        return new(
            await ClockedApp.StartAsync((azurite, clock) => new TestApp(azurite)
            {
                Clock = clock,
                SweepSchedule = TestApp.EverySecond,
                NightlySchedule = nightly,
                // and no blob is ever told of
                Settings = new Dictionary<string, string?> { ["SweepGrace"] = "00:05:00", ["AzuriteLog"] = null },
                Policies = [requests, .. policies],
            }),
            requests);
    }

    /// <summary>Two rounds begun from now on: whatever was due when it was called has been looked at.</summary>
    public async Task SweepAsync()
    {
        var begun = Rounds().Count;
        await Eventually.HoldsAsync(() => Rounds().Count >= begun + 2);
    }

    /// <summary>Sweeps until nothing is due for days: a look that has started something looks again after the grace.</summary>
    /// <returns>When the unit is looked at next.</returns>
    public async Task<DateTimeOffset> UntilIdleAsync(UnitId unit)
    {
        await Eventually.HoldsAsync(async () =>
        {
            Clock.Advance(Grace);
            await SweepAsync();
            return (await RowAsync(unit))!.At > Clock.GetUtcNow().AddDays(1);
        });
        return (await RowAsync(unit))!.At;
    }

    /// <summary>What is sent from the beginning of a round to that of the next.</summary>
    public async Task<IReadOnlyList<string>> SentInARoundAsync()
    {
        var next = Rounds().Count;
        await Eventually.HoldsAsync(() => Rounds().Count > next + 1);
        var rounds = Rounds();
        return requests.Sent.Take(rounds[next]..rounds[next + 1]).ToList();
    }

    /// <summary>What was sent about a unit so far.</summary>
    public IReadOnlyList<string> SentFor(UnitId unit) =>
        [.. requests.Sent.Where(request => request.Contains(unit.Value, StringComparison.Ordinal))];

    public async Task<DueYear?> RowAsync(UnitId unit)
    {
        await foreach (var row in new DueIndex(Clients).ListAsync(Shard.Of(unit)))
        {
            if (row.Unit == unit)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>As a look would, when nothing was due before.</summary>
    public async Task SetAsync(UnitId unit, DateTimeOffset at)
    {
        var index = new DueIndex(Clients);
        var claimed = await index.ClaimAsync((await RowAsync(unit))!, DueIndex.Never.AddYears(-1), TimeSpan.FromDays(1));
        Assert.True(await index.NextAsync(claimed!, at));
    }

    public ValueTask DisposeAsync() => clocked.DisposeAsync();

    /// <summary>Where each round so far begins: with a look into the inbox. An archive lists what is the unit's own.</summary>
    private List<int> Rounds() =>
    [
        .. from request in requests.Sent.Index()
           where request.Item.Contains("/uploads?", StringComparison.Ordinal)
               && request.Item.Contains("comp=list", StringComparison.Ordinal)
               && !request.Item.Contains("prefix=", StringComparison.Ordinal)
           select request.Index,
    ];
}
