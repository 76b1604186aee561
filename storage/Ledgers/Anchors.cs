using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
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

    /// <summary>It is the year's last, which stands after those of all days.</summary>
    [JsonIgnore]
    public bool IsClosing { get; init; }
}

/// <param name="All">Every one that can be read, oldest first.</param>
/// <param name="Unreadable">Names of those that cannot, or say that they are another's.</param>
public sealed record FoundAnchors(ImmutableArray<Anchor> All, ImmutableArray<string> Unreadable);

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

    /// <summary>The newest anchor of the year that can be read; null when there is none.</summary>
    public async Task<Anchor?> LatestAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        foreach (var name in Enumerable.Reverse(await NamesAsync(unit, year, cancellation)))
        {
            if (await ReadAsync(unit, year, name, cancellation) is { } latest)
            {
                return latest;
            }
        }

        return null;
    }

    /// <summary>Every anchor of the year, oldest first: a transaction for each day.</summary>
    public async Task<ImmutableArray<Anchor>> AllAsync(UnitId unit, int year, CancellationToken cancellation = default)
        => (await FindAllAsync(unit, year, cancellation)).All;

    /// <summary>As above, and what lies among them and is none.</summary>
    public async Task<FoundAnchors> FindAllAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var (found, unreadable) = (new ConcurrentBag<Anchor>(), new ConcurrentBag<string>());
        await System.Threading.Tasks.Parallel.ForEachAsync(
            await NamesAsync(unit, year, cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (name, token) =>
            {
                if (await ReadAsync(unit, year, name, token) is { } anchor)
                {
                    found.Add(anchor);
                }
                else
                {
                    unreadable.Add(name[Prefix(unit, year).Length..]);
                }
            });
        return new(
            [.. found.OrderBy(anchor => anchor.Day).ThenBy(anchor => anchor.IsClosing)],
            [.. unreadable.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The years of a unit that have their last anchor: one transaction for the years, one for each.</summary>
    public async Task<ImmutableArray<int>> ClosedYearsAsync(UnitId unit, CancellationToken cancellation = default)
    {
        var years = ImmutableArray.CreateBuilder<int>();
        await foreach (var found in container.GetBlobsByHierarchyAsync(
            BlobTraits.None, BlobStates.None, "/", $"{unit}/", cancellation))
        {
            if (found.IsPrefix
                && int.TryParse(
                    found.Prefix.AsSpan(unit.Value.Length + 1).TrimEnd('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && await container.GetBlobClient($"{Prefix(unit, year)}{Closing}").ExistsAsync(cancellation))
            {
                years.Add(year);
            }
        }

        return years.ToImmutable();
    }

    private async Task<Anchor> WriteAsync(string name, Anchor now, Anchor? before, CancellationToken cancellation)
    {
        var anchor = now with { Earlier = before is null ? [] : [.. before.Earlier.Concat(before.Heads).Except(now.Heads)] };
        var text = BinaryData.FromString(CanonicalJson.Of(anchor));
        return await Blobs.CreateAsync(container.GetBlobClient(name), text, cancellation, contentType: "application/json")
            ? anchor
            : await ReadAsync(now.Unit, now.Year, name, cancellation) ?? anchor;
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

    /// <summary>Null for what is no anchor of this year, or of another day.</summary>
    private async Task<Anchor?> ReadAsync(UnitId unit, int year, string name, CancellationToken cancellation)
        => Notes.Parse<Anchor>(await Blobs.FindAsync(container.GetBlobClient(name), cancellation)) is { Heads.IsDefault: false } anchor
            && (anchor.Unit, anchor.Year) == (unit, year)
            && (name == Name(unit, year, anchor.Day) || name == $"{Prefix(unit, year)}{Closing}")
                ? anchor with { IsClosing = name.EndsWith(Closing, StringComparison.Ordinal) }
                : null;

    private static string Prefix(UnitId unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}/");

    private static string Name(UnitId unit, int year, DateOnly day)
        => string.Create(CultureInfo.InvariantCulture, $"{Prefix(unit, year)}{day:yyyy-MM-dd}.json");
}
