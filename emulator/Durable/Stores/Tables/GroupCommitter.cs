using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>
/// Writes the commits of one partition. One batch is under way at a time; what arrives meanwhile shares the next one, so that a
/// lone commit waits for nobody and a crowd pays for one request. Azurite checks no batch limits: they are kept here.
/// </summary>
internal sealed class GroupCommitter
{
    /// <summary>Of an entity group transaction: 100 entities, 4 MiB with its envelope.</summary>
    public const int MostEntities = 100;

    public const int LargestBatch = 3 * 1024 * 1024;

    private readonly TableClient _table;
    private readonly Channel<PreparedCommit> _waiting = Channel.CreateUnbounded<PreparedCommit>(new() { SingleReader = true });
    private readonly Task _writing;
    private PreparedCommit? _next;

    public GroupCommitter(TableClient table)
    {
        _table = table;
        _writing = Task.Run(WriteAsync);
    }

    /// <returns>The head's new ETag.</returns>
    /// <exception cref="HubLostException">The stored head is not the expected one, and not from this commit either.</exception>
    public Task<ETag> CommitAsync(PreparedCommit commit)
    {
        if (!_waiting.Writer.TryWrite(commit))
        {
            commit.Fail(new OperationCanceledException("The hub is closed."));
        }

        return commit.Outcome;
    }

    /// <summary>Finishes what was taken and takes no more.</summary>
    public Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        return _writing;
    }

    private async Task WriteAsync()
    {
        while (await TakeGroupAsync() is { Count: > 0 } group)
        {
            await WriteGroupAsync(group);
        }
    }

    private async Task<List<PreparedCommit>> TakeGroupAsync()
    {
        var group = new List<PreparedCommit>();
        if (_next is null && !await _waiting.Reader.WaitToReadAsync())
        {
            return group;
        }

        var (entities, size) = (0, 0);
        while (_next is not null || _waiting.Reader.TryRead(out _next))
        {
            if (group.Count > 0 && (entities + _next.Count > MostEntities || size + _next.Size > LargestBatch))
            {
                break;
            }

            group.Add(_next);
            (entities, size, _next) = (entities + _next.Count, size + _next.Size, null);
        }

        return group;
    }

    private async Task WriteGroupAsync(List<PreparedCommit> group)
    {
        try
        {
            var responses = (await _table.SubmitTransactionAsync(group.SelectMany(commit => commit.Actions()))).Value;
            var last = -1;
            foreach (var commit in group)
            {
                last += commit.Count;
                commit.Succeed(responses[last].Headers.ETag!.Value);
            }
        }
        catch (TableTransactionFailedException) when (group.Count > 1)
        {
            // One of them is refused: each alone, so that it takes none of the others with it.
            foreach (var commit in group)
            {
                await WriteGroupAsync([commit]);
            }
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            await ResolveAsync(group[0], refused);
        }
        catch (Exception failure)
        {
            group.ForEach(commit => commit.Fail(failure));
        }
    }

    /// <summary>A commit that was reported as failed and tried again finds itself already there.</summary>
    private async Task ResolveAsync(PreparedCommit commit, RequestFailedException refused)
    {
        try
        {
            var stored = await _table.GetEntityIfExistsAsync<TableEntity>(
                commit.Head.PartitionKey, commit.Head.RowKey, [HeadRow.Commit]);
            if (stored.HasValue && stored.Value!.GetString(HeadRow.Commit) == commit.Id)
            {
                commit.Succeed(stored.Value.ETag);
            }
            else
            {
                commit.Fail(new HubLostException($"The row '{commit.Head.RowKey}' was written by another owner of the hub.", refused));
            }
        }
        catch (Exception failure)
        {
            commit.Fail(failure);
        }
    }
}
