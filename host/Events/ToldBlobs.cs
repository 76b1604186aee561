using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PerfFlow.LocalHost.Events;

/// <summary>
/// Which functions were told of which states of which blobs, kept in an append blob: one line each, <c>function, container/blob,
/// etag</c>. It outlives the host, so that a restart tells nothing twice and forgets nothing. What is told and not yet written when
/// the host is killed is told again: Event Grid too tells at least once.
/// </summary>
/// <param name="prefix">Of the blob's name; a number follows. A later one takes the place of an earlier one when it is whole.</param>
internal sealed class ToldBlobs(BlobContainerClient container, string prefix)
{
    private const char Separator = '\t';
    private const string Whole = "#whole"; // the line that ends a copy; without it the one before still holds
    private const int SpareLines = 1000;
    private const int MostAppends = 40_000; // of the 50,000 blocks that an append blob takes
    private const int LongestAppend = 1024 * 1024;

    private readonly Dictionary<(string Function, string Blob), string> told = [];
    private readonly StringBuilder unwritten = new();
    private int generation;
    private int lines;
    private int appends;

    public static string Key(BlobState blob) => $"{blob.Container}/{blob.Name}";

    public async Task LoadAsync(CancellationToken cancellation)
    {
        told.Clear();
        unwritten.Clear();
        (generation, lines, appends) = (0, 0, 0);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        foreach (var number in (await GenerationsAsync(cancellation)).OrderDescending())
        {
            generation = Math.Max(generation, number);
            if (await TryReadAsync(number, cancellation))
            {
                generation = number;
                return;
            }
        }

        await StartAsync(generation + 1, cancellation);
    }

    public bool Has(string function, BlobState blob) => told.TryGetValue((function, Key(blob)), out var tag) && tag == blob.ETag;

    public void Add(string function, BlobState blob)
    {
        told[(function, Key(blob))] = blob.ETag;
        unwritten.Append(Line(function, Key(blob), blob.ETag));
        lines++;
    }

    /// <summary>Writes down what was told since the last call.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        if (unwritten.Length == 0)
        {
            return;
        }

        await AppendAsync(generation, unwritten.ToString(), cancellation);
        unwritten.Clear();
    }

    /// <summary>
    /// Begins a new blob without the lines of states and blobs that are no more, once there are many or it has no place for more.
    /// </summary>
    /// <param name="there">All blobs that are, as container/blob.</param>
    public async Task CompactAsync(IReadOnlySet<string> there, CancellationToken cancellation)
    {
        if (lines <= (2 * told.Count) + SpareLines && appends < MostAppends)
        {
            return;
        }

        foreach (var gone in told.Keys.Where(key => !there.Contains(key.Blob)).ToList())
        {
            told.Remove(gone);
        }

        var before = generation;
        await StartAsync(generation + 1, cancellation);
        await Blob(before).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private static string Line(string function, string blob, string tag) => $"{function}{Separator}{blob}{Separator}{tag}\n";

    private AppendBlobClient Blob(int number) =>
        container.GetAppendBlobClient(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}"));

    private async Task<IReadOnlyList<int>> GenerationsAsync(CancellationToken cancellation)
    {
        var found = new List<int>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{prefix}-", cancellation))
        {
            if (int.TryParse(blob.Name.AsSpan(prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                found.Add(number);
            }
        }

        return found;
    }

    /// <returns>False for a copy that was never finished.</returns>
    private async Task<bool> TryReadAsync(int number, CancellationToken cancellation)
    {
        told.Clear();
        (lines, appends) = (0, 0);
        var content = await Blob(number).DownloadContentAsync(cancellation);
        appends = content.Value.Details.BlobCommittedBlockCount;
        var whole = false;
        using var text = new StreamReader(content.Value.Content.ToStream(), Encoding.UTF8);
        while (await text.ReadLineAsync(cancellation) is { } line)
        {
            whole |= line == Whole;
            if (line.Split(Separator) is [var function, var blob, var tag])
            {
                told[(function, blob)] = tag;
                lines++;
            }
        }

        return whole;
    }

    /// <summary>Everything told so far in a blob of its own; it counts from its last line on.</summary>
    private async Task StartAsync(int number, CancellationToken cancellation)
    {
        await Blob(number).CreateAsync(new AppendBlobCreateOptions(), cancellation);
        appends = 0;
        await AppendAsync(
            number, string.Concat(told.Select(one => Line(one.Key.Function, one.Key.Blob, one.Value))) + $"{Whole}\n", cancellation);
        unwritten.Clear();
        (generation, lines) = (number, told.Count);
    }

    private async Task AppendAsync(int number, string text, CancellationToken cancellation)
    {
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(LongestAppend))
        {
            using var stream = new MemoryStream(part);
            await Blob(number).AppendBlockAsync(stream, cancellationToken: cancellation);
            appends++;
        }
    }
}
