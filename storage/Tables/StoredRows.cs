using Azure.Data.Tables;

namespace PerfFlow.Storage.Tables;

/// <summary>
/// Where rows become values: whatever a hand has put into a table is told apart here from a fault of the code that reads it.
/// </summary>
internal static class StoredRows
{
    /// <exception cref="DamagedRowException">The row cannot be read: it was not written by this application.</exception>
    public static T Read<T>(this TableEntity row, Func<TableEntity, T> read)
        => Read($"{row.PartitionKey}/{row.RowKey}", () => read(row));

    /// <param name="where">See <see cref="DamagedRowException.Where"/>.</param>
    /// <param name="read">Pure: all it can meet is what was stored.</param>
    /// <inheritdoc cref="Read{T}(TableEntity, Func{TableEntity, T})"/>
    public static T Read<T>(string where, Func<T> read)
    {
        try
        {
            return read() ?? throw new DamagedRowException(where, "there is nothing in it");
        }
        catch (Exception unreadable) when (unreadable is not DamagedRowException)
        {
            throw new DamagedRowException(where, $"it cannot be read ({unreadable.GetType().Name})", unreadable);
        }
    }
}
