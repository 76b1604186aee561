using System.Diagnostics;
using Azure.Data.Tables;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>
/// Tells when the engine has done all that it has to do now, from the table of its instances: no page of the app says it.
/// </summary>
internal static class EngineRest
{
    private const string Instances = "PerfFlowInstances";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Returns when no instance has moved for some seconds.</summary>
    /// <returns>When the last one moved.</returns>
    public static async Task<DateTimeOffset> AfterAsync(string storage)
    {
        var table = new TableClient(storage, Instances);
        var (last, count, since) = (DateTimeOffset.MinValue, -1, Stopwatch.StartNew());
        while (since.Elapsed < Silence)
        {
            var (moved, found) = (DateTimeOffset.MinValue, 0);
            await foreach (var row in table.QueryAsync<TableEntity>(select: ["LastUpdatedTime"]))
            {
                found++;
                moved = row.GetDateTimeOffset("LastUpdatedTime") is { } at && at > moved ? at : moved;
            }

            if ((moved, found) != (last, count))
            {
                (last, count, since) = (moved, found, Stopwatch.StartNew());
            }

            await Task.Delay(Interval);
        }

        return last;
    }
}
