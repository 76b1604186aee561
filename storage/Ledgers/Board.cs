using System.Collections.Immutable;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A project's row.</summary>
/// <param name="Version">Events in the project's stream.</param>
/// <param name="Head">Head of its chain, hex.</param>
public sealed record BoardRow(ProjectId Project, ProjectSummary Summary, int Version, string Head);

/// <summary>The year of a unit at a glance.</summary>
/// <param name="Unit">Plan, projects and report; empty when the unit has no such year.</param>
/// <param name="Rows">Projects with something in their stream, by id. A project registered and not begun has no row.</param>
public sealed record YearBoard(UnitYear Unit, int UnitVersion, string UnitHead, ImmutableArray<BoardRow> Rows)
{
    /// <summary>What people are to be told of and were not yet, by stream and version.</summary>
    public ImmutableArray<Untold> Untold { get; init; } = [];

    /// <summary>Null for a project that has not begun.</summary>
    public BoardRow? Find(ProjectId project)
    {
        var (from, to) = (0, Rows.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            switch (string.CompareOrdinal(Rows[middle].Project.Value, project.Value))
            {
                case 0:
                    return Rows[middle];
                case < 0:
                    from = middle + 1;
                    break;
                default:
                    to = middle;
                    break;
            }
        }

        return null;
    }

    public ProjectSummary Summary(ProjectId project) => Find(project)?.Summary ?? ProjectSummary.Empty;
}

