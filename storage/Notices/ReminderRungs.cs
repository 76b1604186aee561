using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Storage.Notices;

/// <summary>A rung of a stage's ladder that reminders were sent for.</summary>
/// <param name="SentAt">Null while they are being sent.</param>
/// <param name="Notices">How many people were reminded.</param>
public sealed record ReminderRung(DateTimeOffset Rung, DateTimeOffset? SentAt, int Notices);

/// <summary>What came of asking for a rung.</summary>
public enum RungClaim
{
    /// <summary>Whoever asked is to send its reminders.</summary>
    Taken,

    /// <summary>Another is at it.</summary>
    Held,

    /// <summary>Its reminders are sent.</summary>
    Done,
}

/// <summary>
/// One row for each rung of a stage: whoever comes first sends its reminders, and all others see at the price of one read
/// that nothing is left to do. A claim whose holder died is taken over after a while.
/// </summary>
public sealed class ReminderRungs(StorageClients clients)
{
    /// <summary>How long the holder of a claim may take before another helps.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string HolderColumn = "Holder";
    private const string ClaimedColumn = "ClaimedAt";
    private const string SentColumn = "DoneAt";
    private const string CountColumn = "Notices";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.NoticesTable);

    /// <summary>One read when there is nothing to do, one write more for the one who is to do it.</summary>
    /// <param name="holder">Who asks; the same holder may ask again after a failure.</param>
    /// <returns>Whether the holder is to send the reminders of this rung.</returns>
    public async Task<bool> ClaimAsync(
        UnitId unit, int year, StageId stage, DateTimeOffset rung, string holder,
        DateTimeOffset now, CancellationToken cancellation = default)
        => await AskAsync(unit, year, stage, rung, holder, now, cancellation) == RungClaim.Taken;

    /// <inheritdoc cref="ClaimAsync"/>
    public async Task<RungClaim> AskAsync(
        UnitId unit, int year, StageId stage, DateTimeOffset rung, string holder,
        DateTimeOffset now, CancellationToken cancellation = default)
    {
        var key = NoticeRows.Rung(year, stage, rung);
        var claim = new TableEntity(unit.Value, key) { [HolderColumn] = holder, [ClaimedColumn] = now };
        var found = await table.GetEntityIfExistsAsync<TableEntity>(unit.Value, key, cancellationToken: cancellation);
        try
        {
            if (!found.HasValue)
            {
                await table.AddEntityAsync(claim, cancellation);
                return RungClaim.Taken;
            }

            var row = found.Value!;
            if (row.GetDateTimeOffset(SentColumn) is not null)
            {
                return RungClaim.Done;
            }

            if (row.GetString(HolderColumn) != holder && now - row.GetDateTimeOffset(ClaimedColumn) < Patience)
            {
                return RungClaim.Held;
            }

            await table.UpdateEntityAsync(claim, row.ETag, TableUpdateMode.Replace, cancellation);
            return RungClaim.Taken;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return RungClaim.Held; // another came first
        }
    }

    /// <summary>The reminders of the rung are in their inboxes.</summary>
    public Task DoneAsync(
        UnitId unit, int year, StageId stage, DateTimeOffset rung, int notices,
        DateTimeOffset now, CancellationToken cancellation = default)
        => table.UpdateEntityAsync(
            new TableEntity(unit.Value, NoticeRows.Rung(year, stage, rung)) { [SentColumn] = now, [CountColumn] = notices },
            ETag.All,
            TableUpdateMode.Merge,
            cancellation);

    /// <summary>Whether a rung is done: one read.</summary>
    public async Task<bool> IsDoneAsync(UnitId unit, int year, StageId stage, DateTimeOffset rung, CancellationToken cancellation = default)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            unit.Value, NoticeRows.Rung(year, stage, rung), [SentColumn], cancellation);
        return found.HasValue && found.Value!.GetDateTimeOffset(SentColumn) is not null;
    }

    /// <summary>The rungs of a stage so far, ascending: one query.</summary>
    public async Task<ImmutableArray<ReminderRung>> ListAsync(
        UnitId unit, int year, StageId stage, CancellationToken cancellation = default)
    {
        var start = NoticeRows.RungsOf(year, stage);
        var rungs = ImmutableArray.CreateBuilder<ReminderRung>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {unit.Value} and RowKey ge {start} and RowKey lt {NoticeRows.RungsEndOf(year, stage)}"),
            cancellationToken: cancellation))
        {
            var ticks = long.Parse(row.RowKey.AsSpan(start.Length), CultureInfo.InvariantCulture);
            rungs.Add(new(new(ticks, TimeSpan.Zero), row.GetDateTimeOffset(SentColumn), row.GetInt32(CountColumn) ?? 0));
        }

        return rungs.ToImmutable();
    }
}
