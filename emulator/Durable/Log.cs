using Microsoft.Extensions.Logging;

namespace PerfFlow.Emulator.Durable;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Task hub {Hub} opened: {Live} live instances")]
    public static partial void HubOpened(this ILogger logger, string hub, int live);

    [LoggerMessage(101, LogLevel.Warning, "Task hub {Hub} is in use by {Owner}; waiting for it to be released")]
    public static partial void HubInUse(this ILogger logger, string hub, string owner);

    [LoggerMessage(102, LogLevel.Critical, "Task hub {Hub} has another owner now; this process runs no more orchestrations")]
    public static partial void HubLost(this ILogger logger, string hub, Exception exception);

    [LoggerMessage(103, LogLevel.Warning, "Instance {InstanceId}: the store failed, attempt {Attempt}; trying again")]
    public static partial void StoreFailed(this ILogger logger, string instanceId, int attempt, Exception exception);

    [LoggerMessage(104, LogLevel.Warning, "Instance {InstanceId}: orchestrator {Name} waits for something that is not a task of its context; it will stay as it is")]
    public static partial void Stuck(this ILogger logger, string instanceId, string name);

    [LoggerMessage(105, LogLevel.Warning, "Instance {InstanceId}: version '{Version}' is not run by this process (version '{Current}'); it waits for one that does")]
    public static partial void VersionRejected(this ILogger logger, string instanceId, string version, string current);

    [LoggerMessage(106, LogLevel.Error, "Instance {InstanceId}: orchestrator {Name} failed with {ErrorType}")]
    public static partial void OrchestrationFailed(this ILogger logger, string instanceId, string name, string errorType);

    [LoggerMessage(107, LogLevel.Error, "Instance {InstanceId}: an unexpected failure of the engine; the instance rests until the next start")]
    public static partial void InstanceBroken(this ILogger logger, string instanceId, Exception exception);

    [LoggerMessage(108, LogLevel.Debug, "Instance {InstanceId}: activity {Name} (task {TaskId}) failed with {ErrorType}")]
    public static partial void ActivityFailed(this ILogger logger, string instanceId, string name, int taskId, string errorType);
}
