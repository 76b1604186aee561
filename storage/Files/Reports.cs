using System.Globalization;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Files;

/// <summary>The files of each version of a year's report; a version's files never change.</summary>
public sealed class Reports(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Reports);

    /// <returns>False when the version has a file of that name: it stays.</returns>
    public Task<bool> KeepAsync(
        UnitId unit, int year, int version, string fileName, BinaryData content, CancellationToken cancellation = default)
        => Blobs.CreateAsync(Blob(unit, year, version, fileName), content, cancellation);

    /// <summary>Null when there is none.</summary>
    public Task<BinaryData?> FindAsync(UnitId unit, int year, int version, string fileName, CancellationToken cancellation = default)
        => Blobs.FindAsync(Blob(unit, year, version, fileName), cancellation);

    private BlobClient Blob(UnitId unit, int year, int version, string fileName)
        => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/{version}/{KeyText.Encode(fileName)}"));
}
