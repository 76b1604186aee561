using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using PerfFlow.Domain.Review;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Streams as this process last read or wrote them. An append holds only on the stream as it stands, so what others have written since
/// costs a read more and never a wrong event. Nothing is refused, and nothing answered, from here alone.
/// </summary>
public sealed class KnownStreams : IDisposable
{
    private const long MostCharacters = 16 * 1024 * 1024;

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    /// <summary>Null when it is not at hand.</summary>
    internal LedgerHead<TState>? Head<TState, TEvent>(LedgerStream<TState, TEvent> stream)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => Find(stream)?.Head;

    /// <summary>Null when it is not at hand, or its head alone.</summary>
    internal LedgerHistory<TState, TEvent>? History<TState, TEvent>(LedgerStream<TState, TEvent> stream)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => Find(stream) is { Events: { } events, Head: var head } ? new(head, events) : null;

    /// <param name="characters">Of the events as they lie in the table.</param>
    internal void Keep<TState, TEvent>(LedgerStream<TState, TEvent> stream, LedgerHistory<TState, TEvent> read, long characters)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => Keep(stream, read.Head, read.Events, characters);

    /// <summary>A head that was read: the events stay at hand where they are those that came to it.</summary>
    internal void Keep<TState, TEvent>(LedgerStream<TState, TEvent> stream, LedgerHead<TState> read)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var before = EventsOf(stream, read);
        Keep(stream, read, before.Events, before.Characters);
    }

    /// <summary>A stream that was appended to.</summary>
    /// <param name="on">As it stood before.</param>
    /// <param name="characters">Of the events that were added.</param>
    internal void Keep<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, LedgerHead<TState> on,
        ImmutableArray<LedgerEntry<TEvent>> added, LedgerHead<TState> head, long characters)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var before = EventsOf(stream, on);
        Keep(stream, head, before.Events?.AddRange(added), before.Characters + characters);
    }

    internal void Forget<TState, TEvent>(LedgerStream<TState, TEvent> stream)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => known.Remove(stream.ToString());

    public void Dispose() => known.Dispose();

    private Known<TState, TEvent>? Find<TState, TEvent>(LedgerStream<TState, TEvent> stream)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => known.TryGetValue(stream.ToString(), out Known<TState, TEvent>? found) ? found : null;

    /// <returns>Null where the events that came to this head are not at hand.</returns>
    private (ImmutableArray<LedgerEntry<TEvent>>? Events, long Characters) EventsOf<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, LedgerHead<TState> head)
        where TState : IFold<TState, TEvent>
        where TEvent : class
        => head.Version == 0 ? ([], 0)
        : Find(stream) is { } found && (found.Head.Version, found.Head.Hash) == (head.Version, head.Hash) ? (found.Events, found.Characters)
        : (null, 0);

    private void Keep<TState, TEvent>(
        LedgerStream<TState, TEvent> stream, LedgerHead<TState> head, ImmutableArray<LedgerEntry<TEvent>>? events, long characters)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        // a read may end after a later append
        if (head.Row is { ETag: var tag } row && tag != default && !(Find(stream)?.Head.Version > head.Version))
        {
            var size = characters + row.Select(column => column.Value).OfType<string>().Sum(text => (long)text.Length);
            known.Set(
                stream.ToString(),
                new Known<TState, TEvent>(head.AsKnown(), events, characters),
                new MemoryCacheEntryOptions { Size = size });
        }
    }

    private sealed record Known<TState, TEvent>(LedgerHead<TState> Head, ImmutableArray<LedgerEntry<TEvent>>? Events, long Characters)
        where TState : IFold<TState, TEvent>
        where TEvent : class;
}
