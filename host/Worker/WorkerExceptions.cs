using System.Diagnostics.CodeAnalysis;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Worker;

/// <summary>What a function threw, in the words that the Durable Task extension reads back.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Made in one place, of a message of the protocol.")]
[SuppressMessage("Design", "CA1064", Justification = "Nobody outside the host catches it.")]
internal sealed class WorkerException(string message) : Exception(message)
{
    public static WorkerException Of(StatusResult? result) =>
        new($"Result: {result?.Result}\nException: {result?.Exception?.Message}\nStack: {result?.Exception?.StackTrace}");
}

/// <summary>
/// The worker went away. The Durable Task extension knows the name: an orchestration's turn is run again, an activity fails.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "As above.")]
[SuppressMessage("Design", "CA1064", Justification = "As above.")]
internal sealed class WorkerProcessExitException() : Exception("The worker process has exited.");
