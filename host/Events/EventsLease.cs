using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PerfFlow.LocalHost.Events;

/// <summary>
/// Which of several hosts on a storage tells the events: the one that holds the lease of a blob. It ends by itself half a minute
/// after its holder, and at once where the holder's process is seen to be gone from this machine.
/// </summary>
internal sealed class EventsLease(BlobContainerClient container, string name)
{
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private string? lease;

    /// <summary>Null while another host has it.</summary>
    public string? Id => lease;

    private BlobClient Blob => container.GetBlobClient(name);

    public async Task<bool> TryAcquireAsync(CancellationToken cancellation)
    {
        if (lease is not null && await TryRenewAsync(cancellation))
        {
            return true; // it was ours all the time: something else had failed
        }

        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        try
        {
            await Blob.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // One of the earlier hosts has made it.
        }

        return await TryLeaseAsync(cancellation) || (await HolderIsGoneAsync(cancellation) && await TryLeaseAsync(cancellation));
    }

    /// <returns>False when another host has it now.</returns>
    public async Task<bool> TryRenewAsync(CancellationToken cancellation)
    {
        try
        {
            await Blob.GetBlobLeaseClient(lease).RenewAsync(cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            lease = null;
            return false;
        }
    }

    public async Task ReleaseAsync()
    {
        if (lease is null)
        {
            return;
        }

        try
        {
            await Blob.GetBlobLeaseClient(lease).ReleaseAsync();
        }
        catch (Exception lost) when (lost is RequestFailedException or AggregateException)
        {
            // It ends by itself.
        }

        lease = null;
    }

    private async Task<bool> TryLeaseAsync(CancellationToken cancellation)
    {
        try
        {
            lease = (await Blob.GetBlobLeaseClient().AcquireAsync(Length, cancellationToken: cancellation)).Value.LeaseId;
            using var self = Process.GetCurrentProcess();
            var holder = new Dictionary<string, string>
            {
                ["machine"] = Machine(),
                ["process"] = self.Id.ToString(CultureInfo.InvariantCulture),
                ["started"] = Started(self).ToString(CultureInfo.InvariantCulture),
            };
            await Blob.SetMetadataAsync(holder, new BlobRequestConditions { LeaseId = lease }, cancellation);
            return true;
        }
        catch (RequestFailedException held) when (held.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<bool> HolderIsGoneAsync(CancellationToken cancellation)
    {
        try
        {
            var holder = (await Blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.Metadata;
            if (Value(holder, "machine") != Machine()
                || !int.TryParse(Value(holder, "process"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || IsAlive(id, Value(holder, "started")))
            {
                return false;
            }

            await Blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static bool IsAlive(int id, string? started)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var then)
                || Math.Abs(Started(process) - then) <= 2;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Value(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var value) ? value : null;

    private static string Machine() => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Environment.MachineName));

    // In seconds: what two processes read of a third's start differs by a fraction.
    private static long Started(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
