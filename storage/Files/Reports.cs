using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Files;

/// <summary>
/// The files of each version of a year's report, under the hash of their bytes: a version has those that the ledger names, whatever else
/// lies beside them.
/// </summary>
public sealed class Reports(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Reports);

    /// <returns>SHA-256 of the bytes, hex.</returns>
    public async Task<string> KeepAsync(
        UnitId unit, int year, int version, string fileName, BinaryData content, CancellationToken cancellation = default)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        await Blobs.CreateAsync(container.GetBlobClient(Kept(unit, year, version, fileName, sha256).Name), content, cancellation);
        return sha256;
    }

    /// <summary>Null when there is none. One transaction; two for a file that was kept under its name alone, as they once were.</summary>
    /// <param name="sha256">As the ledger has it.</param>
    /// <exception cref="AlteredFileException">It has other bytes.</exception>
    public async Task<BinaryData?> FindAsync(
        UnitId unit, int year, int version, string fileName, string sha256, CancellationToken cancellation = default)
    {
        var kept = Kept(unit, year, version, fileName, sha256);
        return (await Blobs.FindAsync(container.GetBlobClient(kept.Name), cancellation)
            ?? await Blobs.FindAsync(container.GetBlobClient(Folder(unit, year, version) + KeyText.Encode(fileName)), cancellation)) is
            { } content
                ? kept.Check(content)
                : null;
    }

    public static KeptFile Kept(UnitId unit, int year, int version, string fileName, string sha256)
        => new(KeptKind.Report, $"{Folder(unit, year, version)}{sha256}-{KeyText.Encode(fileName)}", sha256);

    private static string Folder(UnitId unit, int year, int version)
        => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/{version}/");
}
