using System.Globalization;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Files;

/// <summary>
/// The files behind the indicators, in the container <c>evidence</c>, which nothing watches:
/// <c>{unit}/{year}/{stage}/{project}/{id}-{sha256}</c>. Withdrawn ones stay.
/// </summary>
public sealed class EvidenceFiles(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Evidence);

    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="content">From its present position; bounded memory, whatever its length.</param>
    /// <returns>False when it is there already.</returns>
    public Task<bool> KeepAsync(string name, Stream content, CancellationToken cancellation = default)
        => Blobs.CreateAsync(container.GetBlobClient(name), content, cancellation);

    /// <summary>To be disposed by the caller; null when there is none.</summary>
    /// <param name="sha256">As the ledger has it.</param>
    public async Task<VerifiedStream?> OpenAsync(string name, string sha256, CancellationToken cancellation = default)
        => await Blobs.OpenAsync(container.GetBlobClient(name), cancellation) is { } content
            ? new(content, Kept(name, sha256))
            : null;

    public static KeptFile Kept(string name, string sha256) => new(KeptKind.Evidence, name, sha256);

    /// <param name="id">Of the evidence in its item.</param>
    public static string Name(UnitId unit, int year, StageId stage, ProjectId project, string id, string sha256)
        => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/{stage}/{project}/{id}-{sha256}");
}
