using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores;

/// <summary>A hub in memory, for tests. It outlives the engine, so that a test can restart one on the same state.</summary>
internal sealed class MemoryHubStore : IHubStore
{
    private readonly ConcurrentDictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private long _tags;

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>A commit that has begun ends first; those after it find their engine stopped.</summary>
    public Task CloseAsync()
    {
        lock (_rows)
        {
            return Task.CompletedTask;
        }
    }

    public async IAsyncEnumerable<InstanceHead> ReadLiveAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var row in _rows.Values.Where(row => row.Head.IsLive))
        {
            yield return row.Head;
        }
    }

    public Task<InstanceHead?> FindAsync(string instanceId, CancellationToken cancellation) =>
        Task.FromResult(_rows.GetValueOrDefault(instanceId)?.Head);

    public Task<IReadOnlyList<HistoryEvent>> ReadHistoryAsync(InstanceHead head, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<HistoryEvent>>([.. Find(head).Events.Select(HistoryJson.Read)]);

    public Task<InstanceHead> CommitAsync(HubCommit commit, CancellationToken cancellation)
    {
        var id = commit.Head.InstanceId;
        lock (_rows)
        {
            cancellation.ThrowIfCancellationRequested(); // an engine that has stopped writes nothing more: the next one has read already
            var stored = _rows.GetValueOrDefault(id);
            if (stored?.CommitId == commit.Id)
            {
                return Task.FromResult(stored.Head);
            }

            if (stored?.Head.Tag != commit.Head.Tag)
            {
                throw new HubLostException($"Instance '{id}' was written by another owner of the hub.");
            }

            string[] events = [.. commit.BeginsGeneration ? [] : stored!.Events, .. commit.Events.Select(HistoryJson.Write)];
            var head = commit.Head with { Tag = (++_tags).ToString(CultureInfo.InvariantCulture), Rows = events.Length };
            _rows[id] = new Row(commit.Id, head, events, commit.CustomStatus ?? stored?.Status);
            return Task.FromResult(head);
        }
    }

    public Task DeleteAsync(InstanceHead head, CancellationToken cancellation)
    {
        _rows.TryRemove(head.InstanceId, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<InstanceHead> QueryAsync(
        string? idPrefix, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var matching = _rows.Values.Select(row => row.Head)
            .Where(head => idPrefix is null || head.InstanceId.StartsWith(idPrefix, StringComparison.Ordinal))
            .Where(head => after is null || string.CompareOrdinal(head.InstanceId, after) > 0)
            .OrderBy(head => head.InstanceId, StringComparer.Ordinal);
        foreach (var head in matching)
        {
            yield return head;
        }
    }

    public Task<InstanceTexts> ReadTextsAsync(InstanceHead head, CancellationToken cancellation)
    {
        var row = Find(head);
        var history = row.Events.Select(HistoryJson.Read).ToList();
        var end = history.OfType<ExecutionCompleted>().SingleOrDefault();
        return Task.FromResult(new InstanceTexts(
            history.OfType<ExecutionStarted>().First().Input, end?.Output, row.Status?.Json, end?.Failure));
    }

    private Row Find(InstanceHead head) => _rows.TryGetValue(head.InstanceId, out var row)
        ? row
        : throw new HubLostException($"Instance '{head.InstanceId}' is gone from the hub.");

    private sealed record Row(string CommitId, InstanceHead Head, string[] Events, CustomStatus? Status);
}
