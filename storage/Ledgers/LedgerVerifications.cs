using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Ledgers;

/// <summary>What verifying a unit's year came to.</summary>
/// <param name="Found">What is wrong beside the streams: anchors, registry. A day tells what the last look at all of that found.</param>
/// <param name="Anchored">The last day that was anchored before this was written; null: none, or not known.</param>
public sealed record LedgerVerification(
    DateTimeOffset At, ImmutableArray<StreamCheck> Streams, ImmutableArray<TamperingFound> Found = default, DateOnly? Anchored = null)
{
    /// <summary>Never default.</summary>
    public ImmutableArray<TamperingFound> Found { get; init; } = Found.IsDefault ? [] : Found;

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    public bool Ok => Streams.All(stream => stream.Ok) && Found.IsEmpty;
}

/// <summary>The last daily verification of each unit's year: the one mutable blob beside the ledger, a note and no record.</summary>
public sealed class LedgerVerifications(StorageClients clients)
{
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.LargeEvents);

    public Task KeepAsync(UnitId unit, int year, LedgerVerification verification, CancellationToken cancellation = default)
        => Blob(unit, year).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(verification, Wire.Json)), overwrite: true, cancellation);

    /// <summary>One transaction. Null when the year has not been verified yet, or what lies there cannot be read.</summary>
    public async Task<LedgerVerification?> FindAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => Notes.Parse<LedgerVerification>(await Blobs.FindAsync(Blob(unit, year), cancellation));

    private BlobClient Blob(UnitId unit, int year)
        => container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/verification.json"));
}
