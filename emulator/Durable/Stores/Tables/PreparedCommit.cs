using System.Text;
using Azure;
using Azure.Data.Tables;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>The rows of one commit, head last, and where its outcome goes: the head's new ETag.</summary>
internal sealed class PreparedCommit(string id, TableEntity head, ETag? expected, TableUpdateMode mode, IReadOnlyList<TableEntity> rows)
{
    private readonly TaskCompletionSource<ETag> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public TableEntity Head => head;

    public int Count => rows.Count + 1;

    /// <summary>An upper bound of what the rows take in a request, in bytes.</summary>
    public int Size { get; } = rows.Append(head).Sum(SizeOf);

    public Task<ETag> Outcome => _outcome.Task;

    public IEnumerable<TableTransactionAction> Actions()
    {
        foreach (var row in rows)
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
        }

        yield return expected is { } tag
            ? new TableTransactionAction(
                mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, head, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, head);
    }

    public void Succeed(ETag tag) => _outcome.TrySetResult(tag);

    public void Fail(Exception failure) => _outcome.TrySetException(failure);

    /// <summary>JSON doubles quotes and names every property; 1 KiB covers headers, keys and numbers of a row.</summary>
    public static int SizeOf(TableEntity row) =>
        1024 + row.Select(property => property.Value).OfType<string>().Sum(text => (2 * Encoding.UTF8.GetByteCount(text)) + 64);
}
