namespace PerfFlow.Emulator.Durable.History;

internal sealed record TaskScheduled(int TaskId, string Name, string Version, string? Input) : ActionEvent
{
    public override string Describe() => $"activity '{Name}' (task {TaskId})";
}

internal sealed record SubOrchestrationCreated(int TaskId, string Name, string Version, string InstanceId, string? Input) : ActionEvent
{
    public override string Describe() => $"sub-orchestration '{Name}' (task {TaskId})";
}

internal sealed record TimerCreated(int TaskId, DateTimeOffset FireAt) : ActionEvent
{
    public override string Describe() => $"timer (task {TaskId})";
}

/// <summary>Recorded so that the timers still due are known without running code.</summary>
internal sealed record TimerCancelled(int TaskId) : ActionEvent
{
    public override string Describe() => $"cancelling the timer of task {TaskId}";
}

internal sealed record EventSent(int TaskId, string InstanceId, string Name, string? Input) : ActionEvent
{
    public override string Describe() => $"sending event '{Name}' (task {TaskId})";
}

/// <summary>Ends a generation; the next one starts with the new input and the events nobody had taken.</summary>
internal sealed record ContinuedAsNew(string? Input, string? NewVersion, IReadOnlyList<EventRaised> Unprocessed) : ActionEvent
{
    public override string Describe() => "continuing as new";
}

/// <summary>Ends the instance.</summary>
internal sealed record ExecutionCompleted(InstanceStatus Status, string? Output, Failure? Failure) : ActionEvent
{
    public override string Describe() => "the end of the orchestration";
}