/// <summary>The projection of the ledger: every append writes its row in the same transaction, so it never lags.</summary>
public sealed class Board(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);

    /// <summary>One query for the whole board: of no more rows than a page holds (<see cref="UnitYearDecider.MostProjects"/>).</summary>
    public async Task<YearBoard> ShowAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var (state, stateVersion, stateHead) = (UnitYearState.Empty, 0, Chain.Genesis(Streams.Of(unit, year).ToString()));
        var begun = ImmutableArray.CreateBuilder<BoardRow>();
        var registered = new List<Registration>();
        var untold = ImmutableArray.CreateBuilder<Untold>();
        var isThere = false;
        await foreach (var entity in rows.BoardRowsAsync(unit, year, cancellation))
        {
            if (UntoldNews.In(entity.RowKey) is { } news)
            {
                untold.Add(news);
                continue;
            }

            var (version, head) = entity.Read(row => (row.GetInt32(LedgerRows.VersionColumn), row.GetString(LedgerRows.HashColumn)));
            var stream = StreamKeys.StreamOfBoard(entity.RowKey);
            if (stream == StreamKeys.UnitStream)
            {
                isThere = true;
                (state, stateVersion, stateHead) = (BoardRows.Parse<UnitYearState>(entity), version ?? 0, head);
                continue;
            }

            if (version is not null)
            {
                var project = entity.Read(_ => ProjectId.Parse(stream).Value);
                begun.Add(new(project, BoardRows.Parse<ProjectSummary>(entity), version.Value, head));
            }

            if (RegistrationColumns.In(entity) is { } registration)
            {
                registered.Add(registration);
            }
        }

        if (!isThere)
        {
            await clients.Known.LookAsync(cancellation);
        }

        return StoredRows.Read(
            StreamKeys.Partition(unit, year),
            () => new YearBoard(UnitYear.Of(state, registered), stateVersion, stateHead, begun.ToImmutable()) // one project in two rows
            {
                Untold = untold.ToImmutable(),
            });
    }

    /// <summary>The unit's year without its projects: one point read. Empty when there is none.</summary>
    public async Task<UnitYearState> UnitYearAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var row = await rows.FindAsync(unit, year, StreamKeys.Board(StreamKeys.UnitStream), cancellation);
        if (row is null)
        {
            await clients.Known.LookAsync(cancellation);
            return UnitYearState.Empty;
        }

        return BoardRows.Parse<UnitYearState>(row);
    }

    /// <summary>One project of the unit's year: one point read. Null when it was never registered.</summary>
    /// <param name="project">Null: none, and nothing is read.</param>
    public async Task<Registration?> RegistrationAsync(UnitId unit, int year, ProjectId? project, CancellationToken cancellation = default)
        => project is not null && await rows.FindAsync(unit, year, StreamKeys.Board(project.Value), cancellation) is { } row
            ? RegistrationColumns.In(row)
            : null;

    /// <summary>Every project of the unit's year, those withdrawn too, and nothing of what was done in them: one query.</summary>
    public async Task<ImmutableArray<Registration>> RegistrationsAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var all = ImmutableArray.CreateBuilder<Registration>();
        await foreach (var row in rows.BoardRowsAsync(unit, year, cancellation, RegistrationColumns.All))
        {
            if (RegistrationColumns.In(row) is { } registration)
            {
                all.Add(registration);
            }
        }

        return all.DrainToImmutable();
    }

    /// <summary>Writes every head and every row of the board again from the events, where it is not as it should be.</summary>
    /// <returns>
    /// Number of streams mended: 0 unless someone changed the table by hand, or another version of the application wrote it.
    /// </returns>
    /// <exception cref="DamagedRowException">Events are missing or not those that were written: nothing is made of them.</exception>
    public async Task<int> RebuildAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var ledger = new Ledger(clients, TimeProvider.System);
        var loaded = await rows.LoadAllAsync(unit, year, cancellation);
        var mended = await PutBackHeadsAsync(unit, year, loaded, cancellation); // first: without its head no stream is read
        var projects = await ProjectsAsync(ledger, unit, year, cancellation);
        foreach (var stream in loaded.Keys.Union(projects.ProjectsToArchive.Select(project => project.Id.Value))
            .Order(StringComparer.Ordinal))
        {
            if (ProjectId.Parse(stream) is { Refusal: null, Value: var project }
                ? await RebuildAsync(ledger, Streams.Of(unit, year, project), project, projects, cancellation)
                : await RebuildAsync(ledger, Streams.Of(unit, year), null, projects, cancellation))
            {
                mended.Add(stream);
            }
        }

        return mended.Count;
    }

    /// <returns>The streams that had lost their heads.</returns>
    private async Task<HashSet<string>> PutBackHeadsAsync(
        UnitId unit, int year, IReadOnlyDictionary<string, StreamRows> loaded, CancellationToken cancellation)
    {
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (stream, found) in loaded.Where(stream => stream.Value is { Head: null, Events.Count: > 0 }))
        {
            if (stream == StreamKeys.UnitStream ? await PutBackHeadAsync(Streams.Of(unit, year), found, cancellation)
                : ProjectId.Parse(stream) is { Refusal: null, Value: var project }
                    && await PutBackHeadAsync(Streams.Of(unit, year, project), found, cancellation))
            {
                mended.Add(stream);
            }
        }

        return mended;
    }

    /// <returns>False when the stream has a head by now.</returns>
    private async Task<bool> PutBackHeadAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, StreamRows found, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var (state, version, hash) = (TState.Empty, 0, Chain.Genesis(stream.ToString()));
        foreach (var row in found.Events)
        {
            (state, version, hash) = (state.Apply(row.Parse<TEvent>(stream.ToString())), version + 1, Chain.Link(hash, row.Text!));
            if (row.Version != version || row.Hash != hash)
            {
                throw new DamagedRowException($"{stream}", $"it has no head, and event {version} is not the one that was written");
            }
        }

        if (found.Board is not null && LedgerRows.NumberIn(found.Board, LedgerRows.VersionColumn) > version)
        {
            throw new DamagedRowException($"{stream}", "it has no head, and fewer events than its row of the board knows of");
        }

        // A project's head may have carried the mark of a signature: on one too many an append only looks once more.
        var head = Heads.Row(stream, state, version, hash, held: stream.Name != StreamKeys.UnitStream);
        return await new EntityBatch().Add(head).TrySubmitAsync(rows.Table, cancellation);
    }

    /// <param name="project">Null for the unit's own row.</param>
    /// <param name="known">The year with its projects, as it may have been a while ago.</param>
    /// <returns>Whether something was not as it should be.</returns>
    private async Task<bool> RebuildAsync<TState, TEvent>(
        Ledger ledger, LedgerStream<TState, TEvent> stream, ProjectId? project, UnitYear known, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        for (var projects = known; ; projects = await ProjectsAsync(ledger, stream.Unit, stream.Year, cancellation))
        {
            var live = await rows.FindAsync(stream.Unit, stream.Year, StreamKeys.Board(stream.Name), cancellation);
            var history = await ledger.ReadAsync(stream, cancellation);
            if (IsRight(projects))
            {
                return false;
            }

            projects = await ProjectsAsync(ledger, stream.Unit, stream.Year, cancellation); // not older than the row
            if (IsRight(projects))
            {
                return false;
            }

            // The conditions keep rows that an append wrote meanwhile; then look again.
            var batch = new EntityBatch();
            var row = new TableEntity(stream.Partition, StreamKeys.Board(stream.Name));
            if (history.Head.Row is { } stands)
            {
                batch.Replace(HeadRow(stands), stands.ETag);
                row = BoardRows.Row(stream, history.State, history.Version, history.Hash);
            }

            var registration = projects.RegistrationOf(project);
            row.WithRegistration(registration);
            _ = live is null ? batch.Add(row)
                : history.Version == 0 && registration is null ? batch.Delete(row, live.ETag)
                : batch.Replace(row, live.ETag);
            if (await batch.TrySubmitAsync(rows.Table, cancellation))
            {
                return true;
            }

            bool IsRight(UnitYear year) => RegistrationColumns.Say(live, year.RegistrationOf(project))
                && (history.Head.Row is { } stands
                    ? live is not null && BoardRows.IsSame(live, BoardRows.Row(stream, history.State, history.Version, history.Hash))
                        && Heads.IsOfOneFold(stands, HeadRow(stands)) && Heads.IsSameState(stands, HeadRow(stands))
                    : live is null || RegistrationColumns.AreAll(live));

            TableEntity HeadRow(TableEntity stands)
                => Heads.Row(stream, history.State, history.Version, history.Hash, Signature.IsHeld(stands));
        }
    }

    private static async Task<UnitYear> ProjectsAsync(Ledger ledger, UnitId unit, int year, CancellationToken cancellation)
        => (await ledger.ReadAsync(Streams.Of(unit, year), cancellation)).Events
            .Aggregate(UnitYear.Empty, (folded, entry) => folded.Apply(entry.Event));
}
