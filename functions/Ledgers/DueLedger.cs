using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// The ledger for what people do: before a batch that makes something due is written, the sweep is told when to look. So a process may
/// die right after the batch, and its wake-ups with it.
/// </summary>
public sealed class DueLedger(Ledger ledger, DueSoon due)
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
    public Task<LedgerOutcome<TState>> ExecuteAsync<TState, TEvent>(
        LedgerStream<TState, TEvent> stream,
        LedgerHead<TState>? read,
        CommandKey? command,
        Func<TState, DateTimeOffset, Task<Decision<TEvent>>> decide,
        CancellationToken cancellation)
        where TState : IFold<TState, TEvent>
        where TEvent : class =>
        ledger.ExecuteAsync(
            stream,
            read,
            command,
            async (state, now) =>
            {
                var decision = await decide(state, now);
                if (decision.Events.Any(happened => MadeDue.By(state, happened)))
                {
                    await due.TellAsync(stream.Unit, stream.Year, cancellation);
                }

                return decision;
            },
            cancellation);
}
