using Microsoft.Extensions.Logging;

namespace PerfFlow.SemanticsApp.Durable;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Instance} passes {Step}")]
    public static partial void Passes(this ILogger logger, string instance, string step);
}
