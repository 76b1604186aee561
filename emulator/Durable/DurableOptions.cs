using Microsoft.Extensions.Configuration;

namespace PerfFlow.Emulator.Durable;

/// <summary>Which versions of an orchestration this process runs (host.json <c>versionMatchStrategy</c>).</summary>
internal enum VersionMatchStrategy
{
    None,
    Strict,
    CurrentOrOlder,
}

/// <summary>What happens to an instance whose version does not match (host.json <c>versionFailureStrategy</c>).</summary>
internal enum VersionFailureStrategy
{
    /// <summary>The instance waits for a process that runs its version.</summary>
    Reject,

    /// <summary>The instance fails.</summary>
    Fail,
}

/// <summary>The section <c>extensions.durableTask</c> of host.json, as far as the emulator knows it; other keys are ignored.</summary>
internal sealed class DurableOptions
{
    public string HubName { get; set; } = "TestHubName";

    /// <summary>The version of this code, and of instances started without one; null or empty when unversioned.</summary>
    public string? DefaultVersion { get; set; }

    public VersionMatchStrategy VersionMatchStrategy { get; set; } = VersionMatchStrategy.CurrentOrOlder;

    public VersionFailureStrategy VersionFailureStrategy { get; set; } = VersionFailureStrategy.Reject;

    public int MaxConcurrentActivityFunctions { get; set; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentOrchestratorFunctions { get; set; } = 10 * Environment.ProcessorCount;

    /// <summary>Keeps live executions in memory between turns; without, every turn replays the whole history.</summary>
    public bool ExtendedSessionsEnabled { get; set; } = true;

    /// <summary>How many executions are kept; beyond, the one used longest ago is replayed when it is needed again.</summary>
    public int MaxLiveExecutions { get; set; } = 2_000;

    /// <summary>Reads the section; a value that cannot be parsed stops start-up with an error that names the key.</summary>
    public static DurableOptions From(IConfiguration section)
    {
        var options = new DurableOptions();
        section.Bind(options);
        return options;
    }
}
