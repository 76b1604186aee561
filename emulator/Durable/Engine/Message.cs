using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>What an instance can be asked. A message is answered once its effect is committed.</summary>
internal abstract record Message
{
    /// <summary>A start; refused when the id is taken by an instance in one of <paramref name="Refusing"/>.</summary>
    internal sealed record Start(ExecutionStarted Event, IReadOnlySet<InstanceStatus> Refusing) : Message;

    /// <summary>Something that happened to a step of one generation. Late and repeated ones are dropped.</summary>
    internal sealed record StepEnded(int Generation, InputEvent Event) : Message;

    /// <summary>An event, or a suspension, resumption or termination.</summary>
    /// <param name="Event">What arrives.</param>
    /// <param name="Required">Whether the sender wants to hear that there is no such instance or that it has ended.</param>
    internal sealed record Signal(InputEvent Event, bool Required) : Message;

    /// <summary>Look at the clock and at what is left to do.</summary>
    internal sealed record Wake : Message
    {
        public static readonly Wake Up = new();
    }

    /// <summary>The first <paramref name="Count"/> messages of a generation's outbox have arrived.</summary>
    internal sealed record Delivered(int Generation, int Count) : Message;

    /// <summary>Remove the instance if it has ended; answered with whether it was removed.</summary>
    internal sealed record Purge : Message;

    /// <summary>Start the next generation, now that this one has left nothing undelivered.</summary>
    internal sealed record Continue : Message
    {
        public static readonly Continue Now = new();
    }

    /// <summary>Drop the live execution to save memory.</summary>
    internal sealed record Evict : Message
    {
        public static readonly Evict Execution = new();
    }
}
