using Azure.Data.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A stream as it stands, without the events that brought it there.</summary>
/// <param name="State">What deciding needs; empty for a stream without events.</param>
/// <param name="Version">Number of events in the stream.</param>
/// <param name="Hash">Head of its chain, hex.</param>
public sealed record LedgerHead<TState>(TState State, int Version, string Hash)
{
    /// <summary>It was at hand, and may have changed since: good for deciding on, which appends only if it has not.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>As it lies in the table, with its ETag; null for a stream without events.</summary>
    internal TableEntity? Row { get; init; }

    /// <summary>Without the text of its state.</summary>
    internal LedgerHead<TState> AsKnown()
    {
        var row = new TableEntity(Row!.PartitionKey, Row.RowKey) { ETag = Row.ETag };
        if (Signature.IsHeld(Row))
        {
            row[LedgerRows.HeldColumn] = true;
        }

        return this with { IsKnown = true, Row = row };
    }
}
