using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Notices;

/// <summary>A mail to be sent now.</summary>
/// <param name="Notices">Of one person; several only where all are news.</param>
/// <param name="Attempt">From 1.</param>
public sealed record OutgoingMail(ImmutableArray<Notice> Notices, int Attempt)
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
    /// Takes mails that are due, for the caller alone until the next attempt is due: a query, and a write when there are any. News for
    /// one person that come together go in one mail, and again in that one where it was not accepted.
    /// </summary>
    /// <param name="most">1 to 100.</param>
    public async Task<ImmutableArray<OutgoingMail>> TakeAsync(
        UnitId unit, int most, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var rows = new List<MailRow>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {NoticeRows.OutboxStart} and RowKey lt {NoticeRows.OutboxEnd}")
            + TableClient.CreateQueryFilter($" and NextAt le {now}"),
            EntityBatch.MostEntities,
            cancellationToken: cancellation))
        {
            rows.Add(MailRow.Of(row));
            if (rows.Count == EntityBatch.MostEntities)
            {
                break;
            }
        }

        var mails = rows.GroupBy(row => row.Mail).Take(most).ToList();
        if (mails.Count == 0)
        {
            return [];
        }

        var batch = new EntityBatch();
        foreach (var row in mails.SelectMany(mail => mail))
        {
            batch.Merge(
                new(unit.Value, NoticeRows.Outbox(row.Notice.Id))
                {
                    [NoticeRows.AttemptsColumn] = row.Attempts + 1,
                    [NoticeRows.NextColumn] = now + PauseAfter(row.Attempts + 1),
                },
                row.Tag);
        }

        return await batch.TrySubmitAsync(table, cancellation)
            ? [.. mails.Select(mail => new OutgoingMail([.. mail.Select(row => row.Notice)], mail.First().Attempts + 1))]
            : []; // another is at it
    }

    /// <summary>The server has accepted the mail.</summary>
    public Task SentAsync(UnitId unit, OutgoingMail mail, CancellationToken cancellation = default)
        => CloseAsync(unit, mail, MailState.Sent, cancellation);

    /// <summary>The mail will not be tried again.</summary>
    public Task FailedAsync(UnitId unit, OutgoingMail mail, CancellationToken cancellation = default)
        => CloseAsync(unit, mail, MailState.Failed, cancellation);

    /// <summary>Nothing that waits for this person is mailed: a query, and a write for each mail.</summary>
    public async Task DropAsync(UnitId unit, string person, CancellationToken cancellation = default)
    {
        var waiting = new List<Notice>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {NoticeRows.OutboxStart} and RowKey lt {NoticeRows.OutboxEnd}"),
            cancellationToken: cancellation))
        {
            if (row.Notice() is var notice && notice.Person == person)
            {
                waiting.Add(notice);
            }
        }

        foreach (var notice in waiting)
        {
            await CloseAsync(unit, new([notice], 0), MailState.None, cancellation);
        }
    }

    /// <summary>Out of the outbox, and marked at the notices, in one. A repeat changes nothing: the mail is gone from here.</summary>
    private async Task CloseAsync(UnitId unit, OutgoingMail mail, MailState state, CancellationToken cancellation)
    {
        foreach (var notices in mail.Notices.Chunk(EntityBatch.MostEntities / 2))
        {
            var batch = new EntityBatch();
            foreach (var notice in notices)
            {
                batch.Delete(new(unit.Value, NoticeRows.Outbox(notice.Id)), ETag.All)
                    .Merge(new(unit.Value, NoticeRows.Inbox(notice.Person, notice.Id)) { [NoticeRows.MailColumn] = state.ToString() });
            }

            await batch.TrySubmitAsync(table, cancellation);
        }
    }

    /// <param name="Mail">The same of all that go in one mail.</param>
    private sealed record MailRow(Notice Notice, int Attempts, (string, int, DateTimeOffset) Mail, ETag Tag)
    {
        public static MailRow Of(TableEntity row)
        {
            var (notice, attempts) = (row.Notice(), row.GetInt32(NoticeRows.AttemptsColumn) ?? 0);
            var together = attempts == 0 ? default : row.GetDateTimeOffset(NoticeRows.NextColumn)!.Value;
            return new(notice, attempts, (notice.News is null ? notice.Id : notice.Person, attempts, together), row.ETag);
        }
    }
}
