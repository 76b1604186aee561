using System.Text;
using Azure.Data.Tables;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>History as rows: one event per line, lines packed into rows, rows cut into properties below the limit of 32 Ki characters.</summary>
internal static class HistoryRows
{
    private const int LongestProperty = 30_000;
    private const int LongestRow = 6 * LongestProperty;

    /// <param name="instanceId">The instance.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="firstRow">The number of the first new row.</param>
    /// <param name="lines">One stored event each.</param>
    public static IReadOnlyList<TableEntity> Pack(string instanceId, int generation, int firstRow, IReadOnlyList<string> lines)
    {
        var rows = new List<TableEntity>();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length > 0 && text.Length + line.Length > LongestRow)
            {
                Close();
            }

            text.Append(line).Append('\n');
        }

        if (text.Length > 0)
        {
            Close();
        }

        return rows;

        void Close()
        {
            rows.Add(Row(instanceId, generation, firstRow + rows.Count, text.ToString()));
            text.Clear();
        }
    }

    public static IEnumerable<string> Unpack(TableEntity row)
    {
        var text = new StringBuilder();
        for (var part = 0; row.GetString(Property(part)) is { } chunk; part++)
        {
            text.Append(chunk);
        }

        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static TableEntity Row(string instanceId, int generation, int number, string text)
    {
        var row = new TableEntity(HubKeys.Partition(instanceId), HubKeys.Row(instanceId, generation, number));
        var part = 0;
        for (var (start, end) = (0, 0); start < text.Length; start = end)
        {
            end = Math.Min(start + LongestProperty, text.Length);
            end -= end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0; // half a character is no valid text
            row[Property(part++)] = text[start..end];
        }

        return row;
    }

    private static string Property(int part) => $"Events{part}";
}
