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

    [LoggerMessage(201, LogLevel.Error, "{Function}: the schedule's status was not kept; after a restart its last tick may run again")]
    public static partial void StatusNotKept(this ILogger logger, string function, Exception failure);

    [LoggerMessage(301, LogLevel.Warning, "{Function}: the container cannot be listed: {Reason}")]
    public static partial void ScanFailed(this ILogger logger, string function, string reason);

    [LoggerMessage(302, LogLevel.Warning, "{Function}: a blob could not be served and will be tried again")]
    public static partial void BlobNotServed(this ILogger logger, string function, Exception failure);

    [LoggerMessage(303, LogLevel.Error, "{Function}: a blob failed {Attempts} times and is now in the poison queue")]
    public static partial void Poisoned(this ILogger logger, string function, int attempts);

    [LoggerMessage(401, LogLevel.Critical, "A trigger stopped listening; the host stops")]
    public static partial void ListenerFailed(this ILogger logger, Exception failure);

    [LoggerMessage(402, LogLevel.Information, "{Functions}")]
    public static partial void Started(this ILogger logger, string functions);

    [LoggerMessage(501, LogLevel.Information, "Nothing listens on the storage ports: starting Azurite {Version}, data in {Folder}")]
    public static partial void StartingAzurite(this ILogger logger, string version, string folder);
}
