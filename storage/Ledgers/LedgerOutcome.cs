using System.Collections.Immutable;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Storage.Ledgers;

/// <summary>What came of a command.</summary>
/// <param name="State">After the command. For a repeat: as it was when the command was first done.</param>
/// <param name="Version">Number of events in the stream then.</param>
/// <param name="Hash">Head of the chain then, hex.</param>
/// <param name="Refusal">Null when the command was done, now or before.</param>
/// <param name="Repeated">The command id was known: this is its first answer.</param>
public sealed record LedgerOutcome<TState>(TState State, int Version, string Hash, Refusal? Refusal = null, bool Repeated = false)
{
    public bool Done => Refusal is null;
}

/// <summary>A stream with all that has happened in it.</summary>
/// <param name="Events">In order, numbered from 1.</param>
public sealed record LedgerHistory<TState, TEvent>(LedgerHead<TState> Head, ImmutableArray<LedgerEntry<TEvent>> Events)
{
    public TState State => Head.State;

    public int Version => Head.Version;

    public string Hash => Head.Hash;

    /// <summary>What the events come to in another telling.</summary>
    /// <exception cref="Tables.DamagedRowException">They cannot be told: some are not those that were written.</exception>
    public T Tell<T>(Func<IEnumerable<TEvent>, T> tell)
        => Tables.StoredRows.Read(Head.Row?.PartitionKey ?? "", () => tell(Events.Select(entry => entry.Event)));
}

/// <summary>One event with its place in the chain.</summary>
public sealed record LedgerEntry<TEvent>(int Version, TEvent Event, string Hash);

/// <summary>Other writers kept winning: retry later. The stream is whole.</summary>
public sealed class LedgerBusyException : Exception
{
    public LedgerBusyException()
    {
    }

    public LedgerBusyException(string message)
        : base(message)
    {
    }

    public LedgerBusyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
