using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Empties the inbox of all units, listed once: what has been read moves to <c>sheets</c>, what has not is ingested again, and the third
/// failure becomes a reading that says so. Nothing is ever deleted.
/// </summary>
public sealed class WaitingUploads(
    Uploads uploads, Board board, IngestAttempts attempts, SweepGrace grace, TimeProvider time, ILogger<WaitingUploads> log)
{
    private const int Parallel = 8;

    /// <summary>What is left then is the next round's: nothing else heals while this one goes on.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public Task HealAsync(CancellationToken cancellation) => System.Threading.Tasks.Parallel.ForEachAsync(
        ByYearAsync(cancellation),
        new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
        async (waiting, token) => await log.TryAsync(waiting[0].Unit.Value, nameof(WaitingUploads), () => HealAsync(waiting, token)));

    private async Task HealAsync(List<UploadName> waiting, CancellationToken cancellation)
    {
        var shown = await board.ShowAsync(waiting[0].Unit, waiting[0].Year, cancellation);
        foreach (var name in waiting)
        {
            if (IsUnread(shown, name))
            {
                await attempts.IngestAsync(name, cancellation);
            }
            else
            {
                // Read; or of a project withdrawn meanwhile; or of a request that died before the ledger knew of it, and was never
                // acknowledged.
                await uploads.MoveToSheetsAsync(name, cancellation);
            }
        }
    }

    private static bool IsUnread(YearBoard shown, UploadName name) =>
        shown.Unit.Find(name.Project) is not null
        && (shown.Summary(name.Project).Items.GetValueOrDefault(name.Stage)?.Unread.Contains(name.Version) ?? false);

    /// <summary>Those of a unit's year follow each other in the list.</summary>
    private async IAsyncEnumerable<List<UploadName>> ByYearAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        List<UploadName> year = [];
        await foreach (var upload in uploads.WaitingAsync(cancellation: cancellation))
        {
            if (time.GetUtcNow() - now > Longest)
            {
                break;
            }

            if (now - upload.ReceivedAt < grace.Span)
            {
                continue; // the trigger's turn, or the endpoint is still writing
            }

            if (year is [var first, ..] && (first.Unit, first.Year) != (upload.Name.Unit, upload.Name.Year))
            {
                yield return year;
                year = [];
            }

            year.Add(upload.Name);
        }

        if (year.Count > 0)
        {
            yield return year;
        }
    }
}
