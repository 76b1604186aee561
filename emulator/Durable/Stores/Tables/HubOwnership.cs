using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>
/// One process owns a hub: a lease on the blob <c>owner</c>, which says who it is. A dead owner on this machine is replaced at
/// once, one on another machine when its lease runs out. Should two ever believe they own the hub, the ETags of the heads let
/// only one of them write.
/// </summary>
internal sealed class HubOwnership(BlobContainerClient container, string hubName, ILogger logger, TimeSpan patience) : IDisposable
{
    /// <summary>A little longer than a lease: an owner that is still there then is alive.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>The owners in this process, to tell a live one from one that a test has dropped.</summary>
    private static readonly ConcurrentDictionary<string, bool> Here = new();

    private readonly BlobClient _blob = container.GetBlobClient("owner");
    private readonly CancellationTokenSource _released = new();
    private readonly Owner _me = Owner.Of(Process.GetCurrentProcess());
    private BlobLeaseClient? _lease;
    private Task _renewing = Task.CompletedTask;
    private Exception? _lost;

    public async Task TakeAsync(CancellationToken cancellation)
    {
        await CreateBlobAsync(cancellation);
        var waited = Stopwatch.StartNew();
        while (!await TryTakeAsync(cancellation))
        {
            var owner = await ReadOwnerAsync(cancellation);
            if (owner is { IsDead: true })
            {
                await new BlobLeaseClient(_blob).BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
                continue;
            }

            if (waited.Elapsed > patience)
            {
                throw new InvalidOperationException(
                    $"The task hub '{hubName}' is in use by {owner}. Stop that process, or give this one another hub (host.json: extensions.durableTask.hubName).");
            }

            if (waited.Elapsed < AskEvery)
            {
                logger.HubInUse(hubName, $"{owner}");
            }

            await Task.Delay(AskEvery, TimeProvider.System, cancellation);
        }

        Here[_me.Token] = true;
        _renewing = RenewAsync();
    }

    public void ThrowIfLost()
    {
        if (_lost is { } reason)
        {
            throw new HubLostException($"The task hub '{hubName}' has another owner.", reason);
        }
    }

    public async Task ReleaseAsync()
    {
        Here.TryRemove(_me.Token, out _);
        await _released.CancelAsync();
        await _renewing;
        if (_lease is { } lease && _lost is null)
        {
            try
            {
                await lease.ReleaseAsync();
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // Gone already, or storage is away: the lease runs out by itself.
            }
        }
    }

    /// <summary>Drops ownership as a dying process does: without a word to the storage.</summary>
    public void Dispose()
    {
        Here.TryRemove(_me.Token, out _);
        _released.Cancel();
        _released.Dispose();
    }

    private async Task CreateBlobAsync(CancellationToken cancellation)
    {
        try
        {
            await _blob.UploadAsync(
                BinaryData.FromString("{}"),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // Another start was first.
        }
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellation)
    {
        try
        {
            var lease = new BlobLeaseClient(_blob);
            await lease.AcquireAsync(LeaseLength, cancellationToken: cancellation);
            await _blob.UploadAsync(
                BinaryData.FromString(JsonSerializer.Serialize(_me, OwnerJson.Default.Owner)),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = lease.LeaseId } },
                cancellation);
            _lease = lease;
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<Owner?> ReadOwnerAsync(CancellationToken cancellation)
    {
        BlobDownloadResult blob = await _blob.DownloadContentAsync(cancellation);
        return JsonSerializer.Deserialize(blob.Content, OwnerJson.Default.Owner);
    }

    private async Task RenewAsync()
    {
        using var ticks = new PeriodicTimer(RenewEvery, TimeProvider.System);
        try
        {
            while (await ticks.WaitForNextTickAsync(_released.Token))
            {
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Released.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            await _lease!.RenewAsync(cancellationToken: _released.Token);
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            _lost = refused;
            logger.HubLost(hubName, refused);
            await _released.CancelAsync();
        }
        catch (Exception) when (!_released.IsCancellationRequested)
        {
            // Storage is away; the next tick tries again, and a lease that ran out meanwhile is noticed then.
        }
    }

    /// <summary>Who owns the hub. Process ids come back, so the start time belongs to the identity.</summary>
    internal sealed record Owner(string Machine, int ProcessId, DateTimeOffset StartedAt, string Token)
    {
        private static readonly TimeSpan ClockNoise = TimeSpan.FromSeconds(2);

        /// <summary>Known to be gone; an owner on another machine is never known to be.</summary>
        public bool IsDead => Machine == Environment.MachineName && !IsRunning();

        public static Owner Of(Process process) =>
            new(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()), Guid.NewGuid().ToString("N"));

        public override string ToString() => $"process {ProcessId} on {Machine}, started {StartedAt:u}";

        private bool IsRunning()
        {
            if (ProcessId == Environment.ProcessId)
            {
                return Here.ContainsKey(Token);
            }

            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return (process.StartTime.ToUniversalTime() - StartedAt.UtcDateTime).Duration() < ClockNoise;
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                return false;
            }
        }
    }
}
