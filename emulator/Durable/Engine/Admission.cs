using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Lets each step of an instance end once: what is late, repeated or of another generation is turned away.</summary>
internal static class Admission
{
    /// <param name="state">The instance.</param>
    /// <param name="ended">What is reported.</param>
    /// <param name="taken">Inputs already taken for the same commit.</param>
    public static bool Admits(InstanceState state, Message.StepEnded ended, IReadOnlyList<InputEvent> taken) =>
        state.Work is { } work
        && state.Head!.Generation == ended.Generation
        && IsOpen(work, ended.Event)
        && !taken.Any(input => StepOf(input) == StepOf(ended.Event));

    /// <summary>The timers that are due and not yet taken, in the order they fell due.</summary>
    public static IReadOnlyList<TimerFired> DueTimers(PendingWork work, IReadOnlyList<InputEvent> taken, DateTimeOffset now) =>
    [
        .. work.Timers
            .Where(timer => timer.Value <= now && !taken.Contains(new TimerFired(timer.Key)))
            .OrderBy(timer => timer.Value).ThenBy(timer => timer.Key)
            .Select(timer => new TimerFired(timer.Key)),
    ];

    private static bool IsOpen(PendingWork work, InputEvent ended) => ended switch
    {
        TaskCompleted done => work.Activities.ContainsKey(done.TaskId),
        TaskFailed failed => work.Activities.ContainsKey(failed.TaskId),
        SubOrchestrationCompleted done => work.Completion is null && work.Children.ContainsKey(done.TaskId),
        SubOrchestrationFailed failed => work.Completion is null && work.Children.ContainsKey(failed.TaskId),
        _ => false,
    };

    private static int? StepOf(InputEvent input) => input switch
    {
        TaskCompleted done => done.TaskId,
        TaskFailed failed => failed.TaskId,
        SubOrchestrationCompleted done => done.TaskId,
        SubOrchestrationFailed failed => failed.TaskId,
        TimerFired fired => fired.TaskId,
        _ => null,
    };
}
