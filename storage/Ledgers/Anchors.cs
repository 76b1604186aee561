using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Ledgers;

/// <summary>Head of one stream at the time of an anchor.</summary>
/// <param name="Stream">Project id or <c>@unit</c>.</param>
public sealed record AnchoredHead(string Stream, int Version, string Hash);

/// <summary>The heads of a unit's year on a day, written once.</summary>
/// <param name="Earlier">Heads of the anchors before that are not among <paramref name="Heads"/>: one anchor tells all of them.</param>
public sealed record Anchor(
    UnitId Unit, int Year, DateOnly Day, ImmutableArray<AnchoredHead> Heads, ImmutableArray<AnchoredHead> Earlier = default)
{
    /// <summary>Never default, also when an older anchor leaves it out.</summary>
    public ImmutableArray<AnchoredHead> Earlier { get; init; } = Earlier.IsDefault ? [] : Earlier;
}

/// <summary>
/// Daily heads in the container <c>anchors</c>, immutable in the cloud: who rewrites a whole chain still meets the anchor.
/// </summary>
public sealed class Anchors(StorageClients clients)
{
    private const int Parallel = 8;
    private const string Closing = "closed.json"; // listed after every day

    private readonly BlobContainerClient container = clients.Blobs.GetBlobContainerClient(StorageSchema.Anchors);

    /// <summary>Writes the day's anchor; a second call on the day answers the first.</summary>
    /// <param name="heads">As recomputed from the events, never as the head or board rows claim (<see cref="LedgerCheck"/>).</param>
    public async Task<Anchor> AnchorAsync(
        UnitId unit, int year, DateOnly day, IEnumerable<AnchoredHead> heads, CancellationToken cancellation = default)
    {
        var before = await LatestAsync(unit, year, cancellation);
        if (before?.Day == day)
        {
            return before;
        }

        return await WriteAsync(Name(unit, year, day), new Anchor(unit, year, day, [.. heads]), before, cancellation);
    }

    /// <summary>The year's last anchor, which stands after those of all days; a second call answers the first.</summary>
    public async Task<Anchor> CloseAsync(
        UnitId unit, int year, DateOnly day, IEnumerable<AnchoredHead> heads, CancellationToken cancellation = default)
        => await WriteAsync(
            $"{Prefix(unit, year)}{Closing}",
            new Anchor(unit, year, day, [.. heads]),
            await LatestAsync(unit, year, cancellation),
            cancellation);

    /// <summary>The newest anchor of the year; null when there is none.</summary>
    public async Task<Anchor?> LatestAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => await NamesAsync(unit, year, cancellation) is [.., var latest]
            ? await ReadAsync(container.GetBlobClient(latest), cancellation)
            : null;

    /// <summary>Every anchor of the year, oldest first: a transaction for each day.</summary>
    public async Task<ImmutableArray<Anchor>> AllAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var found = new ConcurrentBag<Anchor>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            await NamesAsync(unit, year, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (name, token) =>
            {
                if (await ReadAsync(container.GetBlobClient(name), token) is { } anchor)
                {
                    found.Add(anchor);
                }
            });
        return [.. found.OrderBy(anchor => anchor.Day)];
    }

    private async Task<Anchor> WriteAsync(string name, Anchor now, Anchor? before, CancellationToken cancellation)
    {
        var anchor = now with { Earlier = before is null ? [] : [.. before.Earlier.Concat(before.Heads).Except(now.Heads)] };
        var blob = container.GetBlobClient(name);
        return await Blobs.CreateAsync(blob, BinaryData.FromString(CanonicalJson.Of(anchor)), cancellation, contentType: "application/json")
            ? anchor
            : await ReadAsync(blob, cancellation) ?? anchor;
    }

    /// <summary>Listed in the order of their names, which is that of the days.</summary>
    private async Task<List<string>> NamesAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix(unit, year), cancellation))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private static async Task<Anchor?> ReadAsync(BlobClient blob, CancellationToken cancellation)
        => await Blobs.FindAsync(blob, cancellation) is { } json ? JsonSerializer.Deserialize<Anchor>(json, Wire.Json) : null;

    private static string Prefix(UnitId unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/");

    private static string Name(UnitId unit, int year, DateOnly day)
        => string.Create(CultureInfo.InvariantCulture, $"{Prefix(unit, year)}{day:yyyy-MM-dd}.json");
}
