using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores;

/// <summary>
/// Where a task hub lives. One process at a time owns a hub; the engine keeps what is live in memory and never polls.
/// A method that throws <see cref="HubLostException"/> means that another owner has written; any other failure may be retried,
/// also when the write it reported as failed did happen.
/// </summary>
internal interface IHubStore
{
    /// <summary>Takes ownership, creating the hub if need be. Waits for an owner that is gone; refuses one that is alive.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Gives ownership back.</summary>
    Task CloseAsync();

    /// <summary>Every instance a restart must look at.</summary>
    IAsyncEnumerable<InstanceHead> ReadLiveAsync(CancellationToken cancellation);

    Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation);

    /// <summary>The committed history of the head's generation, oldest first.</summary>
    Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(InstanceHead head, CancellationToken cancellation);

    /// <summary>
    /// Writes <paramref name="commit"/> all or nothing, provided the stored head still has the tag of
    /// <see cref="HubCommit.Head"/> (no tag: that there is none).
    /// </summary>
    /// <returns>The head as stored: new tag, new count of rows.</returns>
    Task<InstanceHead> CommitAsync(HubCommit commit, CancellationToken cancellation);

    /// <summary>Removes the instance with all its history and payloads.</summary>
    Task DeleteAsync(InstanceHead head, CancellationToken cancellation);

    /// <summary>Instances by id in the store's order, after <paramref name="after"/>.</summary>
    IAsyncEnumerable<InstanceHead> QueryAsync(string? idPrefix, string? after, CancellationToken cancellation);

    /// <summary>What clients may ask for beyond the head.</summary>
    Task<InstanceTexts> ReadTextsAsync(InstanceHead head, CancellationToken cancellation);
}

/// <summary>One step of an instance: its new head and the events that led there, appended to its history.</summary>
/// <param name="Id">Unique, so that a commit reported as failed is recognised when it did happen.</param>
/// <param name="Head">The new head, with the tag of the old one.</param>
/// <param name="Events">The events, oldest first. <see cref="ExecutionStarted"/> in first place begins a new generation.</param>
/// <param name="CustomStatus">The custom status from now on; null leaves it as it is.</param>
internal sealed record HubCommit(string Id, InstanceHead Head, IReadOnlyList<HistoryEvent> Events, CustomStatus? CustomStatus)
{
    public bool BeginsGeneration => Events is [ExecutionStarted, ..];
}

/// <summary>A custom status as JSON, or none.</summary>
internal sealed record CustomStatus(string? Json);

/// <summary>Input, output and custom status as JSON, and why the instance failed.</summary>
internal sealed record InstanceTexts(string? Input, string? Output, string? CustomStatus, Failure? Failure);

/// <summary>The hub has another owner; this one must stop.</summary>
internal sealed class HubLostException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
