using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Head rows: version and hash of a stream, and the state its events come to as canonical JSON, with the version of the fold that
/// made it. Loading a stream is reading this one row, whatever its history.
/// </summary>
internal sealed class Heads(LedgerRows rows)
{
    /// <summary>
    /// One point read. Where another version of the fold left the state, it is folded again from the events and kept, once.
    /// </summary>
    public async Task<LedgerHead<TState>> FindAsync<TState, TEvent>(LedgerStream<TState, TEvent> stream, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        while (true)
        {
            var row = await rows.FindAsync(stream.Place, StreamKeys.Head(stream.Place.Rows), cancellation);
            if (row is null)
            {
                return new(TState.Empty, 0, Chain.Genesis(stream.ToString()));
            }

            if (LedgerRows.NumberIn(row, LedgerRows.FoldColumn) == TState.FoldVersion)
            {
                return new(Parse<TState>(row), VersionOf(row), HashOf(row)) { Row = row };
            }

            if (await FoldAgainAsync(stream, row, cancellation) is { } folded)
            {
                return folded; // null: another writer was faster, and left a row to be read
            }
        }
    }

    /// <summary>The state as it was at a version; from the events up to there.</summary>
    public async Task<TState> StateAtAsync<TState, TEvent>(LedgerStream<TState, TEvent> stream, int version, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var events = await rows.EventsAsync(stream.Place, version, cancellation);
        return events.Count == version
            ? StoredRows.Read(
                $"{stream}",
                () => events.Aggregate(TState.Empty, (state, row) => state.Apply(row.Parse<TEvent>(stream.ToString()))))
            : throw new DamagedRowException($"{stream}", $"it has {events.Count} events and should have {version}");
    }

    /// <param name="held">See <see cref="Signature"/>.</param>
    public static TableEntity Row<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, TState state, int version, string hash, bool held = false)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var row = new TableEntity(stream.Place.Partition, StreamKeys.Head(stream.Place.Rows))
        {
            [LedgerRows.VersionColumn] = version,
            [LedgerRows.HashColumn] = hash,
            [LedgerRows.FoldColumn] = TState.FoldVersion,
        }.WithLongText(LedgerRows.StateColumn, CanonicalJson.Of(state));
        if (held)
        {
            row[LedgerRows.HeldColumn] = true;
        }

        return row;
    }

    /// <summary>Whether the two came of the same version of the fold.</summary>
    public static bool IsOfOneFold(TableEntity row, TableEntity other)
        => LedgerRows.NumberIn(row, LedgerRows.FoldColumn) == LedgerRows.NumberIn(other, LedgerRows.FoldColumn);

    public static bool IsSameState(TableEntity row, TableEntity other)
    {
        try
        {
            return row.GetLongText(LedgerRows.StateColumn) == other.GetLongText(LedgerRows.StateColumn);
        }
        catch (InvalidCastException)
        {
            return false; // a value of another type, which only a hand can have put there
        }
    }

    private async Task<LedgerHead<TState>?> FoldAgainAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, TableEntity row, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var (version, hash) = (VersionOf(row), HashOf(row));
        var state = await StateAtAsync(stream, version, cancellation);
        var folded = Row(stream, state, version, hash, Signature.IsHeld(row));
        return await rows.TryReplaceAsync(stream.Place, folded, row.ETag, cancellation) is { } tag
            ? new(state, version, hash) { Row = new TableEntity(folded) { ETag = tag } }
            : null;
    }

    private static TState Parse<TState>(TableEntity row)
        => row.Read(row => JsonSerializer.Deserialize<TState>(row.GetLongText(LedgerRows.StateColumn), Wire.Json)!);

    private static int VersionOf(TableEntity row)
        => LedgerRows.NumberIn(row, LedgerRows.VersionColumn) is { } version and > 0
            ? version
            : throw new DamagedRowException($"{row.PartitionKey}/{row.RowKey}", "a head without a version");

    private static string HashOf(TableEntity row)
        => LedgerRows.TextIn(row, LedgerRows.HashColumn) is { } hash && KeptFile.IsHash(hash)
            ? hash
            : throw new DamagedRowException($"{row.PartitionKey}/{row.RowKey}", "a head without a hash");
}
