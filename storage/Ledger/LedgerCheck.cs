using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
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

    /// <summary>The board's row is not at the head.</summary>
    BoardMismatch,
}

/// <param name="Version">Where; 0 for the stream as a whole.</param>
public sealed record TamperingFound(Tampering Kind, string Stream, int Version);

/// <summary>Head of a stream as it was found, and what is wrong with it.</summary>
public sealed record StreamCheck(string Stream, int Version, string Hash, TamperingFound? Found)
{
    public bool Ok => Found is null;
}

/// <summary>Checks chains from the stored bytes, against the anchor if there is one; trusts no head and no board row.</summary>
public sealed class LedgerCheck(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);

    /// <summary>Every stream of a unit's year, and every stream the anchor knows.</summary>
    public async Task<ImmutableArray<StreamCheck>> VerifyAsync(UnitId unit, int year, Anchor? anchor = null, CancellationToken cancellation = default)
    {
        var streams = await rows.LoadAllAsync(unit, year, cancellation);
        foreach (var gone in anchor?.Heads.Where(head => !streams.ContainsKey(head.Stream)) ?? [])
        {
            streams.Add(gone.Stream, new());
        }

        return
        [
            .. streams.Select(stream => Verify(
                $"{unit}:{year}:{stream.Key}",
                stream.Key,
                stream.Value,
                anchor?.Heads.FirstOrDefault(head => head.Stream == stream.Key))),
        ];
    }

    private static StreamCheck Verify(string genesis, string stream, StreamRows loaded, AnchoredHead? anchored)
    {
        var (version, hash) = (0, Chain.Genesis(genesis));
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

            if (anchored?.Version == version && anchored.Hash != hash)
            {
                return Found(Tampering.AnchorMismatch, version);
            }
        }

        return anchored?.Version > version ? Found(Tampering.AnchorMismatch, version)
            : !StandsAt(loaded.Head, version, hash) ? Found(Tampering.HeadMismatch, version)
            : !StandsAt(loaded.Board, version, hash) ? Found(Tampering.BoardMismatch, version)
            : new(stream, version, hash, null);

        StreamCheck Found(Tampering kind, int at) => new(stream, version, hash, new(kind, stream, at));
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
        => row?.GetInt32(LedgerRows.VersionColumn) == version && row.GetString(LedgerRows.HashColumn) == hash;
}
