using PerfFlow.Domain.News;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// The ledger for what people do: before a batch that makes something due is written, or something that somebody is to be told of, the
/// sweep is told when to look. So a process may die right after the batch, and its wake-ups with it. After it, those who tell are woken.
/// </summary>
public sealed class DueLedger(Ledger ledger, DueSoon due, NewsSoon news)
{
    /// <inheritdoc cref="Ledger.KnowsAsync{TState, TEvent}(LedgerStream{TState, TEvent}, CommandKey, CancellationToken)"/>
    public Task<bool> KnowsAsync<TState, TEvent>(LedgerStream<TState, TEvent> stream, CommandKey command, CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class =>
        ledger.KnowsAsync(stream, command, cancellation);

    /// <inheritdoc cref="Ledger.ExecuteAsync{TState, TEvent}(LedgerStream{TState, TEvent}, CommandKey?,
    /// Func{TState, DateTimeOffset, Decision{TEvent}}, CancellationToken)"/>
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Decision<TEvent>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class =>
        ExecuteAsync(stream, null, command, (state, now) => Task.FromResult(decide(state, now)), cancellation);

    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class =>
        ExecuteAsync(stream, null, command, decide, cancellation);

    /// <param name="read">The stream as it was read just before; null to read it now.</param>
    public async Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        LedgerHead<TState>? read,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class
    {
        var isNews = false;
        var outcome = await ledger.ExecuteAsync(
            stream,
            read,
            command,
            async (state, now) =>
            {
                var decision = await decide(state, now);
                isNews = decision.Events.Any(happened => MakesNews.By(state, happened));
                if (isNews || decision.Events.Any(happened => MadeDue.By(state, happened)))
                {
                    await due.TellAsync(stream.Unit, stream.Year, cancellation);
                }

                return decision;
            },
            cancellation);
        if (isNews && outcome is { Done: true, Repeated: false })
        {
            await news.TellAsync(stream.Unit, stream.Year);
        }

        return outcome;
    }
}
