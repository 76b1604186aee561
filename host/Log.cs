namespace PerfFlow.LocalHost;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Line}")]
    public static partial void WorkerPrinted(this ILogger log, string line);

    [LoggerMessage(LogLevel.Error, "The worker {Worker} has gone; what ran in it has failed. Starting another.")]
    public static partial void WorkerGone(this ILogger log, string worker);

    [LoggerMessage(LogLevel.Information, "The worker {Worker} has taken over.")]
    public static partial void WorkerReplaced(this ILogger log, string worker);

    [LoggerMessage(LogLevel.Error, "A worker could not be started.")]
    public static partial void WorkerNotStarted(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "{Function} took longer than functionTimeout ({Limit}); its worker is replaced.")]
    public static partial void FunctionTimedOut(this ILogger log, string function, TimeSpan limit);

    [LoggerMessage(LogLevel.Error, "{Function} failed: {Failure}")]
    public static partial void FunctionFailed(this ILogger log, string function, string failure);

    [LoggerMessage(LogLevel.Error, "{Function} is disabled: the setting {Setting} that its trigger names has no value.")]
    public static partial void SettingMissing(this ILogger log, string function, string setting);

    [LoggerMessage(LogLevel.Information, "{Function} is disabled by AzureWebJobs.{Function}.Disabled.")]
    public static partial void Disabled(this ILogger log, string function);

    [LoggerMessage(LogLevel.Critical, "A listener has failed for good.")]
    public static partial void ListenerFailed(this ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Information, "Starting Azurite {Version}, its data in {Folder}.")]
    public static partial void StartingAzurite(this ILogger log, string version, string folder);

    [LoggerMessage(LogLevel.Information, "Blob events come from {Source}.")]
    public static partial void BlobEventsFrom(this ILogger log, string source);

    [LoggerMessage(LogLevel.Warning, "Blob events pause: {Reason}")]
    public static partial void BlobEventsPaused(this ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} events were not taken, first {Function} of {Blob}: {Reason}. Told again after {Pause}.")]
    public static partial void BlobsNotTold(this ILogger log, int count, string function, string blob, string reason, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "A part of the host could not be ended in order.")]
    public static partial void NotEnded(this ILogger log, Exception failure);

    [LoggerMessage(
        LogLevel.Warning, "Not all stopped within {Bound}: what is left ends with the process, and is taken up again at the next start.")]
    public static partial void StopCutShort(this ILogger log, TimeSpan bound);
}
