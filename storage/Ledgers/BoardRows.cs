using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A stream's row of the board: written with each append in the same transaction, so that the board never lags.</summary>
internal static class BoardRows
{
    public static TableEntity Row<TState, TEvent>(LedgerStream<TState, TEvent> stream, TState state, int version, string hash)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => new TableEntity(stream.Partition, StreamKeys.Board(stream.Name))
        {
            [LedgerRows.VersionColumn] = version,
            [LedgerRows.HashColumn] = hash,
        }.WithLongText(LedgerRows.RowColumn, CanonicalJson.Of(stream.BoardRow!(state)));

    /// <exception cref="DamagedRowException">It is no row of the board.</exception>
    public static T Parse<T>(TableEntity row)
        => row.Read(row => JsonSerializer.Deserialize<T>(row.GetLongText(LedgerRows.RowColumn), Wire.Json)!);

    public static bool IsSame(TableEntity one, TableEntity other)
        => one.GetLongText(LedgerRows.RowColumn) == other.GetLongText(LedgerRows.RowColumn)
        && one.GetInt32(LedgerRows.VersionColumn) == other.GetInt32(LedgerRows.VersionColumn)
        && one.GetString(LedgerRows.HashColumn) == other.GetString(LedgerRows.HashColumn);
}
