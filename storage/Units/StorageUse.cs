using System.Collections.Immutable;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Units;

/// <summary>What a unit has in one container.</summary>
public sealed record Stored(long Files, long Bytes);

/// <summary>
/// What a unit's files take, as the account lists them: one transaction for each 5,000 files of a container, and one at least.
/// </summary>
public sealed class StorageUse(StorageClients clients)
{
    private static readonly ImmutableArray<string> Containers =
    [
        StorageSchema.Uploads, StorageSchema.Sheets, StorageSchema.Evidence,
        StorageSchema.Readings, StorageSchema.Reports, StorageSchema.Archive,
    ];

    /// <returns>By container, those that are empty too.</returns>
    public async Task<IReadOnlyDictionary<string, Stored>> OfAsync(UnitId unit, CancellationToken cancellation = default)
    {
        var counted = await Task.WhenAll(Containers.Select(container => CountAsync(container, unit, cancellation)));
        return Containers.Zip(counted).ToImmutableSortedDictionary(part => part.First, part => part.Second, StringComparer.Ordinal);
    }

    private async Task<Stored> CountAsync(string container, UnitId unit, CancellationToken cancellation)
    {
        var (files, bytes) = (0L, 0L);
        await foreach (var blob in clients.Blobs.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{unit}/", cancellation))
        {
            files++;
            bytes += blob.Properties.ContentLength ?? 0;
        }

        return new(files, bytes);
    }
}
