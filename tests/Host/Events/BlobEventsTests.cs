using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Azurite;
using PerfFlow.LocalHost.Events;

namespace PerfFlow.LocalHost.Tests.Events;

/// <summary>Event Grid's part on a real Azurite: whoever asks is told of every blob, once for each time it was written.</summary>
public sealed class BlobEventsTests : IAsyncLifetime
{
    private readonly string id = Guid.NewGuid().ToString("N");
    private BlobServiceClient service = null!;
    private string? logFile;

    private BlobContainerClient Blobs => service.GetBlobContainerClient($"in{id}");

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        service = new BlobServiceClient(azurite.ConnectionString);
        logFile = azurite.LogFile;
        await Blobs.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blob_is_told_whenever_it_is_written_anew(bool withLog)
    {
        await using var teller = await StartAsync(withLog);
        await WriteAsync("a", "b");
        await teller.UntilAsync("a", "b");
        await WriteAsync("a");

        await teller.UntilAsync("a", "a", "b");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_restart_only_what_was_not_told_is_told(bool withLog)
    {
        await WriteAsync("early");
        await using (var first = await StartAsync(withLog))
        {
            await WriteAsync("a", "b");
            await first.UntilAsync("a", "b", "early");
        }

        await WriteAsync("b", "c");
        await using var second = await StartAsync(withLog);

        await second.UntilAsync("b", "c");
        await WriteAsync("d");
        await second.UntilAsync("b", "c", "d");
    }

    [Fact]
    public async Task What_a_webhook_refuses_is_told_again_until_it_is_taken()
    {
        var refusals = 3;
        await using var teller = await StartAsync(withLog: true, taken: () => Interlocked.Decrement(ref refusals) < 0);
        await WriteAsync("a");

        await teller.UntilAsync("a", "a", "a", "a");
    }

    [Fact]
    public async Task Several_functions_on_one_container_are_told_each_and_remembered_each()
    {
        await using (var first = await StartAsync(withLog: true, functions: ["Read", "Count"]))
        {
            await WriteAsync("a");
            await first.UntilAsync("a", "a");
        }

        await WriteAsync("b");
        await using var second = await StartAsync(withLog: false, functions: ["Read", "Count"]);

        await second.UntilAsync("b", "b");
    }

    [Fact]
    public async Task What_was_told_survives_a_copy_that_was_cut_short()
    {
        var container = service.GetBlobContainerClient(BlobEvents.HostsContainer);
        await container.CreateIfNotExistsAsync();
        var told = new ToldBlobs(container, $"copy-{id}");
        await told.LoadAsync(CancellationToken.None);
        var states = Enumerable.Range(0, 1200).Select(number => new BlobState("c", $"{number % 2}", $"tag{number}")).ToList();
        states.ForEach(state => told.Add("Read", state));
        await told.SaveAsync(CancellationToken.None);
        await told.CompactAsync(new HashSet<string> { "c/1" }, CancellationToken.None);
        await container.GetBlobClient($"copy-{id}-9").UploadAsync(BinaryData.FromString("Read\tc/1\ttag1\n")); // begun, and never ended

        var next = new ToldBlobs(container, $"copy-{id}");
        await next.LoadAsync(CancellationToken.None);

        Assert.Equal((false, true, false), (next.Has("Read", states[^2]), next.Has("Read", states[^1]), next.Has("Read", states[1])));
    }

    [Fact]
    public async Task A_host_that_has_the_lease_takes_it_again_after_a_failure()
    {
        var lease = new EventsLease(service.GetBlobContainerClient(BlobEvents.HostsContainer), $"again-{id}");

        Assert.True(await lease.TryAcquireAsync(CancellationToken.None));
        Assert.True(await lease.TryAcquireAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_blob_outside_the_prefix_of_a_trigger_is_told_to_nobody()
    {
        await using var teller = await StartAsync(withLog: true, path: $"{Blobs.Name}/sub/{{name}}");
        await WriteAsync("other", "sub/a");
        await teller.UntilAsync("sub/a");
    }

    [Fact]
    public async Task Of_two_hosts_one_tells_and_the_other_takes_over_when_it_stops()
    {
        var first = await StartAsync(withLog: true);
        await WriteAsync("a");
        await first.UntilAsync("a");
        await using var second = await StartAsync(withLog: true);
        await WriteAsync("b");
        await first.UntilAsync("a", "b");
        await first.DisposeAsync();
        await WriteAsync("c");

        await second.UntilAsync("c");
    }

    [Fact]
    public async Task The_lease_of_a_process_that_is_gone_is_taken_at_once()
    {
        var container = service.GetBlobContainerClient(BlobEvents.HostsContainer);
        var dead = new EventsLease(container, $"dead-{id}");
        Assert.True(await dead.TryAcquireAsync(CancellationToken.None));
        Assert.False(await new EventsLease(container, $"dead-{id}").TryAcquireAsync(CancellationToken.None));
        var held = (await container.GetBlobClient($"dead-{id}").GetPropertiesAsync()).Value.Metadata;
        held["process"] = $"{int.MaxValue}"; // of no process
        await container.GetBlobClient($"dead-{id}").SetMetadataAsync(held, new() { LeaseId = dead.Id });

        Assert.True(await new EventsLease(container, $"dead-{id}").TryAcquireAsync(CancellationToken.None));
        Assert.False(await dead.TryRenewAsync(CancellationToken.None));
    }

    private Task<Teller> StartAsync(
        bool withLog, string? path = null, Func<bool>? taken = null, params string[] functions) => Teller.StartAsync(
        service,
        id[..12],
        [.. (functions is [] ? ["Read"] : functions).Select(function => BlobSubscription.Of(function, path ?? $"{Blobs.Name}/{{name}}"))],
        withLog ? logFile : null,
        taken ?? (static () => true));

    private async Task WriteAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Blobs.GetBlobClient(name).UploadAsync(BinaryData.FromString(Guid.NewGuid().ToString()), overwrite: true);
        }
    }

    /// <summary>The events' part, and the webhook that is told.</summary>
    private sealed class Teller : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> told = new();
        private readonly BlobEvents events;

        private Teller(
            BlobServiceClient service, string hostId, IReadOnlyList<BlobSubscription> subscriptions, string? logFile, Func<bool> taken) =>
            events = new(
                service,
                hostId,
                subscriptions,
                (_, blob, _, _) =>
                {
                    told.Enqueue(blob.Name);
                    return Task.FromResult(taken());
                },
                logFile,
                NullLogger<BlobEvents>.Instance);

        public static async Task<Teller> StartAsync(
            BlobServiceClient service, string hostId, IReadOnlyList<BlobSubscription> subscriptions, string? logFile, Func<bool> taken)
        {
            var teller = new Teller(service, hostId, subscriptions, logFile, taken);
            await teller.events.StartAsync(CancellationToken.None);
            return teller;
        }

        /// <summary>Until it was told of these, in whatever order, and of nothing else.</summary>
        public async Task UntilAsync(params string[] names)
        {
            await Eventually.HoldsAsync(() => told.Count >= names.Length);
            Assert.Equal(names.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            await events.StopAsync(CancellationToken.None);
            events.Dispose();
        }
    }
}
