using Microsoft.Extensions.Logging;

namespace PerfFlow.Emulator;

internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Debug, "{Function} done in {Milliseconds:0} ms ({InvocationId})")]
    public static partial void Executed(this ILogger logger, string function, string invocationId, double milliseconds);

    [LoggerMessage(102, LogLevel.Information, "{Function} cancelled ({InvocationId})")]
    public static partial void Cancelled(this ILogger logger, string function, string invocationId);

    [LoggerMessage(103, LogLevel.Error, "{Function} failed ({InvocationId})")]
    public static partial void Failed(this ILogger logger, string function, string invocationId, Exception failure);
}
