using System.Collections.Immutable;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Review;

/// <summary>A state that is the fold of its events.</summary>
public interface IFold<TSelf, in TEvent>
    where TSelf : IFold<TSelf, TEvent>
{
    static abstract TSelf Empty { get; }

    /// <summary>Raised with every change of what the events come to: what an older fold left is folded again, once.</summary>
    static abstract int FoldVersion { get; }

    TSelf Apply(TEvent happened);
}

/// <summary>What a decider answers: events to append, none when the command was already done, or a refusal.</summary>
public sealed record Decision<TEvent>
{
    private Decision(ImmutableArray<TEvent> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    public ImmutableArray<TEvent> Events { get; }

    public Refusal? Refusal { get; }

    /// <summary>A repeat: success, and nothing new to remember.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    public static Decision<TEvent> Of(params ReadOnlySpan<TEvent> events) => new([.. events], null);

    public static implicit operator Decision<TEvent>(TEvent happened) => new([happened], null);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);

    /// <summary>The state after the decision's events.</summary>
    public TState On<TState>(TState state)
        where TState : IFold<TState, TEvent>
        => Events.Aggregate(state, (folded, happened) => folded.Apply(happened));
}
