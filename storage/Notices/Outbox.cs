using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Notices;

/// <summary>A mail to be sent now.</summary>
/// <param name="Attempt">From 1.</param>
public sealed record OutgoingMail(Notice Notice, int Attempt)
{
    public bool IsLastAttempt => Attempt >= Outbox.MostAttempts;
}

/// <summary>
/// Mails that the server has not accepted yet, at least once each. An attempt is written down before it is made, together
/// with the time of the next, so that a process that dies neither loses a mail nor sends it in a circle.
/// </summary>
public sealed class Outbox(StorageClients clients)
{
    public const int MostAttempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.NoticesTable);

    /// <summary>Pause after an attempt: doubled each time up to six hours, so that all attempts span about two days.</summary>
    public static TimeSpan PauseAfter(int attempt)
        => attempt > 8 ? LongestPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << (attempt - 1)));

    /// <summary>When the first of a unit's mails is to be tried: one query. Null when none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(UnitId unit, CancellationToken cancellation = default)
    {
        DateTimeOffset? next = null;
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {NoticeRows.OutboxStart} and RowKey lt {NoticeRows.OutboxEnd}"),
            select: [NoticeRows.NextColumn],
            cancellationToken: cancellation))
        {
            var at = row.GetDateTimeOffset(NoticeRows.NextColumn)!.Value;
            next = next < at ? next : at;
        }

        return next;
    }

    /// <summary>
    /// Takes mails that are due, for the caller alone until the next attempt is due: a query, and a write when there are any.
    /// </summary>
    /// <param name="most">1 to 100.</param>
    public async Task<ImmutableArray<OutgoingMail>> TakeAsync(
        UnitId unit, int most, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {NoticeRows.OutboxStart} and RowKey lt {NoticeRows.OutboxEnd}")
            + TableClient.CreateQueryFilter($" and NextAt le {now}"),
            most,
            cancellationToken: cancellation))
        {
            rows.Add(row);
            if (rows.Count == most)
            {
                break;
            }
        }

        if (rows.Count == 0)
        {
            return [];
        }

        var batch = new EntityBatch();
        foreach (var row in rows)
        {
            var attempt = (row.GetInt32(NoticeRows.AttemptsColumn) ?? 0) + 1;
            row[NoticeRows.AttemptsColumn] = attempt;
            row[NoticeRows.NextColumn] = now + PauseAfter(attempt);
            batch.Replace(row, row.ETag);
        }

        return await batch.TrySubmitAsync(table, cancellation)
            ? [.. rows.Select(row => new OutgoingMail(row.Notice(), row.GetInt32(NoticeRows.AttemptsColumn)!.Value))]
            : []; // another is at it
    }

    /// <summary>The server has accepted the mail.</summary>
    public Task SentAsync(UnitId unit, Notice notice, CancellationToken cancellation = default)
        => CloseAsync(unit, notice, MailState.Sent, cancellation);

    /// <summary>The mail will not be tried again.</summary>
    public Task FailedAsync(UnitId unit, Notice notice, CancellationToken cancellation = default)
        => CloseAsync(unit, notice, MailState.Failed, cancellation);

    /// <summary>Out of the outbox, and marked at the notice, in one. A repeat changes nothing: the mail is gone from here.</summary>
    private Task<bool> CloseAsync(UnitId unit, Notice notice, MailState state, CancellationToken cancellation)
        => new EntityBatch()
            .Delete(new(unit.Value, NoticeRows.Outbox(notice.Id)), ETag.All)
            .Merge(new(unit.Value, NoticeRows.Inbox(notice.Person, notice.Id)) { [NoticeRows.MailColumn] = state.ToString() })
            .TrySubmitAsync(table, cancellation);
}
