using System.Collections.Immutable;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Ledger;

/// <summary>What is wrong with a stream.</summary>
public enum Tampering
{
    /// <summary>An event is missing between others, or its large text is gone.</summary>
    EventMissing,

    /// <summary>An event's text is not the one that was hashed, or not in canonical form.</summary>
    EventChanged,

    /// <summary>The head does not stand at the last event.</summary>
    HeadMismatch,

    /// <summary>The chain is whole in itself, and not the one that was anchored.</summary>
    AnchorMismatch,

    /// <summary>The board's row is not what the events come to.</summary>
    BoardMismatch,

    /// <summary>The chain is whole, and its events are none that this application writes.</summary>
    EventUnreadable,
}

/// <param name="Version">Where; 0 for the stream as a whole.</param>
public sealed record TamperingFound(Tampering Kind, string Stream, int Version);

/// <summary>Head of a stream as it was found, and what is wrong with it.</summary>
/// <param name="Outdated">The board's row lacks what this version of the application keeps there: nothing wrong, and to be rebuilt.</param>
public sealed record StreamCheck(string Stream, int Version, string Hash, TamperingFound? Found, bool Outdated = false)
{
    public bool Ok => Found is null;
}

/// <summary>Checks chains from the stored bytes, against every head anchored so far; trusts no head and no board row.</summary>
public sealed class LedgerCheck(StorageClients clients)
{
    private const int MostLooks = 50;

    private readonly LedgerRows rows = new(clients);

    /// <summary>Every stream of a unit's year, and every stream an anchor knows.</summary>
    public async Task<ImmutableArray<StreamCheck>> VerifyAsync(
        UnitId unit, int year, IReadOnlyCollection<Anchor>? anchors = null, CancellationToken cancellation = default)
    {
        var anchored = (anchors ?? []).SelectMany(anchor => anchor.Heads.Concat(anchor.Earlier)).ToLookup(head => head.Stream, StringComparer.Ordinal);
        var streams = await rows.LoadAllAsync(unit, year, cancellation);
        foreach (var gone in anchored.Where(stream => !streams.ContainsKey(stream.Key)))
        {
            streams.Add(gone.Key, new());
        }

        var checks = ImmutableArray.CreateBuilder<StreamCheck>(streams.Count);
        foreach (var (stream, loaded) in streams)
        {
            var check = Verify(unit, year, stream, loaded, [.. anchored[stream]]);
            checks.Add(check.Ok ? check : await LookAgainAsync(unit, year, stream, [.. anchored[stream]], cancellation));
        }

        return checks.MoveToImmutable();
    }

    /// <summary>
    /// The rows of a year come in several pages, and what is appended between two of them looks like tampering. So a stream
    /// that fails is read alone, until its head has stood still meanwhile.
    /// </summary>
    private async Task<StreamCheck> LookAgainAsync(
        UnitId unit, int year, string stream, ImmutableArray<AnchoredHead> anchored, CancellationToken cancellation)
    {
        StreamCheck check;
        ETag? before, after = await rows.HeadTagAsync(unit, year, stream, cancellation);
        var looks = 0;
        do
        {
            before = after;
            check = Verify(unit, year, stream, await rows.LoadWithBoardAsync(unit, year, stream, cancellation), anchored);
            after = await rows.HeadTagAsync(unit, year, stream, cancellation);
        }
        while (!check.Ok && before != after && ++looks < MostLooks);

        return check;
    }

    private static StreamCheck Verify(UnitId unit, int year, string stream, StreamRows loaded, ImmutableArray<AnchoredHead> anchored)
    {
        var (version, hash) = (0, Chain.Genesis($"{unit}:{year}:{stream}"));
        foreach (var row in loaded.Events)
        {
            version++;
            if (row.Version != version || row.Text is null)
            {
                return Found(Tampering.EventMissing, version);
            }

            hash = Chain.Link(hash, row.Text);
            if (hash != row.Hash || !IsCanonical(row.Text))
            {
                return Found(Tampering.EventChanged, version);
            }

            if (anchored.Any(head => head.Version == version && head.Hash != hash))
            {
                return Found(Tampering.AnchorMismatch, version);
            }
        }

        return anchored.Any(head => head.Version > version) ? Found(Tampering.AnchorMismatch, version)
            : !StandsAt(loaded.Head, version, hash) ? Found(Tampering.HeadMismatch, version)
            : BoardOf() is not { } board ? Found(Tampering.EventUnreadable, version)
            : !StandsAt(loaded.Board, version, hash) || !BoardRowText.IsOf(loaded.Board, board) ? Found(Tampering.BoardMismatch, version)
            : new(stream, version, hash, null, Outdated: !Board.Board.IsSame(loaded.Board, board));

        StreamCheck Found(Tampering kind, int at) => new(stream, version, hash, new(kind, stream, at));

        TableEntity? BoardOf() => stream == StreamKeys.UnitStream ? Fold(Streams.Of(unit, year), loaded, hash)
            : ProjectId.Parse(stream) is { Refusal: null, Value: var project } ? Fold(Streams.Of(unit, year, project), loaded, hash)
            : null;
    }

    /// <returns>The row that the board should have; null when the rules cannot apply the events.</returns>
    private static TableEntity? Fold<TState, TEvent>(LedgerStream<TState, TEvent> stream, StreamRows loaded, string hash)
        where TState : Domain.Review.IFold<TState, TEvent>
        where TEvent : class
    {
        try
        {
            var state = loaded.Events.Aggregate(TState.Empty, (folded, row) => folded.Apply(JsonSerializer.Deserialize<TEvent>(row.Text!, Wire.Json)!));
            return Board.Board.Row(stream, state, loaded.Events.Count, hash);
        }
        catch (Exception)
        {
            return null; // whatever a hand-made event breaks in a fold that is only ever given decided ones
        }
    }

    private static bool IsCanonical(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return CanonicalJson.Of(json.RootElement) == text;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool StandsAt(TableEntity? row, int version, string hash)
        => row is not null && LedgerRows.NumberIn(row, LedgerRows.VersionColumn) == version && LedgerRows.TextIn(row, LedgerRows.HashColumn) == hash;
}
