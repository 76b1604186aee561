using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>Compares what the code does in a replay with what history says it did. The message names the first step that differs.</summary>
internal static class NonDeterminism
{
    /// <summary>The official engine's name for this failure, so that code which looks at it works on both.</summary>
    public const string ErrorType = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    /// <returns>The failure, or null when both sides agree.</returns>
    public static Failure? Check(IReadOnlyList<ActionEvent> recorded, IReadOnlyList<ActionEvent> replayed)
    {
        for (var step = 0; step < Math.Max(recorded.Count, replayed.Count); step++)
        {
            var before = step < recorded.Count ? recorded[step] : null;
            var now = step < replayed.Count ? replayed[step] : null;
            if (before?.GetType() != now?.GetType() || before?.Describe() != now?.Describe())
            {
                return Mismatch(before, now);
            }
        }

        return null;
    }

    private static Failure Mismatch(ActionEvent? recorded, ActionEvent? replayed) => new(
        ErrorType,
        $"Non-deterministic orchestration: history has {Name(recorded)} where the code now asks for {Name(replayed)}. "
        + "Was the orchestrator changed while this instance was running, or does it use time, random numbers or I/O of its own?",
        Stack: null,
        IsNonRetriable: true);

    private static string Name(ActionEvent? action) => action?.Describe() ?? "nothing";
}
