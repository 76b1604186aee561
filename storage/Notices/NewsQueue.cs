using System.Globalization;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Notices;

/// <summary>
/// Wakes whoever tells people: a message names the unit's year in which somebody is to be told something. It carries nothing else, and
/// may be lost: what is to be told lies in the ledger's table (<see cref="Ledgers.UntoldNews"/>).
/// </summary>
public sealed class NewsQueue(StorageClients clients)
{
    public const string Name = "news";

    private readonly QueueClient queue = clients.Queues.GetQueueClient(Name);

    /// <summary>One transaction; the first of all makes the queue.</summary>
    /// <param name="after">Nobody gets it before.</param>
    public async Task SendAsync(UnitId unit, int year, TimeSpan after, CancellationToken cancellation = default)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{unit}/{year:D4}");
        try
        {
            await queue.SendMessageAsync(text, visibilityTimeout: after, cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await queue.SendMessageAsync(text, visibilityTimeout: after, cancellationToken: cancellation);
        }
    }

    /// <summary>Null for what is no message of ours.</summary>
    public static (UnitId Unit, int Year)? Parse(string message)
        => message.Split('/') is [var unit, var year]
        && UnitId.Parse(unit) is { Refusal: null, Value: var id }
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (id, number)
            : null;
}
