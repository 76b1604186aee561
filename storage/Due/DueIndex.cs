using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Due;

/// <summary>A unit's year in the index.</summary>
/// <param name="At">When to look at it; <see cref="DueIndex.Never"/>: not before somebody does something.</param>
/// <param name="Again">
/// What a command did may not have been written when the row fell due: until this instant there is a look each half of a grace.
/// </param>
/// <param name="Tag">Of the row as it was read.</param>
public sealed record DueYear(UnitId Unit, int Year, DateTimeOffset At, DateTimeOffset Again, ETag Tag);

/// <summary>A unit's year that nobody else looks at.</summary>
/// <param name="By">The next look is to be by then, whatever this one finds.</param>
public sealed record ClaimedYear(UnitId Unit, int Year, DateTimeOffset By, ETag Tag);

/// <summary>
/// When each unit's year is to be looked at, in a table of its own: a sweep reads what is due and nothing else. A row too early costs
/// one look. Nobody moves a row to a later instant but who has claimed it, looked, and found it unchanged since.
/// </summary>
public sealed class DueIndex(StorageClients clients)
{
    private const string DueColumn = "Due";
    private const string AgainColumn = "Again";
    private const string HeldColumn = "HeldUntil"; // in every row: what lacks a column is not found by it
    private const int MostAttempts = 50;

