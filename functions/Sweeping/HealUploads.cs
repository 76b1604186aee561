using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Ingest;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Readings;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Empties a unit's inbox: what has been read moves to <c>sheets</c>, what has not is ingested again, and the third failure
/// becomes a reading that says so. Nothing is ever deleted.
/// </summary>
public sealed class HealUploads(
    Uploads uploads, Board board, Readings readings, Ingestion ingestion, SweepGrace grace, TimeProvider time, ILogger<HealUploads> log)
{
    private const int MostFailures = 3;

    [Function(nameof(HealUploads))]
    public async Task RunAsync([ActivityTrigger] string unit, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var boards = new Dictionary<int, YearBoard>();
        await foreach (var upload in uploads.WaitingAsync(UnitId.Parse(unit).Value, cancellation))
        {
            if (time.GetUtcNow() - upload.ReceivedAt < grace.Span)
            {
                continue; // the trigger's turn, or the endpoint is still writing
            }

            var name = upload.Name;
            if (!boards.TryGetValue(name.Year, out var shown))
            {
                boards[name.Year] = shown = await board.ShowAsync(name.Unit, name.Year, cancellation);
            }

            var item = shown.Summary(name.Project).Items.GetValueOrDefault(name.Stage);
            if ((item?.Unread.Contains(name.Version) ?? false) && shown.Unit.Find(name.Project) is not null)
            {
                await IngestAsync(client, name, cancellation);
            }
            else
            {
                // Read; or of a project withdrawn meanwhile; or of a request that died before the ledger knew of it, and was never acknowledged.
                await uploads.MoveToSheetsAsync(name, cancellation);
            }
        }
    }

    private async Task IngestAsync(DurableTaskClient client, UploadName name, CancellationToken cancellation)
    {
        try
        {
            await ingestion.IngestAsync(client, name, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var failures = await CountAsync(name, fault, cancellation);
            log.IngestFailed(fault, name.ToString(), failures);
            if (failures >= MostFailures)
            {
                await ingestion.GiveUpAsync(client, name, cancellation);
            }
        }
    }

    /// <summary>Each failure is a record of its own beside the readings, so that counting needs no lock.</summary>
    private async Task<int> CountAsync(UploadName name, Exception fault, CancellationToken cancellation)
    {
        for (var number = 1; number < MostFailures; number++)
        {
            if (await readings.KeepAsync(name.Unit, $"failure-{name}-{number}", new IngestFailure(fault.GetType().Name, time.GetUtcNow()), cancellation))
            {
                return number;
            }
        }

        return MostFailures;
    }

    private sealed record IngestFailure(string Fault, DateTimeOffset At);
}

/// <summary>How long an upload may wait for its trigger before the sweep takes it up; setting <c>SweepGrace</c>.</summary>
public sealed record SweepGrace(TimeSpan Span)
{
    internal static SweepGrace From(IConfiguration configuration) => new(configuration.GetValue("SweepGrace", TimeSpan.FromMinutes(1)));
}
