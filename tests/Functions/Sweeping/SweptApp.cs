using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Azurite;
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

    private readonly AzuriteServer azurite;
    private readonly Requests sent = new();

    private SweptApp(AzuriteServer azurite, string nightly, HttpPipelinePolicy[] policies)
    {
        this.azurite = azurite;
        var now = TimeProvider.System.GetUtcNow();
        Clock = new(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
        App = new TestApp(azurite)
        {
            Clock = Clock,
            SweepSchedule = "* * * * * *",
            NightlySchedule = nightly,
            Settings = new Dictionary<string, string?> { ["SweepGrace"] = "00:05:00", ["AzuriteLog"] = null }, // and no blob is ever told of
            ConfigureServices = services => services.AddSingleton(StorageClients.Connect(azurite.ConnectionString, [sent, .. policies])),
        };
    }

    public FakeTimeProvider Clock { get; }

    public TestApp App { get; }

    /// <summary>Of the tests' own: not counted, and not remembering what the app's has seen.</summary>
    public StorageClients Clients => StorageClients.Connect(azurite.ConnectionString);

    public static async Task<SweptApp> StartAsync(string nightly = "0 0 0 1 1 *", params HttpPipelinePolicy[] policies)
    {
        var swept = new SweptApp(await AzuriteServer.StartAsync(), nightly, policies);
        await swept.App.InitializeAsync();
        return swept;
    }

    /// <summary>Two rounds begun from now on: whatever was due when it was called has been looked at.</summary>
    public async Task SweepAsync()
    {
        var begun = sent.Rounds;
        await Eventually.HoldsAsync(() => sent.Rounds >= begun + 2);
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
        var first = sent.Rounds + 1;
        await Eventually.HoldsAsync(() => sent.Rounds > first);
        return sent.InRound(first);
    }

    /// <summary>What was sent about a unit so far.</summary>
    public IReadOnlyList<string> SentFor(UnitId unit) => sent.About(unit.Value);

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

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private sealed class Requests : HttpPipelineSynchronousPolicy
    {
        private readonly ConcurrentQueue<string> sent = new();
        private int rounds;

        public int Rounds => Volatile.Read(ref rounds);

        public override void OnSendingRequest(HttpMessage message)
        {
            var request = $"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.PathAndQuery)}";
            sent.Enqueue(request);
            if (IsRound(request))
            {
                Interlocked.Increment(ref rounds);
            }
        }

        public IReadOnlyList<string> About(string unit) => [.. sent.Where(request => request.Contains(unit, StringComparison.Ordinal))];

        /// <param name="number">From 1.</param>
        public List<string> InRound(int number)
        {
            var (round, found) = (0, new List<string>());
            foreach (var request in sent)
            {
                round += IsRound(request) ? 1 : 0;
                if (round == number)
                {
                    found.Add(request);
                }
            }

            return found;
        }

        private static bool IsRound(string request) =>
            request.Contains("/uploads?", StringComparison.Ordinal)
            && request.Contains("comp=list", StringComparison.Ordinal)
            && !request.Contains("prefix=", StringComparison.Ordinal); // an archive lists the unit's own
    }
}
