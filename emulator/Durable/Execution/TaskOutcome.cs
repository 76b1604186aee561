using Microsoft.DurableTask;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>How one attempt of an activity, sub-orchestration or timer ended: with a result as JSON, or with a failure.</summary>
internal sealed record TaskOutcome(int TaskId, string? Result, Failure? Failure)
{
    public TaskFailedException ToException(TaskName name) => new(name, TaskId, Failure!.ToDetails());
}
