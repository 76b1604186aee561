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
    /// <param name="sha256">As the ledger has it.</param>
    public async Task<VerifiedStream?> OpenAsync(
        UnitId unit, int year, ProjectId project, string sha256, CancellationToken cancellation = default)
        => await Blobs.OpenAsync(Blob(unit, year, project, sha256), cancellation) is { } content
            ? new(content, Kept(unit, year, project, sha256))
            : null;

    public static KeptFile Kept(UnitId unit, int year, ProjectId project, string sha256)
        => new(KeptKind.Archive, Name(unit, year, project, sha256), sha256);

    private BlobClient Blob(UnitId unit, int year, ProjectId project, string sha256)
        => container.GetBlobClient(Name(unit, year, project, sha256));

    private static string Name(UnitId unit, int year, ProjectId project, string sha256)
        => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/{project}/{sha256}.zip");
}
