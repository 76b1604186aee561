using Azure.Data.Tables;

namespace PerfFlow.Storage.Ledger;

/// <summary>A stream as it stands, without the events that brought it there.</summary>
/// <param name="State">What deciding needs; empty for a stream without events.</param>
/// <param name="Version">Number of events in the stream.</param>
/// <param name="Hash">Head of its chain, hex.</param>
public sealed record LedgerHead<TState>(TState State, int Version, string Hash)
{
    /// <summary>As it lies in the table, with its ETag; null for a stream without events.</summary>
    internal TableEntity? Row { get; init; }
}
