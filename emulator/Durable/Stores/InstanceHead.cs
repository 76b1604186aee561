using System.Collections.Immutable;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores;

/// <summary>
/// The row that names an instance's committed state. History counts only as far as the head says, so a commit that was cut
/// short has not happened.
/// </summary>
internal sealed record InstanceHead
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required InstanceStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public ImmutableSortedDictionary<string, string>? Tags { get; init; }

    /// <summary>Counts the histories of this id: a new one begins with every start and every ContinueAsNew.</summary>
    public int Generation { get; init; }

    /// <summary>The rows of history that count, numbered from 0.</summary>
    public int Rows { get; init; }

    /// <summary>How many messages of this generation's outbox have reached their target.</summary>
    public int Delivered { get; init; }

    /// <summary>The sequence number of this generation's first message.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The last message taken from each sending instance.</summary>
    public ImmutableDictionary<string, long> Seen { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>When to look at the instance without being asked: its earliest timer, or its start.</summary>
    public DateTimeOffset? NextTimer { get; init; }

    /// <summary>Whether something is to be done now: activities to run, messages to deliver, inputs to execute.</summary>
    public bool HasWork { get; init; }

    /// <summary>The store's version of the row (its ETag).</summary>
    public string? Tag { get; init; }

    /// <summary>Whether a restart must look at the instance.</summary>
    public bool IsLive => HasWork || !Status.IsFinal();
}
