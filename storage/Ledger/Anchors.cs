using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Ledger;

/// <summary>Head of one stream at the time of an anchor.</summary>
/// <param name="Stream">Project id or <c>@unit</c>.</param>
public sealed record AnchoredHead(string Stream, int Version, string Hash);

/// <summary>The heads of a unit's year on a day, written once.</summary>
public sealed record Anchor(UnitId Unit, int Year, DateOnly Day, ImmutableArray<AnchoredHead> Heads);

/// <summary>
/// Daily heads in the container <c>anchors</c>, immutable in the cloud: who rewrites a whole chain still meets the anchor.
/// </summary>
public sealed class Anchors(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);
    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Anchors);

    /// <summary>Writes the day's anchor; a second call on the day answers the first.</summary>
    public async Task<Anchor> AnchorAsync(UnitId unit, int year, DateOnly day, CancellationToken cancellation = default)
    {
        var blob = container.GetBlobClient(Name(unit, year, day));
        var anchor = new Anchor(unit, year, day, await HeadsAsync(unit, year, cancellation));
        return await Blobs.CreateAsync(blob, BinaryData.FromString(CanonicalJson.Of(anchor)), cancellation, contentType: "application/json")
            ? anchor
            : await ReadAsync(blob, cancellation) ?? anchor;
    }

    /// <summary>The newest anchor of the year; null when there is none.</summary>
    public async Task<Anchor?> LatestAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        string? latest = null;
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix(unit, year), cancellation))
        {
            latest = blob.Name; // listed in the order of their names, which is that of the days
        }

        return latest is null ? null : await ReadAsync(container.GetBlobClient(latest), cancellation);
    }

    private async Task<ImmutableArray<AnchoredHead>> HeadsAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var heads = ImmutableArray.CreateBuilder<AnchoredHead>();
        await foreach (var row in rows.BoardRowsAsync(unit, year, cancellation))
        {
            heads.Add(new(StreamKeys.StreamOfBoard(row.RowKey), row.GetInt32(LedgerRows.VersionColumn) ?? 0, row.GetString(LedgerRows.HashColumn)));
        }

        return heads.ToImmutable();
    }

    private static async Task<Anchor?> ReadAsync(BlobClient blob, CancellationToken cancellation)
        => await Blobs.FindAsync(blob, cancellation) is { } json ? JsonSerializer.Deserialize<Anchor>(json, Wire.Json) : null;

    private static string Prefix(UnitId unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/");

    private static string Name(UnitId unit, int year, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(unit, year)}{day:yyyy-MM-dd}.json");
}
