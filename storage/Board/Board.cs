using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Board;

/// <summary>A project's row.</summary>
/// <param name="Version">Events in the project's stream.</param>
/// <param name="Head">Head of its chain, hex.</param>
public sealed record BoardRow(ProjectId Project, ProjectSummary Summary, int Version, string Head);

/// <summary>The year of a unit at a glance.</summary>
/// <param name="Unit">Plan, projects and report; empty when the unit has no such year.</param>
/// <param name="Rows">Projects with something in their stream, by id. A project registered and not begun has no row.</param>
public sealed record YearBoard(UnitYear Unit, int UnitVersion, string UnitHead, ImmutableArray<BoardRow> Rows)
{
    public ProjectSummary Summary(ProjectId project) => Rows.FirstOrDefault(row => row.Project == project)?.Summary ?? ProjectSummary.Empty;
}

/// <summary>The projection of the ledger: every append writes its row in the same transaction, so it never lags.</summary>
public sealed class Board(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);

    /// <summary>One query for the whole board.</summary>
    public async Task<YearBoard> ShowAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var board = new YearBoard(UnitYear.Empty, 0, Chain.Genesis(Streams.Of(unit, year).ToString()), []);
        var projects = ImmutableArray.CreateBuilder<BoardRow>();
        await foreach (var entity in rows.BoardRowsAsync(unit, year, cancellation))
        {
            var (version, head) = (entity.GetInt32(LedgerRows.VersionColumn) ?? 0, entity.GetString(LedgerRows.HashColumn));
            var stream = StreamKeys.StreamOfBoard(entity.RowKey);
            if (stream == StreamKeys.UnitStream)
            {
                board = board with { Unit = Parse<UnitYear>(entity), UnitVersion = version, UnitHead = head };
            }
            else
            {
                projects.Add(new(ProjectId.Parse(stream).Value, Parse<ProjectSummary>(entity), version, head));
            }
        }

        return board with { Rows = projects.ToImmutable() };
    }

    /// <summary>The unit's year alone: one point read. Empty when there is none.</summary>
    public async Task<UnitYear> UnitYearAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var row = await rows.FindAsync(unit, year, StreamKeys.Board(StreamKeys.UnitStream), cancellation);
        return row is null ? UnitYear.Empty : Parse<UnitYear>(row);
    }

    /// <summary>Writes every row again from the events, where it is not as it should be.</summary>
    /// <returns>Number of rows mended: 0 unless someone changed the table by hand.</returns>
    public async Task<int> RebuildAsync(UnitId unit, int year, CancellationToken cancellation = default)
    {
        var ledger = new Ledger.Ledger(clients, TimeProvider.System);
        var mended = 0;
        foreach (var stream in (await rows.LoadAllAsync(unit, year, cancellation)).Keys)
        {
            mended += ProjectId.Parse(stream) is { Refusal: null } project
                ? await RebuildAsync(ledger, Streams.Of(unit, year, project.Value), cancellation)
                : await RebuildAsync(ledger, Streams.Of(unit, year), cancellation);
        }

        return mended;
    }

    internal static TableEntity Row<TState, TEvent>(LedgerStream<TState, TEvent> stream, TState state, int version, string hash)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => new TableEntity(stream.Partition, StreamKeys.Board(stream.Name))
        {
            [LedgerRows.VersionColumn] = version,
            [LedgerRows.HashColumn] = hash,
        }.WithLongText(LedgerRows.RowColumn, CanonicalJson.Of(stream.BoardRow(state)));

    private async Task<int> RebuildAsync<TState, TEvent>(Ledger.Ledger ledger, LedgerStream<TState, TEvent> stream, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        while (true)
        {
            var live = await rows.FindAsync(stream.Unit, stream.Year, StreamKeys.Board(stream.Name), cancellation);
            var history = await ledger.ReadAsync(stream, cancellation);
            if (history.Version == 0)
            {
                return 0;
            }

            var row = Row(stream, history.State, history.Version, history.Hash);
            if (live is not null && IsSame(live, row))
            {
                return 0;
            }

            // The condition keeps a row that an append wrote meanwhile; then look again.
            var batch = new EntityBatch();
            _ = live is not null ? batch.Replace(row, live.ETag) : batch.Add(row);
            if (await batch.TrySubmitAsync(rows.Table, cancellation))
            {
                return 1;
            }
        }
    }

    internal static bool IsSame(TableEntity one, TableEntity other)
        => one.GetLongText(LedgerRows.RowColumn) == other.GetLongText(LedgerRows.RowColumn)
        && one.GetInt32(LedgerRows.VersionColumn) == other.GetInt32(LedgerRows.VersionColumn)
        && one.GetString(LedgerRows.HashColumn) == other.GetString(LedgerRows.HashColumn);

    private static T Parse<T>(TableEntity entity) => JsonSerializer.Deserialize<T>(entity.GetLongText(LedgerRows.RowColumn), Wire.Json)!;
}
