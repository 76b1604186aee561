using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledger;

/// <summary>
/// Append-only streams of events, hash-chained (architecture §3). A command is decided on the stream as it stands and
/// appended only if it still stands so: events, head, board row and command id in one transaction.
/// </summary>
public sealed class Ledger(StorageClients clients, TimeProvider time)
{
    private const int MostAttempts = 50;

    private readonly LedgerRows rows = new(clients);
    private readonly Signature signature = new(clients);

    public async Task<LedgerHistory<TState, TEvent>> ReadAsync<TState, TEvent>(LedgerStream<TState, TEvent> stream, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => History(stream, await rows.LoadAsync(stream.Unit, stream.Year, stream.Name, cancellation));

    /// <summary>Two transactions when nobody interferes: one query, one batch. One when there is nothing to append.</summary>
    /// <param name="command">A repeat of a done command gets its first answer. Null: the decider itself knows repeats.</param>
    /// <param name="decide">Pure: it is called again when another writer was faster.</param>
    /// <exception cref="LedgerBusyException">Other writers won every time.</exception>
    public Task<LedgerAnswer<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => ExecuteAsync(stream, command, (state, now) => Task.FromResult(decide(state, now)), cancellation);

    /// <summary>
    /// As above, where something has to be stored between reading the stream and appending to it: a blob named by the next
    /// version, a reading. What it stores must be harmless when the append fails, and is stored again when it is called again.
    /// </summary>
    public async Task<LedgerAnswer<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var loaded = await rows.LoadAsync(stream.Unit, stream.Year, stream.Name, cancellation);
            var history = History(stream, loaded);
            if (command is not null && loaded.Commands.TryGetValue(StreamKeys.Command(stream.Name, command.Id), out var first))
            {
                return command.IsOf(first.Content)
                    ? FirstAnswer(history, first.Version)
                    : new(history.State, history.Version, history.Hash, CommandKey.Reused);
            }

            var decision = await decide(history.State, time.GetUtcNow());
            if (decision.Events.IsEmpty)
            {
                return new(history.State, history.Version, history.Hash, decision.Refusal);
            }

            var batch = new EntityBatch();
            if (stream.UntilSigned && Signature.IsHeld(loaded.Head))
            {
                var (unitHead, closed) = await signature.LookAsync(stream.Unit, stream.Year, cancellation);
                if (closed is not null)
                {
                    return new(history.State, history.Version, history.Hash, closed);
                }

                batch.Touch(stream.Partition, StreamKeys.Head(StreamKeys.UnitStream), unitHead);
            }

            if (await TryAppendAsync(batch, stream, loaded.Head, history, command, decision, cancellation) is { } answer)
            {
                return answer;
            }
        }

        throw new LedgerBusyException($"Stream {stream} changed {MostAttempts} times while a command was decided.");
    }

    /// <summary>
    /// For who is about to sign the year's report: what people append to these projects from now on (<see cref="LedgerStream{TState,TEvent}.UntilSigned"/>)
    /// and the signature exclude each other. To be called while the signature is decided, and before the board is read for it.
    /// </summary>
    public Task HoldAsync(UnitId unit, int year, IEnumerable<ProjectId> projects, CancellationToken cancellation = default)
        => signature.HoldAsync(unit, year, projects, cancellation);

    private async Task<LedgerAnswer<TState>?> TryAppendAsync<TState, TEvent>(
        EntityBatch batch,
        LedgerStream<TState, TEvent> stream,
        TableEntity? head,
        LedgerHistory<TState, TEvent> history,
        CommandKey? command,
        Decision<TEvent> decision,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var (version, hash) = (history.Version, history.Hash);
        foreach (var happened in decision.Events)
        {
            var canonical = CanonicalJson.Of(happened);
            hash = Chain.Link(hash, canonical);
            batch.Add(await rows.EventAsync(stream.Unit, stream.Year, stream.Name, ++version, canonical, hash, cancellation));
        }

        var state = decision.On(history.State);
        var standing = Row(stream.Partition, StreamKeys.Head(stream.Name), version, hash);
        if (!stream.UntilSigned && Signature.IsHeld(head))
        {
            standing[LedgerRows.HeldColumn] = true; // only who touched the unit's head may take the mark away
        }

        _ = head is null ? batch.Add(standing) : batch.Replace(standing, head.ETag);
        batch.Upsert(Board.Board.Row(stream, state, version, hash));
        if (command is not null)
        {
            var row = Row(stream.Partition, StreamKeys.Command(stream.Name, command.Id), version, hash);
            row[LedgerRows.ContentColumn] = command.Content;
            batch.Add(row);
        }

        return await batch.TrySubmitAsync(rows.Table, cancellation) ? new(state, version, hash) : null;
    }

    private static LedgerAnswer<TState> FirstAnswer<TState, TEvent>(LedgerHistory<TState, TEvent> history, int version)
        where TState : IFold<TState, TEvent>
        => new(
            Fold<TState, TEvent>(history.Events.Take(version)),
            version,
            history.Events[version - 1].Hash,
            Repeated: true);

    private static LedgerHistory<TState, TEvent> History<TState, TEvent>(LedgerStream<TState, TEvent> stream, StreamRows rows)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var events = rows.Events
            .Select(row => new LedgerEntry<TEvent>(row.Version, Parse<TEvent>(stream.ToString(), row), row.Hash))
            .ToImmutableArray();
        return new(
            Fold<TState, TEvent>(events),
            events.Length,
            events.IsEmpty ? Chain.Genesis(stream.ToString()) : events[^1].Hash,
            events);
    }

    private static TState Fold<TState, TEvent>(IEnumerable<LedgerEntry<TEvent>> events)
        where TState : IFold<TState, TEvent>
        => events.Aggregate(TState.Empty, (state, entry) => state.Apply(entry.Event));

    private static TEvent Parse<TEvent>(string stream, EventRow row)
        where TEvent : class
        => (row.Text is null ? null : JsonSerializer.Deserialize<TEvent>(row.Text, Wire.Json))
            ?? throw new InvalidDataException($"Event {row.Version} of {stream} is gone; verify the ledger.");

    private static TableEntity Row(string partition, string key, int version, string hash)
        => new(partition, key) { [LedgerRows.VersionColumn] = version, [LedgerRows.HashColumn] = hash };
}
