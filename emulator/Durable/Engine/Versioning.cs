using Microsoft.DurableTask.Abstractions;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Whether this process may run an instance of a given version.</summary>
internal static class Versioning
{
    /// <returns>Why not, or null when it may. Without a version of its own a process runs them all.</returns>
    public static Failure? Mismatch(DurableOptions options, string instanceVersion)
    {
        var current = options.DefaultVersion;
        if (string.IsNullOrWhiteSpace(current))
        {
            return null;
        }

        var order = TaskOrchestrationVersioningUtils.CompareVersions(instanceVersion, current);
        return options.VersionMatchStrategy switch
        {
            VersionMatchStrategy.Strict when order != 0 => Failed($"The orchestration version '{instanceVersion}' is not the current version '{current}'."),
            VersionMatchStrategy.CurrentOrOlder when order > 0 => Failed($"The orchestration version '{instanceVersion}' is newer than the current version '{current}'."),
            _ => null,
        };
    }

    private static Failure Failed(string message) => new("VersionMismatch", message, Stack: null, IsNonRetriable: true);
}
