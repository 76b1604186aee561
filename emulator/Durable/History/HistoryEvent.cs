using System.Text.Json.Serialization;

namespace PerfFlow.Emulator.Durable.History;

/// <summary>
/// What happened to an instance, in order. A turn is a run of inputs, one <see cref="TurnExecuted"/> and the actions that the
/// code took on those inputs. Inputs after the last <see cref="TurnExecuted"/> are the instance's inbox: stored, not yet seen by
/// its code (it is suspended, not due, or of another version).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskCompleted), "task-completed")]
[JsonDerivedType(typeof(TaskFailed), "task-failed")]
[JsonDerivedType(typeof(SubOrchestrationCompleted), "sub-completed")]
[JsonDerivedType(typeof(SubOrchestrationFailed), "sub-failed")]
[JsonDerivedType(typeof(TimerFired), "timer-fired")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(ExecutionSuspended), "suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "terminated")]
[JsonDerivedType(typeof(TurnExecuted), "turn")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(SubOrchestrationCreated), "sub")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerCancelled), "timer-cancelled")]
[JsonDerivedType(typeof(EventSent), "sent")]
[JsonDerivedType(typeof(ContinuedAsNew), "continued")]
[JsonDerivedType(typeof(ExecutionCompleted), "completed")]
internal abstract record HistoryEvent;

/// <summary>Comes from outside the code and is fed to it.</summary>
internal abstract record InputEvent : HistoryEvent;

/// <summary>Taken by the code; a replay must take the same ones in the same order.</summary>
internal abstract record ActionEvent : HistoryEvent
{
    /// <summary>How a non-determinism error names this step.</summary>
    public abstract string Describe();
}

/// <summary>The end of a turn's inputs. Its time is <c>CurrentUtcDateTime</c> for the whole turn.</summary>
internal sealed record TurnExecuted(DateTimeOffset At) : HistoryEvent;

/// <summary>Who waits for this instance: step <paramref name="TaskId"/> of one generation of the parent.</summary>
internal sealed record ParentLink(string Name, string InstanceId, int Generation, int TaskId);

/// <summary>Who sent an event between instances; the sequence grows with every message, so a repeat is recognised.</summary>
internal sealed record MessageOrigin(string InstanceId, long Sequence);
