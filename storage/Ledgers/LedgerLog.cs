using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>An event as it was written.</summary>
/// <param name="Text">Its canonical JSON, the bytes that were hashed; null when they are gone.</param>
/// <param name="Hash">Of the chain up to here, as the row claims it.</param>
public sealed record LoggedEvent(int Version, string? Text, string Hash);

/// <summary>Streams as bytes, for those who read the ledger itself: auditors and the archive.</summary>
public sealed class LedgerLog(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);

    /// <summary>One transaction for up to 1000 events, and one for each large event among them.</summary>
    /// <param name="project">Null for the unit's own stream.</param>
    /// <param name="after">Version of the last event seen, 0 for none.</param>
    /// <exception cref="AlteredFileException">A large event has another text than its name says.</exception>
    /// <exception cref="DamagedRowException">A row was put among the events.</exception>
    public async Task<ImmutableArray<LoggedEvent>> ReadAsync(
        UnitId unit, int year, ProjectId? project, int after, int take, CancellationToken cancellation = default)
        => await ReadAsync(StreamPlace.Of(unit, year, project?.Value ?? StreamKeys.UnitStream), after, take, cancellation);

    /// <summary>What happened to the unit's memberships.</summary>
    /// <inheritdoc cref="ReadAsync(UnitId, int, ProjectId?, int, int, CancellationToken)"/>
    public async Task<ImmutableArray<LoggedEvent>> ReadMembersAsync(
        UnitId unit, int after, int take, CancellationToken cancellation = default)
        => await ReadAsync(StreamPlace.Members(unit), after, take, cancellation);

    private async Task<ImmutableArray<LoggedEvent>> ReadAsync(StreamPlace place, int after, int take, CancellationToken cancellation)
        => [.. (await rows.PageAsync(place, after, take, cancellation))
            .Select(row => row.Version > after
                ? new LoggedEvent(row.Version, row.Checked().Text, row.Hash)
                : throw new DamagedRowException($"{place}", "a row among its events is none"))];
}
