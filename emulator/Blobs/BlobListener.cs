using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Blobs;

/// <summary>
/// Lists the container over and over and runs the function for each blob whose ETag has no receipt. A blob that fails is tried
/// again by a later list, up to the threshold, then reported to the poison queue.
/// </summary>
internal sealed class BlobListener(
    Function function,
    BlobTriggerBinding trigger,
    BlobReceipts receipts,
    PoisonQueue poison,
    FunctionRunner runner,
    AppSettings settings,
    ILogger<BlobListener> logger) : IListener, IDisposable
{
    private const int Page = 1000; // a new blob need not wait for the names after it
    private static readonly TimeSpan RetryStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StorageTrouble = TimeSpan.FromSeconds(1);

    private readonly BlobContainerClient container = new(trigger.ConnectionString, trigger.Pattern.Container);
    private readonly SemaphoreSlim slots = new(settings.MaxConcurrentBlobs);
    private readonly ConcurrentDictionary<string, long> notBefore = new();
    private readonly ConcurrentDictionary<string, Task> running = new();

    public Task PrepareAsync(CancellationToken cancellation) => receipts.LoadAsync(cancellation);

    public async Task ListenAsync(CancellationToken stopping)
    {
        var pace = new ScanPace();
        try
        {
            while (true)
            {
                await Task.Delay(await ScanAsync(pace, stopping), stopping);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values);
        }
    }

    public void Dispose() => slots.Dispose();

    /// <summary>Lists once and returns how long to wait until the next time.</summary>
    private async Task<TimeSpan> ScanAsync(ScanPace pace, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        var waited = TimeSpan.Zero; // for functions to end: no reason to rest longer, the list itself was quick
        var found = false;
        try
        {
            var listed = new HashSet<string>(StringComparer.Ordinal);
            var pages = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, trigger.Pattern.Prefix, stopping).AsPages(pageSizeHint: Page);
            await foreach (var blob in pages.SelectMany(page => page.Values))
            {
                listed.Add(blob.Name);
                if (IsDue(blob))
                {
                    found = true;
                    var asked = Stopwatch.GetTimestamp();
                    await slots.WaitAsync(stopping);
                    waited += Stopwatch.GetElapsedTime(asked);
                    var served = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    running[blob.Name] = served.Task; // before it runs, since its end takes it out
                    _ = Task.Run(() => ServeAsync(blob.Name, served, stopping), CancellationToken.None);
                }
            }

            await receipts.ForgetAsync([.. receipts.Names.Where(name => !listed.Contains(name) && !running.ContainsKey(name))]);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // Not made yet.
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException)
        {
            logger.ScanFailed(function.Name, failure.Message);
            return StorageTrouble;
        }

        return pace.After(Stopwatch.GetElapsedTime(started) - waited, found);
    }

    private bool IsDue(BlobItem blob)
    {
        var etag = blob.Properties.ETag.GetValueOrDefault().ToString("H");
        return trigger.Pattern.Matches(blob.Name)
            && receipts.Find(blob.Name, etag) is not { Done: true }
            && !running.ContainsKey(blob.Name)
            && (!notBefore.TryGetValue(blob.Name, out var instant) || Stopwatch.GetTimestamp() >= instant);
    }

    private async Task ServeAsync(string name, TaskCompletionSource served, CancellationToken stopping)
    {
        try
        {
            await AttemptAsync(container.GetBlobClient(name));
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Deleted since it was listed.
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Cut short by the shutdown: it runs again.
        }
        catch (Exception failure)
        {
            logger.BlobNotServed(function.Name, failure);
        }
        finally
        {
            slots.Release();
            running.TryRemove(name, out _);
            served.SetResult();
        }
    }

    private async Task AttemptAsync(BlobClient blob)
    {
        var properties = (await blob.GetPropertiesAsync()).Value;
        var etag = properties.ETag.ToString("H");
        var attempt = (receipts.Find(blob.Name, etag)?.Attempts ?? 0) + 1;

        // Counted before it runs: a blob that takes the process down with it must not do so for ever.
        await receipts.KeepAsync(blob.Name, new BlobReceipt(etag, attempt, Done: false));
        if (attempt > settings.PoisonBlobThreshold || !await SucceedsAsync(blob, properties))
        {
            if (attempt < settings.PoisonBlobThreshold)
            {
                notBefore[blob.Name] = Stopwatch.GetTimestamp() + (long)((attempt * RetryStep).TotalSeconds * Stopwatch.Frequency);
                return;
            }

            await poison.AddAsync(function, blob, $"{properties.BlobType}Blob", etag);
            logger.Poisoned(function.Name, attempt);
        }

        notBefore.TryRemove(blob.Name, out _);
        await receipts.KeepAsync(blob.Name, new BlobReceipt(etag, attempt, Done: true));
    }

    private async Task<bool> SucceedsAsync(BlobClient blob, BlobProperties properties)
    {
        var data = new Dictionary<string, object?>(trigger.Pattern.Values(blob.Name), StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = $"{blob.BlobContainerName}/{blob.Name}",
            ["Uri"] = blob.Uri.ToString(),
            ["Properties"] = JsonSerializer.Serialize(properties),
            ["Metadata"] = JsonSerializer.Serialize(properties.Metadata),
        };
        try
        {
            await runner.RunAsync(function, blob, data, CancellationToken.None);
            return true;
        }
        catch (Exception) when (!runner.Stopping.IsCancellationRequested)
        {
            return false; // logged by the runner
        }
    }
}
