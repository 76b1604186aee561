using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFlow.LocalHost.Events;

/// <summary>
/// Event Grid's part: tells the blob extension's webhook of every blob that is new or written anew. It learns of blobs from the
/// access log of Azurite, where there is one, and from listing the containers: at the start, and again and again without a log.
/// </summary>
/// <param name="tell">Posts the event; true when it was taken.</param>
/// <param name="logFile">Where Azurite may be logging.</param>
internal sealed class BlobEvents(
    BlobServiceClient service,
    string hostId,
    IReadOnlyList<BlobSubscription> subscriptions,
    Func<string, BlobState, Uri, CancellationToken, Task<bool>> tell,
    string? logFile,
    ILogger<BlobEvents> log) : BackgroundService
{
    public const string HostsContainer = "azure-webjobs-hosts";

    private const int AtOnce = 16;
    private const int ToldAtOnce = 200;
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ListPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ListAnyway = TimeSpan.FromMinutes(10);

    private readonly EventsLease lease = new(service.GetBlobContainerClient(HostsContainer), $"blob-events/{hostId}/lease");
    private readonly ToldBlobs told = new(service.GetBlobContainerClient(HostsContainer), $"blob-events/{hostId}/told");
    private readonly Dictionary<string, BlobState> untold = [];
    private readonly Stopwatch renewed = new();
    private readonly Stopwatch sinceRefusal = new();
    private TimeSpan patience = TimeSpan.Zero;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await lease.ReleaseAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await lease.TryAcquireAsync(stoppingToken))
                {
                    renewed.Restart();
                    await told.LoadAsync(stoppingToken);
                    await TellAllAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.BlobEventsPaused(failure.Message); // whatever it was, it is no reason to end the host
            }

            await Task.Delay(Turn, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until another host has the lease.</summary>
    private async Task TellAllAsync(CancellationToken cancellation)
    {
        var azurite = await AzuriteLog.FindAsync(logFile, AskAsync, cancellation);
        log.BlobEventsFrom(azurite?.Path ?? "listing the containers");
        var listed = await ListAsync(cancellation);
        var since = Stopwatch.StartNew();
        while (lease.Id is not null && await KeepLeaseAsync(cancellation))
        {
            if (azurite is null)
            {
                await Task.Delay(Max(ListPause, 3 * listed), cancellation); // at most a quarter of Azurite's time
                listed = await ListAsync(cancellation);
                continue;
            }

            await Task.Delay(LogPause, cancellation);
            await TellWrittenAsync(azurite.Written(), cancellation);
            if (azurite.TakeGap() || since.Elapsed > ListAnyway)
            {
                await ListAsync(cancellation);
                since.Restart();
            }
        }
    }

    /// <summary>Some at a time: asking for the state of thousands takes longer than a lease lasts.</summary>
    private async Task TellWrittenAsync(IReadOnlyCollection<(string Container, string Name)> written, CancellationToken cancellation)
    {
        if (written.Count == 0)
        {
            await TellAsync([], cancellation); // what was refused is due again
        }

        foreach (var few in written.Chunk(ToldAtOnce))
        {
            if (!await KeepLeaseAsync(cancellation))
            {
                return; // the rest is found by whoever lists next
            }

            await TellAsync(await StatesAsync(few, cancellation), cancellation);
        }
    }

    private async Task<bool> KeepLeaseAsync(CancellationToken cancellation)
    {
        if (renewed.Elapsed < EventsLease.Renewal)
        {
            return true;
        }

        renewed.Restart();
        return await lease.TryRenewAsync(cancellation);
    }

    /// <summary>Tells of every blob there is that was not told of yet.</summary>
    /// <returns>How long the listing took.</returns>
    private async Task<TimeSpan> ListAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var there = new HashSet<string>();
        var states = new List<BlobState>();
        foreach (var (container, prefix) in subscriptions.Select(static one => (one.Container, one.Prefix)).Distinct())
        {
            try
            {
                await foreach (var blob in service.GetBlobContainerClient(container)
                    .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
                {
                    var state = new BlobState(container, blob.Name, Tag(blob.Properties.ETag!.Value));
                    there.Add(ToldBlobs.Key(state));
                    states.Add(state);
                }
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // The app has not made it yet.
            }
        }

        var took = clock.Elapsed;
        await TellAsync(states, cancellation);
        await told.CompactAsync(there, cancellation);
        return took;
    }

    private async Task<IReadOnlyList<BlobState>> StatesAsync(
        IEnumerable<(string Container, string Name)> written, CancellationToken cancellation)
    {
        var states = new ConcurrentQueue<BlobState>();
        await Parallel.ForEachAsync(
            written.Where(blob => subscriptions.Any(one => one.Has(blob.Container, blob.Name))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (blob, stop) =>
            {
                try
                {
                    var found = await service.GetBlobContainerClient(blob.Container)
                        .GetBlobClient(blob.Name)
                        .GetPropertiesAsync(cancellationToken: stop);
                    states.Enqueue(new(blob.Container, blob.Name, Tag(found.Value.ETag)));
                }
                catch (RequestFailedException gone) when (gone.Status == 404)
                {
                    // Deleted meanwhile.
                }
            });
        return [.. states];
    }

    private async Task TellAsync(IReadOnlyList<BlobState> states, CancellationToken cancellation)
    {
        foreach (var state in states)
        {
            untold[ToldBlobs.Key(state)] = state;
        }

        if (untold.Count == 0 || (states.Count == 0 && sinceRefusal.Elapsed < patience))
        {
            return;
        }

        var due = (from state in untold.Values
                   from one in subscriptions
                   where one.Has(state.Container, state.Name) && !told.Has(one.Function, state)
                   select (one.Function, State: state)).ToList();
        untold.Clear();
        var refused = new ConcurrentQueue<(string Function, BlobState State, string Why)>();
        foreach (var few in due.Chunk(ToldAtOnce))
        {
            if (!await KeepLeaseAsync(cancellation))
            {
                return; // the rest is the next host's
            }

            await TellFewAsync(few, refused, cancellation);
        }

        if (refused.FirstOrDefault() is { Function: not null } first)
        {
            patience = patience == TimeSpan.Zero
                ? ListPause
                : Max(ListPause, patience * 2 > LongestPatience ? LongestPatience : patience * 2);
            sinceRefusal.Restart();
            log.BlobsNotTold(refused.Count, first.Function, ToldBlobs.Key(first.State), first.Why, patience);
            foreach (var (_, state, _) in refused)
            {
                untold[ToldBlobs.Key(state)] = state;
            }
        }
        else
        {
            patience = TimeSpan.Zero;
        }
    }

    /// <summary>Tells some and writes them down, also when the host stops meanwhile: the next one shall not tell them again.</summary>
    private async Task TellFewAsync(
        (string Function, BlobState State)[] few,
        ConcurrentQueue<(string Function, BlobState State, string Why)> refused,
        CancellationToken cancellation)
    {
        var taken = new ConcurrentQueue<(string Function, BlobState State)>();
        try
        {
            await Parallel.ForEachAsync(
                few,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (one, stop) =>
                {
                    if (await RefusalAsync(one.Function, one.State, stop) is { } why)
                    {
                        refused.Enqueue((one.Function, one.State, why));
                    }
                    else
                    {
                        taken.Enqueue(one);
                    }
                });
        }
        finally
        {
            foreach (var (function, state) in taken)
            {
                told.Add(function, state);
            }

            await told.SaveAsync(CancellationToken.None);
        }
    }

    /// <returns>Null when the event was taken.</returns>
    private async Task<string?> RefusalAsync(string function, BlobState state, CancellationToken cancellation)
    {
        try
        {
            var url = service.GetBlobContainerClient(state.Container).GetBlobClient(state.Name).Uri;
            return await tell(function, state, url, cancellation) ? null : "the webhook refuses it";
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            return failure.Message;
        }
    }

    // A listing has it without quotes, a blob's properties with them.
    private static string Tag(ETag tag) => tag.ToString("H");

    private async Task AskAsync(string mark) => await service.GetBlobContainerClient($"asked-{mark}").ExistsAsync();

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
