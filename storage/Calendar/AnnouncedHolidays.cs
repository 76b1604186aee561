using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Calendar;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Calendar;

/// <summary>
/// Holidays that an operator has entered since the product was shipped, a row a year: what they change takes effect without a
/// deployment. Plans keep instants, so nothing that is planned moves by it.
/// </summary>
public sealed class AnnouncedHolidays(StorageClients clients)
{
    private const string Partition = "@calendar"; // no unit's id
    private const string NoticeColumn = "Notice";

    private readonly TableClient table = clients.Tables.GetTableClient(StorageSchema.RegistryTable);

    /// <summary>The shipped calendar with what was entered: one query.</summary>
    public async Task<WorkCalendar> ReadAsync(CancellationToken cancellation = default)
    {
        var notices = ImmutableSortedDictionary.CreateBuilder<int, YearNotice>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            notices[row.Read(Year)] = row.Read(Notice);
        }

        return WorkCalendar.Shipped.With(notices);
    }

    /// <summary>Takes the place of what was known of the year, shipped or entered.</summary>
    public Task SetAsync(int year, YearNotice notice, CancellationToken cancellation = default)
        => table.UpsertEntityAsync(
            new TableEntity(Partition, RowOf(year)).WithLongText(NoticeColumn, JsonSerializer.Serialize(notice, Wire.Json)),
            TableUpdateMode.Replace,
            cancellation);

    /// <summary>What was shipped of the year counts again; without it the year is not announced.</summary>
    public Task RemoveAsync(int year, CancellationToken cancellation = default)
        => table.DeleteEntityAsync(Partition, RowOf(year), cancellationToken: cancellation);

    private static string RowOf(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    private static int Year(TableEntity row) => int.Parse(row.RowKey, CultureInfo.InvariantCulture);

    private static YearNotice Notice(TableEntity row) => JsonSerializer.Deserialize<YearNotice>(row.GetLongText(NoticeColumn), Wire.Json)!;
}
