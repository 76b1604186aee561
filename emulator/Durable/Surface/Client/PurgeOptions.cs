namespace Microsoft.DurableTask.Client;

/// <summary>Whether the sub-orchestrations of a purged instance go with it.</summary>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which completed instances to purge, by creation time and status.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    public TimeSpan? Timeout { get; init; }
}
