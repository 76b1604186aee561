using Azure;
using Azure.Data.Tables.Models;

namespace PerfFlow.Storage;

/// <summary>Storage does not answer, or not in time. Nothing is known of what was asked; the same again later will do.</summary>
public class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether a fault says that storage is away, in whichever words, and nothing of what was asked of it.</summary>
    public static bool Says(Exception fault) => fault switch
    {
        StorageUnavailableException => true,
        RequestFailedException { Status: 0 or 403 or 408 or 429 or >= 500 } => true,
        RequestFailedException { ErrorCode: { } code } => StorageMissingException.Codes.Contains(code),
        AggregateException { InnerExceptions: { Count: > 0 } tries } => tries.All(Says),
        IOException { InnerException: System.Net.Sockets.SocketException } => true, // while an answer is read
        _ => false,
    };
}

/// <summary>
/// A table or a container is gone, or what is there is not the storage that this process began on. Whoever operates it has to put it
/// back: nothing is made anew in its place.
/// </summary>
public sealed class StorageMissingException : StorageUnavailableException
{
    /// <summary>How storage says it.</summary>
    internal static readonly IReadOnlySet<string> Codes = new HashSet<string>(StringComparer.Ordinal)
    {
        TableErrorCode.TableNotFound.ToString(), TableErrorCode.TableBeingDeleted.ToString(),
        "ContainerNotFound", "ContainerBeingDeleted", "ContainerDisabled",
    };

    public StorageMissingException()
    {
    }

    public StorageMissingException(string message)
        : base(message)
    {
    }

    public StorageMissingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal static StorageMissingException Of(string what) => new(
        $"存储里缺少 {what},或者它不是本程序启动时所用的存储。程序不会重新创建它;请恢复数据,恢复后无需重启。 "
        + $"Storage lacks {what}, or is not the storage that this process began on. It is not made anew: "
        + "restore it, and the application serves again without a restart.");
}
