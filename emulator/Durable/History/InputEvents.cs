using System.Collections.Immutable;

namespace PerfFlow.Emulator.Durable.History;

internal sealed record ExecutionStarted(
    string Name,
    string Version,
    string? Input,
    ParentLink? Parent = null,
    DateTimeOffset? StartAt = null,
    ImmutableSortedDictionary<string, string>? Tags = null) : InputEvent;

internal sealed record TaskCompleted(int TaskId, string? Result) : InputEvent;

internal sealed record TaskFailed(int TaskId, Failure Failure) : InputEvent;

internal sealed record SubOrchestrationCompleted(int TaskId, string? Result) : InputEvent;

internal sealed record SubOrchestrationFailed(int TaskId, Failure Failure) : InputEvent;

internal sealed record TimerFired(int TaskId) : InputEvent;

internal sealed record EventRaised(string Name, string? Input, MessageOrigin? Origin = null) : InputEvent;

internal sealed record ExecutionSuspended(string? Reason) : InputEvent;

internal sealed record ExecutionResumed(string? Reason) : InputEvent;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : InputEvent;
