using System.Globalization;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Files;

/// <summary>The archives of project-years, each written once under its own hash.</summary>
public sealed class Archives(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Archive);

    /// <param name="content">From its present position; bounded memory, whatever its length.</param>
    /// <returns>False when it is there already.</returns>
    public Task<bool> KeepAsync(
        UnitId unit, int year, ProjectId project, string sha256, Stream content, CancellationToken cancellation = default)
        => Blobs.CreateAsync(Blob(unit, year, project, sha256), content, cancellation, contentType: "application/zip");

    /// <summary>To be disposed by the caller; null when there is none.</summary>
    public Task<Stream?> OpenAsync(UnitId unit, int year, ProjectId project, string sha256, CancellationToken cancellation = default)
        => Blobs.OpenAsync(Blob(unit, year, project, sha256), cancellation);

    private BlobClient Blob(UnitId unit, int year, ProjectId project, string sha256)
        => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/{project}/{sha256}.zip"));
}
