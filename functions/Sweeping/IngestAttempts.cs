using Microsoft.Extensions.Logging;
using PerfFlow.Functions.Reading;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// An upload that the trigger left to the sweep: tried once a sweep, and the third failure becomes a reading that says so.
/// </summary>
public sealed class IngestAttempts(Readings readings, Ingestion ingestion, TimeProvider time, ILogger<IngestAttempts> log)
{
    private const int MostFailures = 3;

    /// <summary>
    /// A failure is counted and not thrown: one bad upload keeps the sweep from nothing else. That storage is away is none of the upload's.
    /// </summary>
    public async Task IngestAsync(UploadName name, CancellationToken cancellation)
    {
        try
        {
            await ingestion.IngestAsync(name, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !StorageUnavailableException.Says(fault))
        {
            log.Damage(fault);
            var failures = await CountAsync(name, fault, cancellation);
            log.IngestFailed(fault, name.ToString(), failures);
            if (failures >= MostFailures)
            {
                await ingestion.GiveUpAsync(name, cancellation);
            }
        }
    }

    /// <summary>Each failure is a record of its own beside the readings, so that counting needs no lock.</summary>
    private async Task<int> CountAsync(UploadName name, Exception fault, CancellationToken cancellation)
    {
        for (var number = 1; number < MostFailures; number++)
        {
            if (await readings.NoteAsync(
                name.Unit, $"failure-{name}-{number}", new IngestFailure(fault.GetType().Name, time.GetUtcNow()), cancellation))
            {
                return number;
            }
        }

        return MostFailures;
    }

    private sealed record IngestFailure(string Fault, DateTimeOffset At);
}
