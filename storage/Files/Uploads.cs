using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Files;

/// <summary>What is remembered of an upload besides its bytes.</summary>
/// <param name="FileName">As the sender called it: shown, never used as a name.</param>
/// <param name="By">Key of the sender.</param>
public sealed record UploadInfo(string FileName, string By);

/// <summary>An uploaded file.</summary>
public sealed record UploadedFile(UploadName Name, UploadInfo Info, BinaryData Content);

/// <summary>An upload still in the inbox.</summary>
public sealed record WaitingUpload(UploadName Name, DateTimeOffset ReceivedAt);

/// <summary>
/// The files as they came. Kept in the container <c>uploads</c>, which the blob trigger watches; ingested ones move to <c>sheets</c>.
/// </summary>
public sealed class Uploads(StorageClients clients)
{
    /// <summary>Longer file names are cut.</summary>
    public const int LongestFileName = 200;

    private readonly BlobContainerClient inbox = clients.Blobs.GetBlobContainerClient(StorageSchema.Uploads);
    private readonly BlobContainerClient sheets = clients.Blobs.GetBlobContainerClient(StorageSchema.Sheets);

    /// <summary>Keeps the bytes under a name that holds their hash; one transaction, and bounded memory whatever their length.</summary>
    /// <param name="content">From its present position.</param>
    /// <returns>False when they are there already.</returns>
    public Task<bool> KeepAsync(UploadName name, Stream content, UploadInfo info, CancellationToken cancellation = default)
        => Blobs.CreateAsync(inbox.GetBlobClient(name.ToString()), content, cancellation, Metadata(info));

    /// <summary>The file, ingested or not; null when there is none.</summary>
    /// <exception cref="AlteredFileException">It has other bytes than its name says.</exception>
    public async Task<UploadedFile?> FindAsync(UploadName name, CancellationToken cancellation = default)
        => (await Blobs.DownloadAsync(inbox.GetBlobClient(name.ToString()), cancellation)
            ?? await Blobs.DownloadAsync(sheets.GetBlobClient(name.ToString()), cancellation)) is { } found
            ? new(name, Info(found.Details.Metadata), Kept(name).Check(found.Content))
            : null;

    /// <summary>
    /// The file's bytes as they come, ingested or not; null when there is none. To be disposed by the caller. One transaction where it
    /// lies as expected.
    /// </summary>
    /// <param name="isWaiting">Whether it was last seen in the inbox.</param>
    public async Task<VerifiedStream?> OpenAsync(UploadName name, bool isWaiting, CancellationToken cancellation = default)
        => ((isWaiting ? null : await Blobs.OpenAsync(sheets.GetBlobClient(name.ToString()), cancellation))
            ?? await Blobs.OpenAsync(inbox.GetBlobClient(name.ToString()), cancellation)
            ?? await Blobs.OpenAsync(sheets.GetBlobClient(name.ToString()), cancellation)) is { } content // moved in between
            ? new(content, Kept(name))
            : null;

    public static KeptFile Kept(UploadName name) => new(KeptKind.Sheet, name.ToString(), name.Sha256);

    /// <summary>
    /// Moves an ingested file out of the watched container: two transactions where the account copies on its own. A repeat, also one
    /// after a crash in between, changes nothing.
    /// </summary>
    public async Task MoveToSheetsAsync(UploadName name, CancellationToken cancellation = default)
    {
        var (source, target) = (inbox.GetBlobClient(name.ToString()), sheets.GetBlobClient(name.ToString()));
        if (await Blobs.CopyAsync(source, target, cancellation))
        {
            await source.DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>It lies in <c>sheets</c>: read, or given up when its project was withdrawn.</summary>
    public async Task<bool> HasLeftInboxAsync(UploadName name, CancellationToken cancellation = default)
        => await sheets.GetBlobClient(name.ToString()).ExistsAsync(cancellation);

    /// <summary>
    /// What lies in the inbox, those of a unit's year one after another; foreign blobs are skipped. One transaction for each 5000.
    /// </summary>
    /// <param name="unit">Null: of all units.</param>
    /// <param name="year">Of the unit; null: all of them.</param>
    public async IAsyncEnumerable<WaitingUpload> WaitingAsync(
        UnitId? unit = null, int? year = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var prefix = unit is null ? null : year is null ? $"{unit}/" : string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/");
        await foreach (var blob in inbox.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
        {
            if (UploadName.Parse(blob.Name) is { } name)
            {
                yield return new(name, blob.Properties.LastModified ?? DateTimeOffset.MinValue);
            }
        }
    }

    // Metadata travels in headers, which are ASCII.
    private static Dictionary<string, string> Metadata(UploadInfo info) => new()
    {
        ["filename"] = KeyText.Encode(info.FileName.Length <= LongestFileName ? info.FileName : info.FileName[..LongestFileName]),
        ["by"] = KeyText.Encode(info.By),
    };

    private static UploadInfo Info(IDictionary<string, string> metadata)
        => new(
            KeyText.Decode(metadata.TryGetValue("filename", out var fileName) ? fileName : string.Empty),
            KeyText.Decode(metadata.TryGetValue("by", out var by) ? by : string.Empty));
}
