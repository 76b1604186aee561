using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Notices;

/// <summary>What became of a notice's mail.</summary>
public enum MailState
{
    /// <summary>The person has no address, or mail was off.</summary>
    None,

    Waiting,

    /// <summary>The mail server has accepted it.</summary>
    Sent,

    /// <summary>Given up after as many attempts as there are.</summary>
    Failed,
}

/// <summary>A notice as it lies in someone's inbox.</summary>
/// <param name="ReadAt">Null while it is unread.</param>
public sealed record InboxNotice(Notice Notice, DateTimeOffset SentAt, DateTimeOffset? ReadAt, MailState Mail);

/// <summary>One page of an inbox, latest rung first.</summary>
/// <param name="Next">Id to ask for the next page with; null at the end.</param>
public sealed record InboxPage(ImmutableArray<InboxNotice> Notices, string? Next);

/// <summary>The notices of each person, exactly once: a row's key is the notice's id, and only an insert writes it.</summary>
public sealed class Inbox(StorageClients clients)
{
    public const int MostOnPage = 100;

    private const int NoticesPerBatch = 25;

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.NoticesTable);

    /// <summary>
    /// Puts each notice into its inbox, with a mail into the outbox where there is an address. What is there stays as it is.
    /// </summary>
    /// <param name="mailAt">When a notice with an address is to be mailed; null: not at all.</param>
    /// <returns>Number of notices that were new.</returns>
    public async Task<int> DeliverAsync(
        UnitId unit, IReadOnlyCollection<Notice> notices, Func<Notice, DateTimeOffset?> mailAt,
        DateTimeOffset now, CancellationToken cancellation = default)
    {
        var delivered = 0;
        foreach (var chunk in notices.Chunk(NoticesPerBatch))
        {
            delivered += await TryDeliverAsync(unit, chunk, mailAt, now, cancellation)
                ? chunk.Length
                : await DeliverSinglyAsync(unit, chunk, mailAt, now, cancellation); // some are there already, or they are too long together
        }

        return delivered;
    }

    /// <summary>One query.</summary>
    /// <param name="after"><see cref="InboxPage.Next"/> of the page before; null for the first.</param>
    /// <param name="take">1 to <see cref="MostOnPage"/>.</param>
    public async Task<InboxPage> ListAsync(
        UnitId unit, string person, int take, string? after = null, bool unreadOnly = false, CancellationToken cancellation = default)
    {
        var (from, to) = (NoticeRows.Inbox(person, after ?? ""), NoticeRows.InboxEndOf(person));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {unit.Value} and RowKey gt {from} and RowKey lt {to}")
            + (unreadOnly ? $" and {NoticeRows.IsReadColumn} eq false" : "");
        var found = new List<InboxNotice>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, take + 1, cancellationToken: cancellation))
        {
            found.Add(Parse(row));
            if (found.Count > take)
            {
                return new([.. found.Take(take)], found[take - 1].Notice.Id);
            }
        }

        return new([.. found], null);
    }

    /// <summary>Marks a notice as read; the first time counts.</summary>
    /// <returns>Null when the person has no such notice.</returns>
    public async Task<InboxNotice?> ReadAsync(
        UnitId unit, string person, string id, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var key = NoticeRows.Inbox(person, id);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, key, cancellationToken: cancellation);
        if (!row.HasValue || Parse(row.Value!) is not { } notice || notice.ReadAt is not null)
        {
            return row.HasValue ? Parse(row.Value!) : null;
        }

        var mark = new TableEntity(unit.Value, key) { [NoticeRows.IsReadColumn] = true, [NoticeRows.ReadColumn] = now };
        await table.UpdateEntityAsync(mark, ETag.All, TableUpdateMode.Merge, cancellation);
        return notice with { ReadAt = now };
    }

    /// <summary>Every notice of a stage, whoever's it is; reads the unit's inboxes through, so for rare calls only.</summary>
    public async Task<ImmutableArray<InboxNotice>> OfStageAsync(
        UnitId unit, int year, StageId stage, CancellationToken cancellation = default)
    {
        var found = ImmutableArray.CreateBuilder<InboxNotice>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {NoticeRows.InboxStart} and RowKey lt {NoticeRows.InboxEnd}")
            + TableClient.CreateQueryFilter($" and Year eq {year} and Stage eq {stage.Value}"),
            cancellationToken: cancellation))
        {
            found.Add(Parse(row));
        }

        return found.ToImmutable();
    }

    private async Task<int> DeliverSinglyAsync(
        UnitId unit, IEnumerable<Notice> notices, Func<Notice, DateTimeOffset?> mailAt,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var delivered = 0;
        foreach (var notice in notices)
        {
            delivered += await TryDeliverAsync(unit, [notice], mailAt, now, cancellation) ? 1 : 0;
        }

        return delivered;
    }

    private async Task<bool> TryDeliverAsync(
        UnitId unit, Notice[] notices, Func<Notice, DateTimeOffset?> mailAt, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return await Batch(unit, notices, mailAt, now).TrySubmitAsync(table, cancellation);
        }
        catch (Exception tooLarge)
            when (notices.Length > 1 && tooLarge is BatchLimitException or RequestFailedException { Status: 413 })
        {
            return false; // long ones, which have room each by itself
        }
    }

    private static EntityBatch Batch(UnitId unit, Notice[] notices, Func<Notice, DateTimeOffset?> mailAt, DateTimeOffset now)
    {
        var batch = new EntityBatch();
        foreach (var notice in notices)
        {
            var at = notice.Email is null ? null : mailAt(notice);
            batch.Add(new TableEntity(unit.Value, NoticeRows.Inbox(notice.Person, notice.Id))
            {
                [NoticeRows.YearColumn] = notice.Year,
                [NoticeRows.StageColumn] = notice.Stage.Value,
                [NoticeRows.SentColumn] = now,
                [NoticeRows.IsReadColumn] = false,
                [NoticeRows.MailColumn] = (at is not null ? MailState.Waiting : MailState.None).ToString(),
            }.With(notice));
            if (at is not null)
            {
                batch.Add(NoticeRows.Mail(unit, notice, at.Value));
            }
        }

        return batch;
    }

    private static InboxNotice Parse(TableEntity row) => row.Read(row => new InboxNotice(
        row.Notice(),
        row.GetDateTimeOffset(NoticeRows.SentColumn)!.Value,
        row.GetDateTimeOffset(NoticeRows.ReadColumn),
        Enum.Parse<MailState>(row.GetString(NoticeRows.MailColumn))));
}
