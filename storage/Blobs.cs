using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace PerfFlow.Storage;

/// <summary>Blobs are written once; what is there already is an answer, not a fault.</summary>
internal static class Blobs
{
    /// <returns>False when the name is taken.</returns>
    public static async Task<bool> CreateAsync(
        BlobClient blob, BinaryData content, CancellationToken cancellation,
        IDictionary<string, string>? metadata = null, string? contentType = null)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                Metadata = metadata,
                HttpHeaders = contentType is null ? null : new() { ContentType = contentType },
            };
            await blob.UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>As above from a stream that is not held in memory.</summary>
    public static async Task<bool> CreateAsync(
        BlobClient blob, Stream content, CancellationToken cancellation,
        IDictionary<string, string>? metadata = null, string? contentType = null)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                Metadata = metadata,
                HttpHeaders = contentType is null ? null : new() { ContentType = contentType },
            };
            await blob.UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>
    /// A copy within the account, made by the service where it will, else by way of this process. What the name holds already is the same:
    /// names here hold the hash of their bytes.
    /// </summary>
    /// <returns>Whether the target is whole, or there is no source any more; false while the service is still copying.</returns>
    public static async Task<bool> CopyAsync(BlobClient source, BlobClient target, CancellationToken cancellation)
    {
        try
        {
            var begun = await target.StartCopyFromUriAsync(
                source.Uri, new BlobCopyFromUriOptions { DestinationConditions = new() { IfNoneMatch = ETag.All } }, cancellation);
            return begun.GetRawResponse().Headers.TryGetValue("x-ms-copy-status", out var status) && status == "success";
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            var found = (await target.GetPropertiesAsync(cancellationToken: cancellation)).Value;
            return found.CopyId is null || found.BlobCopyStatus == CopyStatus.Success
                || (found.BlobCopyStatus != CopyStatus.Pending && await CarryAsync(source, target, null, cancellation));
        }
        catch (RequestFailedException refused) when (refused.Status < 500)
        {
            return await CarryAsync(source, target, ETag.All, cancellation);
        }
    }

    /// <param name="ifNoneMatch">Null: over a copy that failed.</param>
    private static async Task<bool> CarryAsync(BlobClient source, BlobClient target, ETag? ifNoneMatch, CancellationToken cancellation)
    {
        if (await DownloadAsync(source, cancellation) is { } found)
        {
            try
            {
                await target.UploadAsync(
                    found.Content,
                    new BlobUploadOptions { Conditions = new() { IfNoneMatch = ifNoneMatch }, Metadata = found.Details.Metadata },
                    cancellation);
            }
            catch (RequestFailedException taken) when (taken.Status is 409 or 412)
            {
                // By another process.
            }
        }

        return true;
    }

    /// <summary>A stream over the blob's bytes as they come; null when there is no such blob. To be disposed by the caller.</summary>
    public static async Task<Stream?> OpenAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return (await blob.DownloadStreamingAsync(cancellationToken: cancellation)).Value.Content;
        }
        catch (RequestFailedException missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    public static async Task<BinaryData?> FindAsync(BlobClient blob, CancellationToken cancellation)
        => (await DownloadAsync(blob, cancellation))?.Content;

    public static async Task<BlobDownloadResult?> DownloadAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            return await blob.DownloadContentAsync(cancellation);
        }
        catch (RequestFailedException missing) when (IsMissing(missing))
        {
            return null;
        }
    }

    /// <summary>A container that is gone is no answer: storage has been taken away.</summary>
    private static bool IsMissing(RequestFailedException fault)
        => fault is { Status: 404, ErrorCode: not "ContainerNotFound" }
            or { Status: 400, ErrorCode: "InvalidUri" or "InvalidResourceName" }; // what a hand has put into a row names no blob
}
