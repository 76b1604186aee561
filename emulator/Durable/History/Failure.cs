using Microsoft.DurableTask;

namespace PerfFlow.Emulator.Durable.History;

/// <summary>An exception as stored in history.</summary>
/// <param name="IsNonRetriable">No retry policy or handler is asked: another attempt cannot help (no such activity).</param>
internal sealed record Failure(string ErrorType, string Message, string? Stack, Failure? Inner = null, bool IsNonRetriable = false)
{
    public static Failure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    public TaskFailureDetails ToDetails() => new(ErrorType, Message, Stack, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details) => new(
        details.ErrorType,
        details.ErrorMessage,
        details.StackTrace,
        details.InnerFailure is { } inner ? From(inner) : null);
}