    private static readonly DateTimeOffset Past = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.DueTable);
    private readonly ConcurrentDictionary<(UnitId, int), KnownRow> rows = new();

    /// <summary>The last instant that a table holds.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Sees to it that the year is looked at soon after <paramref name="now"/> + <paramref name="grace"/>. To be called before a batch
    /// that makes something due, which has to be written within half of that time: no look before it will be the last. Nothing to
    /// pay when this process knows the row to be early enough, one transaction when it knows the row, two when it does not.
    /// </summary>
    /// <param name="grace">The same for all who call.</param>
    public async Task SoonerAsync(UnitId unit, int year, DateTimeOffset now, TimeSpan grace, CancellationToken cancellation = default)
    {
        var (written, at) = (now + (grace / 2), now + grace);
        var row = rows.GetValueOrDefault((unit, year)) ?? await SeeAsync(unit, year, at, cancellation);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (row is not null && row.LooksBetween(written, at))
            {
                return;
            }

            var wanted = row is null ? new KnownRow(at, Past, default, at)
                : row.At > at ? row with { At = at, StandsUntil = at }
                : row with { Again = LookUpTo(at, grace) };
            if (await TryWriteAsync(unit, year, wanted, row?.Tag, cancellation) is { } tag)
            {
                rows[(unit, year)] = wanted with { Tag = tag };
                return;
            }

            row = await SeeAsync(unit, year, at, cancellation);
        }

        throw new InvalidOperationException($"The due row of {unit} {year} changed {MostAttempts} times while it was written.");
    }

    /// <summary>What is due and not claimed in a sixteenth of the units: one query, a page for each 1000 that are.</summary>
    public IAsyncEnumerable<DueYear> DueAsync(string shard, DateTimeOffset now, CancellationToken cancellation = default) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {shard} and Due le {now} and HeldUntil le {now}"), cancellation);

    /// <summary>Every year in the index of a sixteenth of the units, due or not.</summary>
    public IAsyncEnumerable<DueYear> ListAsync(string shard, CancellationToken cancellation = default) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {shard}"), cancellation);

    /// <summary>Keeps all others from looking for a grace; who dies meanwhile leaves the row as due as it was.</summary>
    /// <returns>Null when the row has changed since it was read.</returns>
    public async Task<ClaimedYear?> ClaimAsync(DueYear row, DateTimeOffset now, TimeSpan grace, CancellationToken cancellation = default)
        => await TryMergeAsync(new(Shard.Of(row.Unit), Key(row.Unit, row.Year)) { [HeldColumn] = now + grace }, row.Tag, cancellation) is
            { } tag
            ? new(row.Unit, row.Year, row.Again > now ? LookUpTo(now + (grace / 2), grace) : Never, tag)
            : null;

    /// <summary>After a look: when the next one is to be.</summary>
    /// <returns>False when something has become due meanwhile: the row stays as due as it was.</returns>
    public async Task<bool> NextAsync(ClaimedYear row, DateTimeOffset at, CancellationToken cancellation = default)
        => await TryMergeAsync(
            new(Shard.Of(row.Unit), Key(row.Unit, row.Year)) { [DueColumn] = at < row.By ? at : row.By, [HeldColumn] = Past },
            row.Tag,
            cancellation) is not null;

    /// <summary>After the last look at a year that is done.</summary>
    /// <returns>False when something has become due meanwhile.</returns>
    public async Task<bool> RemoveAsync(ClaimedYear row, CancellationToken cancellation = default)
        => await TryAsync(() => table.DeleteEntityAsync(Shard.Of(row.Unit), Key(row.Unit, row.Year), row.Tag, cancellation)) is not null;

    private async IAsyncEnumerable<DueYear> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (IsOurs(row))
            {
                yield return Parse(row);
            }
        }
    }

    /// <param name="at">The earliest instant that anybody may write into the row from now on.</param>
    private async Task<KnownRow?> SeeAsync(UnitId unit, int year, DateTimeOffset at, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Shard.Of(unit), Key(unit, year), cancellationToken: cancellation);
        return found.HasValue && found.Value!.Read(Parse) is var row
            ? rows[(unit, year)] = new(row.At, row.Again, row.Tag, row.At < at ? row.At : at)
            : null;
    }

    /// <returns>The row's new tag; null when it is not as it was known.</returns>
    private Task<ETag?> TryWriteAsync(UnitId unit, int year, KnownRow wanted, ETag? known, CancellationToken cancellation)
    {
        var row = new TableEntity(Shard.Of(unit), Key(unit, year)) { [DueColumn] = wanted.At, [AgainColumn] = wanted.Again };
        if (known is { } tag)
        {
            return TryMergeAsync(row, tag, cancellation);
        }

        row[HeldColumn] = Past;
        return TryAsync(() => table.AddEntityAsync(row, cancellation));
    }

    private Task<ETag?> TryMergeAsync(TableEntity row, ETag tag, CancellationToken cancellation)
        => TryAsync(() => table.UpdateEntityAsync(row, tag, TableUpdateMode.Merge, cancellation));

    private static async Task<ETag?> TryAsync(Func<Task<Response>> write)
    {
        try
        {
            return (await write()).Headers.ETag ?? default(ETag);
        }
        catch (RequestFailedException conflict)
            when (conflict.Status is 409 or 412 || conflict.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// The last of the instants half a grace apart, the same for all, up to this one. A command is content with the one look between
    /// half of its grace and all of it, so one <see cref="DueYear.Again"/> serves whatever many have begun at different instants.
    /// </summary>
    private static DateTimeOffset LookUpTo(DateTimeOffset at, TimeSpan grace) => at.AddTicks(-(at.UtcTicks % (grace.Ticks / 2)));

    private static string Key(UnitId unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{unit}:{year:D4}");

    /// <summary>
    /// A row put there by hand is of no unit's year, and keeps no other from its turn: at night what is missing is written anew.
    /// </summary>
    private static bool IsOurs(TableEntity row)
        => row.RowKey.Split(':') is [var unit, var year]
        && UnitId.Parse(unit).Refusal is null
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && row.TryGetValue(DueColumn, out var due) && due is DateTimeOffset
        && row.TryGetValue(AgainColumn, out var again) && again is DateTimeOffset;

    private static DueYear Parse(TableEntity row)
    {
        var key = row.RowKey.Split(':');
        return new(
            UnitId.Parse(key[0]).Value,
            int.Parse(key[1], CultureInfo.InvariantCulture),
            row.GetDateTimeOffset(DueColumn)!.Value,
            row.GetDateTimeOffset(AgainColumn)!.Value,
            row.ETag);
    }

    /// <summary>A row as this process last saw it.</summary>
    /// <param name="StandsUntil">Nobody looks at it before then, whatever others make due meanwhile.</param>
    private sealed record KnownRow(DateTimeOffset At, DateTimeOffset Again, ETag Tag, DateTimeOffset StandsUntil)
    {
        /// <summary>Whether there will be a look after the one instant, and one is wanted by the other.</summary>
        public bool LooksBetween(DateTimeOffset after, DateTimeOffset by)
            => (StandsUntil > after && At <= by) || Again > after;
    }
}
