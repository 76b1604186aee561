using System.Collections.Immutable;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Units;

/// <summary>
/// Checks the stream of a unit's memberships from the stored bytes: its chain, its head, what they come to, and that each person's row
/// says what the events say of its key. One query (one more per 1000 rows), and two point reads where something is wrong.
/// </summary>
public sealed class MembershipCheck(StorageClients clients)
{
    private const int MostLooks = 50;

    private readonly LedgerRows rows = new(clients);
    private readonly PersonTable people = new(clients);

    /// <param name="anchored">Heads of <see cref="Streams.MembersName"/> that were anchored.</param>
    public async Task<StreamCheck> VerifyAsync(
        UnitId unit, IReadOnlyCollection<AnchoredHead>? anchored = null, CancellationToken cancellation = default)
    {
        var known = (anchored ?? []).Where(head => head.Stream == Streams.MembersName).ToImmutableArray();
        var check = await LookAsync(unit, known, cancellation);
        for (var looks = 0; !check.Ok && looks < MostLooks; looks++)
        {
            // What is written between two pages looks like tampering: it is read again until nothing is.
            var before = await TagAsync(unit, cancellation);
            check = await LookAsync(unit, known, cancellation);
            if (before == await TagAsync(unit, cancellation))
            {
                break;
            }
        }

        return check;
    }

    private async Task<StreamCheck> LookAsync(UnitId unit, ImmutableArray<AnchoredHead> anchored, CancellationToken cancellation)
    {
        var stream = Streams.Members(unit);
        var loaded = await rows.LoadWithCommandsAsync(stream.Place, cancellation);
        var (version, hash, found) = LedgerCheck.Chained(stream.Name, stream.ToString(), loaded, anchored);
        if (found is null)
        {
            var (record, at) = Recorded(loaded);
            var head = record is null ? null : Heads.Row(stream, record.Unit, version, hash);
            found = version == 0 && loaded.Head is null ? null
                : !LedgerCheck.StandsAt(loaded.Head, version, hash) ? Of(Tampering.HeadMismatch, version)
                : record is null || head is null ? Of(Tampering.EventUnreadable, at)
                : Heads.IsOfOneFold(loaded.Head, head) && !Heads.IsSameState(loaded.Head, head) ? Of(Tampering.StateMismatch, version)
                : !LedgerCheck.CommandsStand(loaded) ? Of(Tampering.CommandMismatch, version)
                : null;
            found ??= Fit(record!, (await people.AllAsync(unit, cancellation)).All) ? null : Of(Tampering.MembershipMismatch, version);
            return new(stream.Name, version, hash, found, Outdated: found is null && head is not null
                && loaded.Head is { } live && !Heads.IsOfOneFold(live, head));
        }

        return new(stream.Name, version, hash, found);

        TamperingFound Of(Tampering kind, int at) => new(kind, stream.Name, at);
    }

    /// <returns>Null, and where, when an event is none that follows from those before it.</returns>
    private static (MembershipRecord? Record, int At) Recorded(StreamRows loaded)
    {
        var record = MembershipRecord.Empty;
        foreach (var row in loaded.Events)
        {
            try
            {
                if (record.Apply(JsonSerializer.Deserialize<MembershipEvent>(row.Text!, Wire.Json)!) is not { } next)
                {
                    return (null, row.Version);
                }

                record = next;
            }
            catch (Exception)
            {
                return (null, row.Version); // whatever a hand-made event breaks in a fold that is only ever given decided ones
            }
        }

        return (record, loaded.Events.Count);
    }

    /// <summary>Each row says what the events say, and everyone whom they name has one row.</summary>
    private static bool Fit(MembershipRecord record, IReadOnlyList<TableEntity> rows)
    {
        try
        {
            return rows.Select(PersonRow.KeyOf).Order(StringComparer.Ordinal).SequenceEqual(record.Keys.Order(StringComparer.Ordinal))
                && rows.All(row => record.Says(
                    PersonRow.KeyOf(row),
                    PersonRow.Membership(row) is { } member ? PersonRow.TermsOf(member) : null,
                    PersonRow.Proposal(row) is { } open ? (open.Number, PersonRow.TermsOf(open.Membership)) : null));
        }
        catch (Exception)
        {
            return false; // a value that no row of ours has
        }
    }

    private async Task<ETag?> TagAsync(UnitId unit, CancellationToken cancellation)
    {
        var place = Streams.Members(unit).Place;
        return (await rows.FindAsync(place, StreamKeys.Head(place.Rows), cancellation))?.ETag;
    }
}
