using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// Has people told within a minute of what was written just now. A message that is lost is a lost wake-up: what is to be told lies
/// beside the board, and the sweep looks there.
/// </summary>
public sealed class NewsSoon(NewsQueue queue, TellAfter after, ILogger<NewsSoon> log)
{
    /// <summary>A queue that is away costs nobody their answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(UnitId, int), long> sent = new();

    /// <summary>
    /// To be called after the batch. One transaction; none while an earlier message of this process is still on its way, for whoever gets
    /// that one finds this too.
    /// </summary>
    public async Task TellAsync(UnitId unit, int year)
    {
        var now = Stopwatch.GetTimestamp();
        if (sent.TryGetValue((unit, year), out var before) && Stopwatch.GetElapsedTime(before, now) < after.Span)
        {
            return;
        }

        try
        {
            await queue.SendAsync(unit, year, after.Span).WaitAsync(Patience);
            sent[(unit, year)] = now;
        }
        catch (Exception fault)
        {
            log.NewsNotAnnounced(unit.Value, year, fault.GetType().Name);
        }
    }
}
