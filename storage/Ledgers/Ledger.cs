using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Append-only streams of events, hash-chained (architecture §3). A command is decided on the stream as it stands and
/// appended only if it still stands so: events, head, board row and command id in one transaction.
/// </summary>
public sealed class Ledger
{
    private const int MostAttempts = 50;

    private readonly TimeProvider time;
    private readonly LedgerRows rows;
    private readonly Heads heads;
    private readonly Signature signature;
    private readonly KnownStreams? known;
    private readonly KnownStorage storage;

    /// <param name="known">Null: every stream is read each time.</param>
    public Ledger(StorageClients clients, TimeProvider time, KnownStreams? known = null)
    {
        this.time = time;
        this.known = known;
        rows = new(clients);
        heads = new(rows);
        signature = new(clients);
        storage = clients.Known;
    }

    /// <summary>The stream as it stands: one point read, whatever its history.</summary>
    public async Task<LedgerHead<TState>> FindAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var head = await heads.FindAsync(stream, cancellation);
        if (head.Version == 0 && stream.Name == StreamKeys.UnitStream)
        {
            await storage.LookAsync(cancellation); // a year begins once, and without one nothing else is found or begun
        }

        known?.Keep(stream, head);
        return head;
    }

    /// <summary>As above, for who will append to it: as this process last saw it where it did, and then nothing is read.</summary>
    public async Task<LedgerHead<TState>> FindKnownAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => known?.Head(stream) ?? await FindAsync(stream, cancellation);

    /// <summary>All that has happened in the stream, for those who are shown it: one query (one more per 1000 events).</summary>
    public async Task<LedgerHistory<TState, TEvent>> ReadAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var loaded = await rows.LoadAsync(stream.Place, cancellation);
        var version = loaded.Head is null ? 0 : LedgerRows.NumberIn(loaded.Head, LedgerRows.VersionColumn) ?? 0;
        var events = loaded.Events
            .Take(version) // pages are read one after the other: what was appended meanwhile is not of this head
            .Select(row => new LedgerEntry<TEvent>(row.Version, row.Parse<TEvent>(stream.ToString()), row.Hash))
            .ToImmutableArray();
        if (events.Length != version || (loaded.Head is null && loaded.Events.Count > 0))
        {
            throw new DamagedRowException($"{stream}", $"it has {loaded.Events.Count} events and should have {version}");
        }

        var head = new LedgerHead<TState>(
            StoredRows.Read($"{stream}", () => events.Aggregate(TState.Empty, (state, entry) => state.Apply(entry.Event))),
            version,
            events.IsEmpty ? Chain.Genesis(stream.ToString()) : events[^1].Hash)
        {
            Row = loaded.Head,
        };
        var history = new LedgerHistory<TState, TEvent>(head, events);
        known?.Keep(stream, history, loaded.Events.Sum(row => (long)(row.Text?.Length ?? 0)));
        return history;
    }

    /// <summary>As above, for who will append to it: as this process last saw it where it did, and then nothing is read.</summary>
    public async Task<LedgerHistory<TState, TEvent>> ReadKnownAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => known?.History(stream) ?? await ReadAsync(stream, cancellation);

    /// <summary>
    /// Two transactions when nobody interferes: one point read, one batch. One when there is nothing to append, and one more to see
    /// whether the command was done before.
    /// </summary>
    /// <param name="command">A repeat of a done command gets its first answer. Null: the decider itself knows repeats.</param>
    /// <param name="decide">Pure: it is called again when another writer was faster, and for a repeat too.</param>
    /// <exception cref="LedgerBusyException">Other writers won every time.</exception>
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => ExecuteAsync(stream, null, command, (state, now) => Task.FromResult(decide(state, now)), cancellation);

    /// <summary>
    /// As above, where something has to be stored between reading the stream and appending to it: a blob named by the next
    /// version. What it stores must be harmless when the append fails, and is stored again when it is called again.
    /// </summary>
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => ExecuteAsync(stream, null, command, decide, cancellation);

    /// <summary>
    /// As above, from a stream read before, or known: one batch when nobody has interfered since. What is known may have changed: it is
    /// read before anything is refused or left as it is.
    /// </summary>
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        LedgerHead<TState>? read,
        CommandKey? command,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => ExecuteAsync(stream, read, command, (state, now) => Task.FromResult(decide(state, now)), cancellation);

    /// <summary>Whether the command was done on the stream: one point read. For who would store something before it is decided.</summary>
    public async Task<bool> KnowsAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, CommandKey command, CancellationToken cancellation = default)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => await rows.CommandAsync(stream.Place, command.Id, cancellation) is not null;

    /// <summary>
    /// For who is about to sign the year's report: what people append to these projects from now on
    /// (<see cref="LedgerStream{TState,TEvent}.UntilSigned"/>) and the signature exclude each other. To be called while the signature is
    /// decided, and before the board is read for it.
    /// </summary>
    public Task HoldAsync(UnitId unit, int year, IEnumerable<ProjectId> projects, CancellationToken cancellation = default)
        => signature.HoldAsync(unit, year, projects, cancellation);

    /// <summary>
    /// As all above, in one: from a stream read just before, null to read it now, and storing something before it is appended.
    /// </summary>
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        LedgerHead<TState>? read,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => ExecuteAsync(stream, read, command, async (state, now) => new Append<TEvent>(await decide(state, now)), cancellation);

    /// <summary>As above, where other rows of the stream's partition change with it, all or nothing.</summary>
    internal async Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        LedgerHead<TState>? read,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Append<TEvent>>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var head = read ?? await FindAsync(stream, cancellation);
            read = null;
            if (attempt > 1 && head.Version == 0)
            {
                await storage.LookAsync(cancellation); // there was something in the stream, or somebody was beginning it
            }

            var (decision, write) = await decide(head.State, time.GetUtcNow());
            if (decision.Events.IsEmpty && head.IsKnown)
            {
                continue;
            }

            var (refusal, answer) = decision.Events.IsEmpty
                ? (decision.Refusal, null)
                : await AppendAsync(stream, head, command, decision, write, cancellation);
            if (answer is not null)
            {
                return answer;
            }

            if (command is not null && await FirstAnswerAsync(stream, head, command, cancellation) is { } first)
            {
                return first;
            }

            if (decision.Events.IsEmpty || refusal is not null)
            {
                return new(head.State, head.Version, head.Hash, refusal);
            }
        }

        throw new LedgerBusyException($"Stream {stream} changed {MostAttempts} times while a command was decided.");
    }

    /// <returns>
    /// The answer when it was appended; else why it may not be; neither when the stream has changed or knows the command.
    /// </returns>
    private async Task<(Refusal? Refusal, LedgerOutcome<TState>? Answer)> AppendAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, LedgerHead<TState> head,
        CommandKey? command, Decision<TEvent> decision, Action<EntityBatch>? write, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var batch = new EntityBatch();
        var held = Signature.IsHeld(head.Row);
        if (stream.UntilSigned && held)
        {
            var (unitHead, closed) = await signature.LookAsync(stream.Unit, stream.Year, cancellation);
            if (closed is not null)
            {
                return (closed, null);
            }

            batch.Touch(stream.Partition, StreamKeys.Head(StreamKeys.UnitStream), unitHead);
        }

        var (version, hash, characters) = (head.Version, head.Hash, 0L);
        var added = ImmutableArray.CreateBuilder<LedgerEntry<TEvent>>(decision.Events.Length);
        foreach (var happened in decision.Events)
        {
            var canonical = CanonicalJson.Of(happened);
            hash = Chain.Link(hash, canonical);
            characters += canonical.Length;
            batch.Add(await rows.EventAsync(stream.Place, ++version, canonical, hash, cancellation));
            // as every reader finds it: 85, not 85.0
            added.Add(new(version, JsonSerializer.Deserialize<TEvent>(canonical, Wire.Json)!, hash));
        }

        var state = head.State;
        foreach (var entry in added)
        {
            if (stream.IsNews(state, entry.Event))
            {
                batch.UpsertMerge(UntoldNews.Row(stream.Partition, stream.Name, entry.Version)); // one left behind stops nobody
            }

            state = state.Apply(entry.Event);
        }

        // only who touched the unit's head takes the mark away
        var standing = Heads.Row(stream, state, version, hash, held && !stream.UntilSigned);
        _ = head.Row is null ? batch.Add(standing) : batch.Replace(standing, head.Row.ETag);
        if (stream.BoardRow is not null)
        {
            batch.UpsertMerge(BoardRows.Row(stream, state, version, hash));
        }

        write?.Invoke(batch);
        foreach (var beside in decision.Events.Select(stream.Beside).OfType<TableEntity>())
        {
            batch.UpsertMerge(beside);
        }

        if (command is not null)
        {
            batch.Add(new TableEntity(stream.Partition, StreamKeys.Command(stream.Place.Rows, command.Id))
            {
                [LedgerRows.VersionColumn] = version,
                [LedgerRows.HashColumn] = hash,
                [LedgerRows.ContentColumn] = command.Content,
            });
        }

        if (!await batch.TrySubmitAsync(rows.TableOf(stream.Place), cancellation))
        {
            known?.Forget(stream);
            return (null, null);
        }

        standing.ETag = batch.TagOf(standing.RowKey);
        known?.Keep(stream, head, added.DrainToImmutable(), new(state, version, hash) { Row = standing }, characters);
        return (null, new(state, version, hash));
    }

    /// <returns>Null when the stream does not know the command.</returns>
    private async Task<LedgerOutcome<TState>?> FirstAnswerAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, LedgerHead<TState> head, CommandKey command, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => await rows.CommandAsync(stream.Place, command.Id, cancellation) switch
        {
            null => null,
            var first when !command.IsOf(first.Content) => new(head.State, head.Version, head.Hash, CommandKey.Reused),
            var first => new(
                (first.Version, first.Hash) == (head.Version, head.Hash)
                    ? head.State
                    : await heads.StateAtAsync(stream, first.Version, cancellation),
                first.Version,
                first.Hash,
                Repeated: true),
        };
}

/// <summary>What is to be appended, and what else is written with it.</summary>
/// <param name="Write">Null for nothing.</param>
internal sealed record Append<TEvent>(Decision<TEvent> Decision, Action<EntityBatch>? Write = null);
