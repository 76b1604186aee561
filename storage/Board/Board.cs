using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
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
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {StreamKeys.Partition(unit, year)} and RowKey ge {StreamKeys.BoardStart} and RowKey lt {StreamKeys.BoardEnd}");
        var board = new YearBoard(UnitYear.Empty, 0, Chain.Genesis(Streams.Of(unit, year).ToString()), []);
        var projects = ImmutableArray.CreateBuilder<BoardRow>();
        await foreach (var entity in rows.Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
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
        var row = await rows.Table.GetEntityIfExistsAsync<TableEntity>(
            StreamKeys.Partition(unit, year), StreamKeys.Board(StreamKeys.UnitStream), cancellationToken: cancellation);
        return row.HasValue ? Parse<UnitYear>(row.Value!) : UnitYear.Empty;
    }

    internal static TableEntity Row<TState, TEvent>(LedgerStream<TState, TEvent> stream, TState state, int version, string hash)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => new TableEntity(stream.Partition, StreamKeys.Board(stream.Name))
        {
            [LedgerRows.VersionColumn] = version,
            [LedgerRows.HashColumn] = hash,
        }.WithLongText(LedgerRows.RowColumn, CanonicalJson.Of(stream.BoardRow(state)));

    private static T Parse<T>(TableEntity entity) => JsonSerializer.Deserialize<T>(entity.GetLongText(LedgerRows.RowColumn), Wire.Json)!;
}
