namespace PerfFlow.Azurite.Counting;

/// <summary>Whose tables, queues and containers a request is for.</summary>
public enum Owner
{
    /// <summary>The app's own: ledger, registry, uploads and so on.</summary>
    App,

    /// <summary>The task hub's.</summary>
    Engine,

    /// <summary>The WebJobs SDK's: locks, timers, the queue of the blob trigger; and what it asks of an uploaded blob.</summary>
    Host,
}

/// <summary>One storage transaction, as the bill counts it: a batch is one.</summary>
/// <param name="Service">blob, queue or table.</param>
/// <param name="Operation">As the REST reference calls it: GetMessages, PutBlob, EntityGroupTransaction.</param>
/// <param name="Resource">The container, queue or table; empty when the service itself is asked.</param>
/// <param name="IsIdle">Comes round by the clock whether or not anything happens: a look into an empty queue, a lease kept.</param>
public sealed record StorageRequest(string Service, string Operation, string Resource, Owner Owner, bool IsIdle, int Status)
{
    public override string ToString() => $"{Owner} {Service} {Resource} {Operation} {Status}";
}
